/** Who is meant by a name, in all that KV holds of a letter. */
import { fold } from '../../letter/fold.ts'
import type { Signatory } from '../../letter/schema.ts'
import { QUERY_LENGTH } from '../../letter/search.ts'
import { decode, decodePart } from '../../revision/decode.ts'
import { partKey, revisionKey } from '../../revision/keys.ts'
import { IndexPart, nameAt, RevisionOrTombstone } from '../../revision/layout.ts'
import { unpack } from '../../revision/packed.ts'
import { partsOfPrefix, readFirst } from '../../revision/search-index.ts'
import type { Kv } from '../kv.ts'

/** Somebody of that name: how they stand in one of the revisions that have them, and which these are. */
export type Candidate = { signatory: Signatory; revisions: Set<string> }

/**
 * Everybody whose name, acronym or alias has words in it that begin so, in whatever spelling, in any revision that is
 * there, by their ids. Of each revision only those parts of its index are read that may have them.
 *
 * @throws StoreError where one of these cannot be read
 */
export const findByName = async (kv: Kv, slug: string, name: string): Promise<Map<string, Candidate>> => {
  const wanted = fold(name).slice(0, QUERY_LENGTH)
  const records: string[] = []
  for await (const { key } of kv.list(revisionKey(slug, ''))) records.push(key)
  const revisionsOf = new Map<string, string[]>()
  for await (const { key, value } of kv.get(records)) {
    const revision = decode(RevisionOrTombstone, key, value)
    if ('successor' in revision) continue
    const { from, to } = partsOfPrefix(readFirst(revision.index), wanted)
    for (let part = from; part < to; part++) {
      const of = partKey(slug, nameAt(revision.index.names, part))
      revisionsOf.set(of, [...(revisionsOf.get(of) ?? []), revision.id])
    }
  }
  const found = new Map<string, Candidate>()
  for await (const { key, value } of kv.get([...revisionsOf.keys()])) {
    for (const [line, , packed] of await decodePart(IndexPart, key, value)) {
      if (!line.startsWith(wanted)) continue
      const { signatory } = unpack(packed)
      const known = found.get(signatory.id) ?? { signatory, revisions: new Set() }
      for (const revision of revisionsOf.get(key) ?? []) known.revisions.add(revision)
      found.set(signatory.id, known)
    }
  }
  return found
}
