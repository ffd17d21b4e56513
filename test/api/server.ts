/** The Worker as `wrangler dev` runs it, over real HTTP, with a KV of its own. */
import { join } from 'node:path'
import { createTestHarness } from 'wrangler'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { catalogueEntry, nextHead } from '../../src/publishing/head.ts'
import { catalogueKey, headKey } from '../../src/revision/keys.ts'
import type { Head } from '../../src/revision/layout.ts'

const ROOT = join(import.meta.dirname, '../..')

export type Server = { base: string; close: () => Promise<void> }

/** @param publications each a letter and when it is published, in that order */
export const serve = async (publications: [SignedLetter, string][]): Promise<Server> => {
  const harness = createTestHarness({ root: ROOT, workers: [{ configPath: './wrangler.toml' }] })
  const { url } = await harness.listen()
  const { LETTERS: kv } = await harness.getWorker<Env>().getEnv()
  const heads = new Map<string, Head>()
  const catalogue = new Map<string, object>()
  for (const [letter, published] of publications) {
    const { pairs, compiled } = await compileWhole(letter)
    const head = nextHead(compiled, published, heads.get(letter.slug))
    heads.set(letter.slug, head)
    catalogue.set(letter.slug, catalogueEntry(compiled, { published }))
    for (const { key, value } of pairs) await kv.put(key, value)
    await kv.put(headKey(letter.slug), JSON.stringify(head))
  }
  await kv.put(catalogueKey, JSON.stringify([...catalogue.values()]))
  return { base: url.origin, close: () => harness.close() }
}
