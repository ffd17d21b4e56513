import type { Compiled } from '../compile.ts'
import type { Kv } from '../kv.ts'
import { dataRevision, type LiveLetter } from '../live.ts'
import type { PairSource } from '../plan.ts'
import { compare, type LetterDiff, type Side } from './compare.ts'
import { readSide } from './snapshots.ts'

const bare = ({ id, count }: Compiled['revision']): Side => ({
  revision: id,
  count,
  date: '',
  translations: [],
  signatories: [],
  withdrawn: [],
})

/**
 * What making a revision the current one would change. Where nothing is live, or the same, nothing is read.
 *
 * @param pairs has the revision's pairs, or at least those of `isNeeded`
 * @throws StoreError where a part is missing or corrupt
 */
export const diffWithLive = async (
  kv: Kv,
  letter: LiveLetter,
  { letter: { slug }, revision }: Compiled,
  pairs: PairSource,
): Promise<LetterDiff> => {
  const live = dataRevision(letter)
  if (live === undefined) return compare(slug, undefined, bare(revision))
  if (live.id === revision.id) return compare(slug, bare(live), bare(revision))
  const [before, after] = await Promise.all([
    readSide(kv, slug, live, revision),
    readSide(pairs, slug, revision, live),
  ])
  return compare(slug, before, after)
}
