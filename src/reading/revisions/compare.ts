import type { ChangesJson } from '../../api/schemas.ts'
import { languageChanges, signatoryChanges } from '../../letter/changes.ts'
import type { Signatory } from '../../letter/schema.ts'
import { textChanges, wordsOf } from '../../letter/text-changes.ts'
import { nameAt, type PartList } from '../../revision/layout.ts'
import type { OpenLetter } from '../store/open-revision.ts'

export type RevisionChanges = Pick<ChangesJson, 'complete' | 'signatories' | 'languages' | 'date' | 'text'>

/** Where in the list the parts stand that only one of two revisions has: `[from, count]` of each. */
const differingRanges = ({ names, counts }: PartList, other: PartList): [number, number][] => {
  const shared = new Set(other.counts.map((_, part) => nameAt(other.names, part)))
  let from = 0
  return counts.flatMap((count, part) => {
    from += count
    return shared.has(nameAt(names, part)) ? [] : [[from - count, count] as [number, number]]
  })
}

const readRanges = async ({ signatories }: OpenLetter, ranges: [number, number][]): Promise<Signatory[]> =>
  (await Promise.all(ranges.map(([from, count]) => signatories(from, count)))).flat()

/**
 * What changed from one revision to another. Parts that both have are not read. Throws a `Fault`.
 *
 * @param maxParts two lists further apart than this many differing parts each are not read: `complete` is false
 */
export const compareRevisions = async (
  before: OpenLetter,
  after: OpenLetter,
  maxParts: number,
): Promise<RevisionChanges> => {
  const [listBefore, listAfter] = [before.revision.signatories, after.revision.signatories]
  const removed = differingRanges(listBefore, listAfter)
  const added = differingRanges(listAfter, listBefore)
  const complete = removed.length <= maxParts && added.length <= maxParts
  const [old, now, signatoriesBefore, signatoriesAfter] = await Promise.all([
    before.letter(),
    after.letter(),
    complete ? readRanges(before, removed) : [],
    complete ? readRanges(after, added) : [],
  ])
  return {
    complete,
    signatories: signatoryChanges(signatoriesBefore, signatoriesAfter),
    languages: languageChanges(old.letter, now.letter),
    date: old.letter.date === now.letter.date ? null : { before: old.letter.date, after: now.letter.date },
    text: textChanges(wordsOf(old), wordsOf(now)),
  }
}
