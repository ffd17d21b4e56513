import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { CSV, createProject } from './project.ts'

const project = await createProject()
afterAll(project.remove)

/** All that is deployed of letters: what the Worker bundles, and what lies beside it. */
const deployed = async (): Promise<string> => {
  const beside = join(project.root, 'build/assets/snapshot')
  const entries = await readdir(beside, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const texts = [join(project.root, 'build/snapshot.json'), ...files].map((path) => readFile(path, 'utf8'))
  return (await Promise.all(texts)).join('\n')
}

it('leaves nothing of who is no longer in data/ beside the Worker, nor of a letter that went', async () => {
  expect(await project.run(['build'])).toMatchObject({ code: 0 })
  expect(await deployed()).toMatch(/Human Rights Watch.*please stop|please stop.*Human Rights Watch/s)

  await project.write('data/a-letter/signatories.csv', CSV.replace(/^human-rights-watch.*\n/m, ''))
  expect(await project.run(['build'])).toMatchObject({ code: 0 })
  expect(await deployed()).toContain('Amnesty International')
  expect(await deployed()).not.toMatch(/human rights watch/i)

  await rm(join(project.root, 'data/a-letter'), { recursive: true })
  expect(await project.run(['build'])).toMatchObject({ code: 0 })
  expect(await deployed()).not.toMatch(/amnesty|please stop/i)
})
