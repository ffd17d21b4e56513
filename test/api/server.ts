/** The Worker as `wrangler dev` runs it, over real HTTP, with a KV of its own. */
import { join } from 'node:path'
import { createTestHarness } from 'wrangler'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { type Compiled, compileWhole } from '../../src/publishing/compile.ts'
import { catalogueEntry, nextHead } from '../../src/publishing/head.ts'
import { createBindingKv } from '../../src/publishing/kv-binding.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { createMemoryStore } from '../../src/publishing/memory-store.ts'
import type { Drawn, PairSource } from '../../src/publishing/plan.ts'
import { syncIndex } from '../../src/publishing/signatories-index/sync.ts'
import { catalogueKey, headKey, indexKey } from '../../src/revision/keys.ts'
import type { CatalogueEntry, Head } from '../../src/revision/layout.ts'

const ROOT = join(import.meta.dirname, '../..')

export type Server = { base: string; close: () => Promise<void> }

/** Draws a letter's pictures from its pairs. */
type Draw = (pairs: PairSource, compiled: Compiled) => Promise<Drawn | undefined>

/** @param publications each a letter and when it is published, in that order */
export const serve = async (publications: [SignedLetter, string][], draw?: Draw): Promise<Server> => {
  const harness = createTestHarness({ root: ROOT, workers: [{ configPath: './wrangler.toml' }] })
  const { url } = await harness.listen()
  const { LETTERS: kv } = await harness.getWorker<Env>().getEnv()
  const heads = new Map<string, Head>()
  const catalogue = new Map<string, CatalogueEntry>()
  for (const [letter, published] of publications) {
    const { pairs, compiled } = await compileWhole(letter)
    const source = createMapKv(new Map(pairs.map((pair) => [pair.key, pair])))
    const drawn = await draw?.(source, compiled)
    const head = nextHead(compiled, published, heads.get(letter.slug), {}, drawn?.pictures)
    heads.set(letter.slug, head)
    catalogue.set(letter.slug, catalogueEntry(compiled, { published }))
    for (const { key, value } of [...pairs, ...(drawn?.parts ?? [])]) await kv.put(key, value)
    await kv.put(headKey(letter.slug), JSON.stringify(head))
  }
  const entries = [...catalogue.values()]
  await kv.put(catalogueKey, JSON.stringify(entries))
  const store = createMemoryStore()
  const { index, keys } = await syncIndex(createBindingKv(kv), undefined, entries, store)
  for await (const { key, value } of store.get(keys)) await kv.put(key, value)
  await kv.put(indexKey, JSON.stringify(index))
  return { base: url.origin, close: () => harness.close() }
}
