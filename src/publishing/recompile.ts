import { revisionHash } from '../letter/revision.ts'
import type { Letter, Signatory } from '../letter/schema.ts'
import { revisionKey } from '../revision/keys.ts'
import type { LetterPart, Pair, Revision } from '../revision/layout.ts'
import { unpack } from '../revision/packed.ts'
import { StoreError } from '../revision/store-error.ts'
import { type Compiled, compile } from './compile.ts'
import { bulkListReader, everyone } from './everyone.ts'
import { getValues, type Kv } from './kv.ts'
import { drain } from './pairs.ts'
import { createPartReader } from './part-reader.ts'
import { WrittenLetterPart } from './written-letter-part.ts'

/** A revision's words, as they were written. @throws StoreError */
export const readWords = (kv: Pick<Kv, 'get'>, slug: string, { letter }: Revision): Promise<LetterPart> =>
  createPartReader(slug, async (key) => (await getValues(kv, [key])).get(key))(WrittenLetterPart, letter)

/** A revision where it is stored. Its words may name a slug that the letter had before. */
export type StoredRevision = { slug: string; letter: Letter; revision: Revision }

/** What is to be otherwise: the slug, and who is left out. */
export type Changes = { slug?: string; without?: string }

/**
 * Compiles a stored revision anew. All lists are read through, and make up the revision's id again: what is not whole is
 * not rewritten.
 *
 * @param take is given each pair, and may have been given some where this throws
 * @throws StoreError where the revision is not whole
 */
export const recompile = (
  kv: Pick<Kv, 'get'>,
  stored: StoredRevision,
  { slug = stored.slug, without }: Changes,
  take: (pair: Pair) => void,
): Promise<Compiled> => {
  const { letter, revision } = stored
  const hash = revisionHash(letter)
  async function* signatories(): AsyncGenerator<Signatory> {
    for await (const packed of everyone(revision, bulkListReader(kv, stored.slug))) {
      const { signatory } = unpack(packed)
      hash.add(signatory)
      if (signatory.id !== without) yield signatory
    }
    if (hash.id() !== revision.id)
      throw new StoreError(revisionKey(stored.slug, revision.id), 'its lists are those of another revision')
  }
  return drain(compile({ ...letter, slug }, signatories()), take)
}
