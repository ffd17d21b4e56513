/** A project whose local KV a test can read beside the real command. */
import { join } from 'node:path'
import { catalogueKey, headKey } from '../../src/revision/keys.ts'
import { Catalogue, Head } from '../../src/revision/layout.ts'
import { readNow } from '../reader.ts'
import { keepNamespace } from './kept-namespaces.ts'
import { CSV, createProject, GIT_CONFIG, LETTER } from './project.ts'

export const SLUG = 'a-letter'

export const createLiveProject = async () => {
  const project = await createProject({ '.gitconfig': GIT_CONFIG })
  const kv = await keepNamespace(join(project.root, '.wrangler/state/v3'), 'LETTERS')
  return {
    project,
    kv,
    read: () => readNow(kv, SLUG),
    head: async () => Head.parse(JSON.parse((await kv.get(headKey(SLUG))) ?? '')),
    listed: async () =>
      Catalogue.parse(JSON.parse((await kv.get(catalogueKey)) ?? '')).find(({ slug }) => slug === SLUG),
    keys: async () => (await kv.list({ prefix: `letter/${SLUG}/` })).keys.map(({ name }) => name),
    /** Changes both the words and the list, so that everything about the revision is new. */
    edit: async (title: string, more: string) => {
      await project.write(`data/${SLUG}/letter.en.md`, LETTER.replace('A letter', title))
      await project.write(`data/${SLUG}/signatories.csv`, CSV + more)
    },
    publish: (...args: string[]) => project.run(['publish', '--yes', ...args]),
    stop: project.remove,
  }
}
