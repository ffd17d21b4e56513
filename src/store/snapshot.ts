import type { SignedLetter } from '../letter/schema.ts'
import { catalogueEntry, compileWhole, nextHead } from './compile.ts'
import { catalogueKey, headKey } from './keys.ts'
import type { Catalogue } from './layout.ts'

/**
 * The pairs that publishing these letters would write, for the Worker to carry along. They have not been published, so
 * their time is the letter's own date: the same `data/` always gives the same snapshot.
 */
export const snapshotOf = async (letters: SignedLetter[]): Promise<Record<string, string>> => {
  const snapshot: Record<string, string> = {}
  const catalogue: Catalogue = []
  for (const signed of letters) {
    const { pairs, compiled } = await compileWhole(signed)
    const published = `${signed.date}T00:00:00Z`
    for (const { key, value } of pairs) snapshot[key] = value
    snapshot[headKey(signed.slug)] = JSON.stringify(nextHead(compiled, published))
    catalogue.push(catalogueEntry(compiled, published))
  }
  snapshot[catalogueKey] = JSON.stringify(catalogue)
  return snapshot
}
