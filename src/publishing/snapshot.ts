import type { SignedLetter } from '../letter/schema.ts'
import { utf8Length } from '../letter/utf8.ts'
import { catalogueKey, headKey } from '../revision/keys.ts'
import type { Catalogue, Pair } from '../revision/layout.ts'
import { type Compiled, compile } from './compile.ts'
import { catalogueEntry, nextHead } from './head.ts'

/** A letter that takes more than this, in bytes, is not bundled: some 700 signatories. A Worker may have 3 MB in all. */
export const BUNDLE_LIMIT = 512 * 1024

/** All of a letter's pairs, or undefined once they exceed the limit. */
const compileSmall = async ({
  signatories,
  ...letter
}: SignedLetter): Promise<{ pairs: Pair[]; compiled: Compiled } | undefined> => {
  const pairs: Pair[] = []
  const compiling = compile(letter, signatories)
  let bytes = 0
  for (;;) {
    const step = await compiling.next()
    if (step.done) return { pairs, compiled: step.value }
    pairs.push(step.value)
    bytes += utf8Length(step.value.key) + utf8Length(step.value.value)
    if (bytes > BUNDLE_LIMIT) return undefined
  }
}

/**
 * The pairs that publishing these letters would write, for the Worker to carry along. They have not been published, so
 * their time is the letter's own date: the same `data/` always gives the same snapshot.
 *
 * @param leftOut is told of each letter that is too large: it is served from KV alone, so not before it is published,
 * and while KV fails only from a copy that the isolate still has.
 */
export const snapshotOf = async (
  letters: SignedLetter[],
  leftOut: (slug: string) => void = () => {},
): Promise<Record<string, string>> => {
  const snapshot: Record<string, string> = {}
  const catalogue: Catalogue = []
  for (const signed of letters) {
    const small = await compileSmall(signed)
    if (!small) {
      leftOut(signed.slug)
      continue
    }
    const published = `${signed.date}T00:00:00Z`
    for (const { key, value } of small.pairs) snapshot[key] = value
    snapshot[headKey(signed.slug)] = JSON.stringify(nextHead(small.compiled, published))
    catalogue.push(catalogueEntry(small.compiled, published))
  }
  snapshot[catalogueKey] = JSON.stringify(catalogue)
  return snapshot
}
