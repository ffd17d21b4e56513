/** Where a revision's hash and its records stand after the last signatory. */
import { revisionHash } from '../letter/revision.ts'
import type { Letter } from '../letter/schema.ts'
import { knownForTexts } from '../letter/search.ts'
import { utf8Length } from '../letter/utf8.ts'
import { decode } from '../revision/decode.ts'
import { PART_NAME, revisionKey } from '../revision/keys.ts'
import type { Revision } from '../revision/layout.ts'
import { unpack } from '../revision/packed.ts'
import { RevisionRecord } from '../revision/record.ts'
import { StoreError } from '../revision/store-error.ts'
import { bucketCount } from './buckets.ts'
import { everyone, listReader } from './everyone.ts'
import type { ReadPart, ReadValue } from './part-reader.ts'

/** The hash, to which signatories can be added, and the bytes of all records so far. */
export type Progress = { hash: ReturnType<typeof revisionHash>; bytes: number }

/** What the revision's record says, if it does, is right, and knows of every index that there is now. */
const fromRecord = async (
  letter: Letter,
  revision: Revision,
  read: ReadValue,
): Promise<Progress | undefined> => {
  const key = revisionKey(letter.slug, revision.id)
  const value = await read(key)
  if (value === null || value === undefined) return undefined
  let continuation: RevisionRecord['continuation']
  try {
    ;({ continuation } = decode(RevisionRecord, key, value))
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
  if (!continuation?.known_for) return undefined
  const { bytes } = continuation
  const hash = revisionHash(letter, continuation.hash)
  const isRight = hash.id() === revision.id && bucketCount(bytes) === revision.ids.length / PART_NAME
  return isRight ? { hash, bytes } : undefined
}

const fromLists = async (
  letter: Letter,
  revision: Revision,
  readPart: ReadPart,
): Promise<Progress | undefined> => {
  const hash = revisionHash(letter)
  let bytes = 0
  let isIndexed = true
  for await (const packed of everyone(revision, listReader(readPart))) {
    const { signatory } = unpack(packed)
    hash.add(signatory)
    if (knownForTexts(signatory).some(({ starts }) => starts.length > 0)) {
      isIndexed = revision.known_for !== undefined
    }
    bytes += utf8Length(JSON.stringify(packed))
  }
  if (hash.id() !== revision.id) {
    throw new StoreError(revisionKey(letter.slug, revision.id), 'its lists are those of another revision')
  }
  return isIndexed ? { hash, bytes } : undefined
}

/**
 * Where a revision's hash and records stand after its last signatory: as its record says, else, as records that were
 * written before that was kept do not, by reading all its lists, a part at a time. Nowhere, where it then turns out that
 * what signatories are known for is not indexed yet.
 *
 * @throws StoreError where all lists have to be read and a part is missing or corrupt
 */
export const continueFrom = async (
  letter: Letter,
  revision: Revision,
  read: ReadValue,
  readPart: ReadPart,
): Promise<Progress | undefined> =>
  (await fromRecord(letter, revision, read)) ?? (await fromLists(letter, revision, readPart))
