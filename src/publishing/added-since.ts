/** Whether a letter only has more signatories than it had. */
import { revisionHash } from '../letter/revision.ts'
import type { Letter, Signatory } from '../letter/schema.ts'
import type { Revision } from '../revision/layout.ts'

/** How many signed a revision, also of those who withdrew since. */
export const countEveryone = ({ signatories, withdrawn }: Revision): number =>
  [...signatories.counts, ...(withdrawn?.signatories.counts ?? [])].reduce((sum, count) => sum + count, 0)

/**
 * Those who are new in a letter that is otherwise as a revision has it: the same words, and the same signatories at the
 * beginning of the list. Undefined where anything else changed, and then the list is read no further than the
 * revision's. Reads nothing of KV: the id of a revision says all that it consists of.
 */
export const addedSince = async (
  revision: Revision,
  letter: Letter,
  signatories: AsyncIterable<Signatory> | Iterable<Signatory>,
): Promise<Signatory[] | undefined> => {
  const hash = revisionHash(letter)
  const known = countEveryone(revision)
  if (known === 0 && hash.id() !== revision.id) return undefined
  const added: Signatory[] = []
  let count = 0
  for await (const signatory of signatories) {
    if (count === known) added.push(signatory)
    else {
      hash.add(signatory)
      if (++count === known && hash.id() !== revision.id) return undefined
    }
  }
  return count === known ? added : undefined
}
