/** Removing what no publication in the history needs. */
import { decode } from '../revision/decode.ts'
import { publicationCount } from '../revision/history.ts'
import { indexKey, partKey, revisionKey } from '../revision/keys.ts'
import { type Head, type Pair, Revision } from '../revision/layout.ts'
import { historyKeys, keysUnder, makeRoom, readHistory } from './history.ts'
import type { Kv, ListedKey } from './kv.ts'
import type { Live } from './live.ts'
import { type LockOptions, withLock } from './lock.ts'
import { makeCurrent } from './make-current.ts'
import { pictureKeys, revisionKeys } from './revision-keys.ts'
import { indexPartKeys, readIndex } from './signatories-index/sync.ts'
import { unusedIndexKeys } from './signatories-index/unused.ts'
import { lastSuccessor, successorIn } from './tombstones.ts'
import { wordsPartKeys } from './words.ts'

const DAY_MS = 86_400_000

/** What may go of one letter. */
export type Sweep = {
  slug: string
  /** The head with what is left of the history, and the parts of that. */
  head: Head
  parts: Pair[]
  /** How many publications leave the history. */
  trimmed: number
  /** The ids of the revisions that go. */
  revisions: string[]
  /** The keys that go, in the order in which they must: revisions before their parts. */
  keys: string[]
  /** How many keys stay. */
  kept: number
}

/**
 * Mark and sweep. Marked is every part of every revision that the history names and of every other that was written
 * after `since`; parts are shared between revisions. Where the history names a tombstone, what that leads to is marked in its
 * place; another stays where the revision does that it leads to. All that
 * is not marked, and was written before, may go.
 *
 * @param keep how many publications stay in the history, the newest
 * @param ofData the revision of `data/` where that is not the head's: of a letter to which the sign-on Worker is adding
 * @throws StoreError where a revision or a part of the history that stays cannot be read, for then nothing can be known
 *   to be unused
 */
export const sweepOf = async (
  kv: Kv,
  head: Head,
  keep: number,
  since: Date,
  ofData?: Revision,
): Promise<Sweep> => {
  const { slug } = head
  const isRevision = (key: string) => key.startsWith(revisionKey(slug, ''))
  // What the sign-on Worker has written for a head that is yet to come is younger than a day.
  const latest = Math.min(since.getTime(), ofData ? Date.now() - DAY_MS : Number.POSITIVE_INFINITY)
  const isOld = ({ metadata }: ListedKey) => metadata === undefined || Date.parse(metadata.written) <= latest

  const listed = await Array.fromAsync(kv.list(`letter/${slug}/`))
  const history = keep <= head.history.length ? head.history : await readHistory(kv, slug, head)
  const kept = history.slice(0, keep)
  const trimmed = publicationCount(head) - kept.length
  const { older, ...rest } = head
  const room = trimmed > 0 ? await makeRoom(slug, { history: kept }) : { history: head, parts: [] }
  const bases = kept.flatMap(({ base }) => base ?? [])
  const named = new Set([
    head.revision.id,
    ...(ofData ? [ofData.id] : []),
    ...kept.map(({ revision }) => revision),
    ...bases,
  ])
  const marked = new Set([
    ...revisionKeys(slug, head.revision),
    ...historyKeys(slug, room.history),
    ...pictureKeys(slug, head),
  ])
  const idOf = (key: string) => key.slice(revisionKey(slug, '').length)
  const records = listed.filter(({ key }) => isRevision(key))
  // What a tombstone leads to stays as long as a publication is read there.
  for (let ids = [...named]; ids.length > 0; ) {
    const next: string[] = []
    for await (const { key, value } of kv.get(ids.map((id) => revisionKey(slug, id)))) {
      const successor = successorIn(key, value)
      if (successor !== undefined && !named.has(successor)) next.push(successor)
    }
    for (const id of next) named.add(id)
    ids = next
  }
  const alive = new Set(
    records.filter((each) => named.has(idOf(each.key)) || !isOld(each)).map(({ key }) => key),
  )
  const successors = new Map<string, string>()
  for await (const { key, value } of kv.get(records.map(({ key }) => key))) {
    const successor = successorIn(key, value)
    if (successor !== undefined) successors.set(idOf(key), successor)
    else if (alive.has(key))
      for (const each of revisionKeys(slug, decode(Revision, key, value))) marked.add(each)
  }
  for (const from of successors.keys())
    if (marked.has(revisionKey(slug, lastSuccessor(from, successors)))) marked.add(revisionKey(slug, from))

  const unused = listed
    .filter((each) => isRevision(each.key) || each.key.startsWith(partKey(slug, '')))
    .filter((each) => !marked.has(each.key) && isOld(each))
    .map(({ key }) => key)
  const before = await keysUnder(kv, head.formerly)
  const revisions = unused.filter(isRevision)
  return {
    slug,
    head: { ...rest, ...room.history },
    parts: room.parts,
    trimmed,
    revisions: revisions.map(idOf),
    // What is left after an interruption is found and swept the next time.
    keys: [
      ...revisions,
      ...unused.filter((key) => !isRevision(key)),
      ...before.filter(isOld).map(({ key }) => key),
    ],
    kept: listed.length - unused.length,
  }
}

/** The keys of what was a part of the index of all letters, and written before `since`. */
export const sweepIndex = (kv: Kv, { values }: Live, since: Date): Promise<string[]> =>
  unusedIndexKeys(kv, readIndex(values.get(indexKey)), { until: since })

/** `unusedIndex` are the keys that go of the index of all letters. */
export type PruneOptions = LockOptions & { words?: string[]; unusedIndex?: string[] }

/**
 * Shortens the histories, and deletes.
 *
 * @param live what the sweeps were made with
 * @param words keys of parts of the index of words, of which those go that it does not name
 * @throws PublishLocked, PublishConflict, StoreLoss, NotShown, before anything is deleted
 */
export const prune = (
  kv: Kv,
  live: Live,
  sweeps: Sweep[],
  { words = [], unusedIndex = [], ...options }: PruneOptions = {},
): Promise<void> =>
  withLock(kv, live, options, async (lock) => {
    // First the histories, so that none names what is gone.
    await kv.put([lock.claim])
    const shorter = sweeps.filter(({ trimmed }) => trimmed > 0)
    const next = await makeCurrent(kv, live, lock, {
      heads: shorter.map(({ head }) => head),
      parts: shorter.flatMap(({ parts }) => parts),
      catalogue: live.catalogue,
    })
    // Whoever read what is live before this may count on a part that goes.
    lock.turnOthersAway()
    const used = new Set([...indexPartKeys(next.index), ...(next.words ? wordsPartKeys(next.words) : [])])
    const unused = [...words, ...unusedIndex].filter((key) => !used.has(key))
    await kv.delete([...sweeps.flatMap(({ keys }) => keys), ...unused])
  })
