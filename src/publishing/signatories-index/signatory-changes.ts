/** Who differs between two revisions of a letter, in memory that does not grow with them. */
import type { Signatory } from '../../letter/schema.ts'
import { decodePart } from '../../revision/decode.ts'
import { partKey } from '../../revision/keys.ts'
import { type Revision, SignatoriesPart, splitNames } from '../../revision/layout.ts'
import { unpack } from '../../revision/packed.ts'
import { bucketBefore } from '../../revision/search-index.ts'
import { StoreError } from '../../revision/store-error.ts'
import type { Kv } from '../kv.ts'
import { createReadAhead } from '../read-ahead.ts'

/** How somebody stood before, and stands now. */
export type SignatoryChange = { before: Signatory | undefined; after: Signatory | undefined }

/** The names of a revision's buckets of ids, put together as fewer would hold the same ids. */
const groupsOf = (revision: Revision | undefined, count: number): string[][] => {
  const groups: string[][] = Array.from({ length: count }, () => [])
  for (const [bucket, name] of splitNames(revision?.ids ?? '').entries())
    groups[bucketBefore(bucket, count)]?.push(name)
  return groups
}

const createGroupReader = (kv: Pick<Kv, 'get'>, slug: string, groups: string[][]) => {
  const keyOf = (name: string) => partKey(slug, name)
  const read = createReadAhead(kv, groups.flat().map(keyOf))
  return async (group: string[] = []): Promise<Map<string, Signatory>> => {
    const signatories = new Map<string, Signatory>()
    for (const key of group.map(keyOf)) {
      const value = await read(key)
      if (value === undefined || value === null) throw new StoreError(key, 'missing')
      for (const packed of await decodePart(SignatoriesPart, key, value)) {
        const { signatory } = unpack(packed)
        signatories.set(signatory.id, signatory)
      }
    }
    return signatories
  }
}

/**
 * Everyone who is in one of the revisions and not as they are in the other, some more who only stand elsewhere.
 *
 * @throws StoreError where a part is missing or corrupt
 */
export async function* signatoryChanges(
  kv: Pick<Kv, 'get'>,
  slug: string,
  before: Revision | undefined,
  after: Revision | undefined,
): AsyncGenerator<SignatoryChange> {
  const sizes = [before, after].flatMap((revision) => (revision ? [splitNames(revision.ids).length] : []))
  const count = Math.max(1, Math.min(...sizes))
  const [old, now] = [groupsOf(before, count), groupsOf(after, count)]
  const [readOld, readNow] = [createGroupReader(kv, slug, old), createGroupReader(kv, slug, now)]
  for (let group = 0; group < count; group++) {
    if (old[group]?.join() === now[group]?.join()) continue
    const there = await readOld(old[group])
    for (const [id, signatory] of await readNow(now[group])) {
      yield { before: there.get(id), after: signatory }
      there.delete(id)
    }
    for (const signatory of there.values()) yield { before: signatory, after: undefined }
  }
}
