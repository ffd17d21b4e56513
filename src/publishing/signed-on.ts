/** Those whom readers see in a letter, because they signed through the form, and who are not in `data/`. */
import type { Signatory } from '../letter/schema.ts'
import type { Revision } from '../revision/layout.ts'
import { unpack } from '../revision/packed.ts'
import { bulkListReader, everyone } from './everyone.ts'
import type { Kv } from './kv.ts'
import type { LiveLetter } from './live.ts'
import { readRevision } from './read-revision.ts'

/** What the names of those who signed on stand behind in the live revision; undefined where it has none of them. */
const revisionBehind = async (kv: Kv, slug: string, letter: LiveLetter): Promise<Revision | undefined> => {
  const { base, head, ofData } = letter
  if (ofData) return ofData
  const isLast = (head?.history[0]?.signons ?? 0) > 0
  return isLast && base ? readRevision(kv, slug, base.revision) : undefined
}

/**
 * Those who signed on, of a letter that is open, or that nobody has published since it was closed.
 *
 * @throws StoreError where a part is missing or corrupt
 */
export async function* signedOn(kv: Kv, slug: string, letter: LiveLetter): AsyncGenerator<Signatory> {
  const { head } = letter
  const before = await revisionBehind(kv, slug, letter)
  if (head === undefined || before === undefined || before.id === head.revision.id) return
  const readList = bulkListReader(kv, slug)
  const known = new Set<unknown>()
  for await (const [, id] of everyone(before, readList)) known.add(id)
  for await (const packed of everyone(head.revision, readList))
    if (!known.has(packed[1])) yield unpack(packed).signatory
}

/** How many names of those who signed on an open letter has, by its head. */
export const countSignedOn = ({ head, ofData }: LiveLetter): number =>
  (head?.revision.count ?? 0) - (ofData?.count ?? 0)
