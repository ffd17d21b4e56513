/** That an id is never given to somebody else: what is remembered of those that were. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readGivenIds, recordIds, wasGiven } from '../../src/editing/given-ids.ts'
import { idGiver } from '../../src/editing/new-id.ts'

/** Of `ada-example`, as every version kept it: the SHA-256 of `undersigned id ada-example`, shortened. */
const ADA = 'jkaiMhrl'

let folder: string
const path = () => join(folder, '.ids')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('is none where there is no record, and then what was recorded, by its hash', async () => {
  const none = await readGivenIds(folder)
  expect([...none]).toEqual([])
  const given = await recordIds(folder, none, ['ada-example', 'bob'])
  expect(await readGivenIds(folder)).toEqual(given)
  for (const id of ['ada-example', 'bob']) expect(wasGiven(given, id)).toBe(true)
  expect(wasGiven(given, 'cleo')).toBe(false)
  const text = await readFile(path(), 'utf8')
  expect(text).toMatch(/^# Every id ever given in this letter/)
  expect(text).toContain(`\n${ADA}\n`)
  expect(text).not.toContain('ada')
})

it('is read past the marks of a merge and other line endings, and put in order when one comes in', async () => {
  await writeFile(
    path(),
    `# ids\r\n<<<<<<< HEAD\r\nzzzzzzzz\r\n=======\r\n${ADA}\r\n>>>>>>> a-branch\r\nxAAAAAAAA\r\n`,
  )
  const given = await readGivenIds(folder)
  expect([...given].toSorted()).toEqual([ADA, 'zzzzzzzz'].toSorted())
  expect(wasGiven(given, 'ada-example')).toBe(true)
  await recordIds(folder, given, ['bob'])
  const [head, ...lines] = (await readFile(path(), 'utf8')).trimEnd().split('\n')
  expect(head).toMatch(/^#/)
  expect(lines).toEqual(lines.toSorted())
  expect(lines).toHaveLength(3)
})

it('is not written again where it has them all', async () => {
  const given = await recordIds(folder, new Set(), ['bob'])
  const before = await stat(path())
  await recordIds(folder, given, ['bob'])
  expect((await stat(path())).ino).toBe(before.ino)
})

it('makes an id for a namesake that is no longer than any, and ends in no two hyphens', () => {
  const long = `${'a'.repeat(97)}-bc`
  const give = idGiver((id) => id === long)
  expect(give(long)).toBe(`${'a'.repeat(97)}-2`)
  expect(give(long)).toBe(`${'a'.repeat(97)}-3`)
})
