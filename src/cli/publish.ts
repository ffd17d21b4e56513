import type { SignedLetter } from '../letter/schema.ts'
import { catalogueEntry, compileWhole, nextHead } from '../store/compile.ts'
import { catalogueKey, headKey } from '../store/keys.ts'
import { decode } from '../store/kv.ts'
import { Catalogue, Head, type Pair } from '../store/layout.ts'
import { getPairs, putPairs, type Target } from './wrangler.ts'

export type Published = { slug: string; revision: string; count: number; changed: boolean }

/**
 * Publishes letters to KV: first everything that is immutable, last, in one call, the heads and the catalogue. Stopped
 * half-way, readers stay on the revision they had. A letter that is already the current revision is left alone.
 */
export const publish = async (target: Target, letters: SignedLetter[]): Promise<Published[]> => {
  const keys = [catalogueKey, ...letters.map(({ slug }) => headKey(slug))]
  const live = await getPairs(target, keys)
  const published = new Date().toISOString()
  const results: Published[] = []
  const heads: Pair[] = []
  let catalogue = decode(Catalogue, catalogueKey, live.get(catalogueKey) ?? '[]')

  async function* immutablePairs(): AsyncGenerator<Pair> {
    for (const signed of letters) {
      const { slug } = signed
      const key = headKey(slug)
      const json = live.get(key)
      const before = json === undefined ? undefined : decode(Head, key, json)
      const { pairs, compiled } = await compileWhole(signed)
      const changed = before?.revision.id !== compiled.revision.id
      results.push({ slug, revision: compiled.revision.id, count: compiled.revision.count, changed })
      if (!changed) continue
      yield* pairs
      heads.push({ key, value: JSON.stringify(nextHead(compiled, published, before)) })
      catalogue = [...catalogue.filter((entry) => entry.slug !== slug), catalogueEntry(compiled, published)]
    }
  }

  await putPairs(target, immutablePairs())
  if (heads.length > 0)
    await putPairs(target, [...heads, { key: catalogueKey, value: JSON.stringify(catalogue) }])
  return results
}
