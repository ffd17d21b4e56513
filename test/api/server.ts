/** The Worker as `wrangler dev` runs it, over real HTTP, with a KV of its own. */
import { join } from 'node:path'
import { createTestHarness } from 'wrangler'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { type Compiled, compileWhole } from '../../src/publishing/compile.ts'
import { catalogueEntry, nextHead } from '../../src/publishing/head.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import type { Drawn, PairSource } from '../../src/publishing/plan.ts'
import { catalogueKey, headKey } from '../../src/revision/keys.ts'
import type { Head } from '../../src/revision/layout.ts'

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
  const catalogue = new Map<string, object>()
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
  await kv.put(catalogueKey, JSON.stringify([...catalogue.values()]))
  return { base: url.origin, close: () => harness.close() }
}
