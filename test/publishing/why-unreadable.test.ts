import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { whyUnreadable } from '../../src/publishing/why-unreadable.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
})
afterAll(() => rm(folder, { recursive: true }))

const whyNot = (file: string): Promise<unknown> =>
  readFile(file).then(
    () => undefined,
    (error: unknown) => whyUnreadable(file, error),
  )

it('says where a file is not, and that a folder is none', async () => {
  expect(await whyNot('none.csv')).toBe(`there is no file none.csv in ${process.cwd()}`)
  expect(await whyNot(join(folder, 'none.csv'))).toBe(`there is no file ${folder}/none.csv`)
  expect(await whyNot(folder)).toBe(`${folder} is a folder; name a file in it`)
})

it('says what may not be read, and else what the system says', async () => {
  const file = join(folder, 'secret')
  await writeFile(file, '')
  await chmod(file, 0)
  // Root may read all.
  expect(await whyNot(file)).toBe(
    process.getuid?.() === 0 ? undefined : `you are not allowed to read ${file}`,
  )
  const forbidden = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
  expect(whyUnreadable('list.csv', forbidden)).toBe('you are not allowed to read list.csv')
  expect(whyUnreadable('list.csv', new Error('EIO: i/o error'))).toBe('EIO: i/o error')
})
