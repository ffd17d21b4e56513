/** Where somebody stands in what KV holds of a letter. */
import { decodePart, decodeRecord } from '../../revision/decode.ts'
import { fnv1a } from '../../revision/fnv1a.ts'
import { PART_NAME, partKey, revisionKey } from '../../revision/keys.ts'
import { nameAt, type Revision, SignatoriesPart } from '../../revision/layout.ts'
import { type PositionedSignatory, unpack } from '../../revision/packed.ts'
import { bucketOf } from '../../revision/search-index.ts'
import { StoreError } from '../../revision/store-error.ts'
import type { Kv } from '../kv.ts'

export type Standing = {
  /** Every key of the letter but its head's. */
  listed: Set<string>
  /** The revisions in which they stand, and how. */
  holding: { revision: Revision; as: PositionedSignatory }[]
  /** The revisions in which they do not. */
  others: Revision[]
  /** The successors of revisions that were rewritten before, by the ids of those. */
  tombstones: Map<string, string>
  /** What cannot be read, by the id of its revision. */
  faults: Map<string, StoreError>
}

/** The key of the part that has whoever has this id, if a revision has them. */
const bucketKey = (slug: string, { ids }: Revision, hash: number): string =>
  partKey(slug, nameAt(ids, bucketOf(hash, ids.length / PART_NAME)))

const asFault = (error: unknown): StoreError => {
  if (error instanceof StoreError) return error
  throw error
}

/**
 * Looks through every revision of a letter that KV holds, named by its history or not.
 *
 * @param current as the head has it: its record may be lost
 */
export const findStanding = async (
  kv: Kv,
  slug: string,
  id: string,
  current: Revision | undefined,
): Promise<Standing> => {
  const listed = new Set<string>()
  for await (const { key } of kv.list(`letter/${slug}/`)) listed.add(key)
  const prefix = revisionKey(slug, '')
  const tombstones = new Map<string, string>()
  const faults = new Map<string, StoreError>()
  const revisions: Revision[] = []
  for await (const { key, value } of kv.get([...listed].filter((each) => each.startsWith(prefix)))) {
    const of = key.slice(prefix.length)
    try {
      const stored = decodeRecord(key, value)
      if ('successor' in stored) tombstones.set(of, stored.successor)
      else revisions.push(stored)
    } catch (error) {
      faults.set(of, asFault(error))
    }
  }
  if (current !== undefined && !listed.has(prefix + current.id)) revisions.push(current)

  const hash = fnv1a(id)
  const found = new Map<string, PositionedSignatory | StoreError | undefined>()
  const buckets = new Set(revisions.map((revision) => bucketKey(slug, revision, hash)))
  for await (const { key, value } of kv.get([...buckets])) {
    const bucket = await decodePart(SignatoriesPart, key, value).catch(asFault)
    const packed = bucket instanceof StoreError ? bucket : bucket.find((each) => each[1] === id)
    found.set(key, packed === undefined || packed instanceof StoreError ? packed : unpack(packed))
  }

  const standing: Standing = { listed, holding: [], others: [], tombstones, faults }
  for (const revision of revisions) {
    const key = bucketKey(slug, revision, hash)
    const as = found.has(key) ? found.get(key) : new StoreError(key, 'missing')
    if (as instanceof StoreError) faults.set(revision.id, as)
    else if (as === undefined) standing.others.push(revision)
    else standing.holding.push({ revision, as })
  }
  return standing
}
