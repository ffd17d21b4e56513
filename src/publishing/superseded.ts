/**
 * What the sign-on Worker made and nobody is to read any more: revisions that left the history with their hour, those in
 * which somebody stands who left or was changed since, and what a step wrote that was stopped. After a grace it goes, a
 * bounded step at a time. Each step decides anew by the head, the base and the history what is still needed, so one that
 * was stopped anywhere is done again. Nothing goes that somebody else wrote.
 */
import { decode } from '../revision/decode.ts'
import { partKey, revisionKey } from '../revision/keys.ts'
import {
  type Head,
  type Publication,
  partNames,
  type Revision,
  RevisionOrTombstone,
} from '../revision/layout.ts'
import { historyKeys, readHistory } from './history.ts'
import { getValues, type Kv, type ListedKey, MAX_KEYS_PER_GET, type Metadata, type PairToPut } from './kv.ts'
import { readRevision } from './read-revision.ts'
import { successorIn } from './tombstones.ts'

/** For so long a reader may go on with an older head, and its parts are there: five times what `freshness.ts` reckons. */
export const GRACE_MS = 10 * 60_000

type Made = Pick<Publication, 'revision' | 'published'>

/** What an object keeps of it, as JSON. Times are milliseconds since 1970, `before` and `cleared` instants of publications. */
export type Superseded = {
  /** The version of the sign-ons that is reckoned with. */
  version?: number
  /** Revisions that no history names any more, and since when: none longer than the grace. */
  passed?: Record<string, number>
  /** That in all publications of the object before one somebody may stand who left, or as they were, and since when. */
  left?: { before: string; since: number }[]
  /** Before this publication all of the object's are tombstones. */
  cleared?: string
  /** Where tombstones lead. The last one is whole. */
  successors?: Made[]
  /** Since when something is to be deleted, and the last that came to it. */
  since?: number
  latest?: number
  /** Where deleting has come to: what keys begin with, behind `letter/<slug>/`. */
  at?: string
}

/** What the sign-on Worker writes beside what may go again. */
export const writtenAt = (now: number): Metadata => ({
  written: new Date(now).toISOString(),
  by: 'sign-on',
})

const isMade = ({ signons }: Publication): boolean => signons !== undefined && signons > 0

/**
 * Notes what a new head, or another version of the sign-ons, supersedes.
 *
 * @param shown the head that KV shows, which may be one that a stopped step has written
 */
export const noteSuperseded = (
  { passed = {}, left = [], ...noted }: Superseded,
  {
    head,
    next,
    shown,
    version,
    now,
  }: { head: Head; next: Head; shown: Head | undefined; version: number; now: number },
): Superseded => {
  const isOther = next !== head
  const named = new Set(next.history.map(({ revision }) => revision))
  const gone = isOther
    ? [head, ...(shown ? [shown] : [])].filter(({ revision }) => !named.has(revision.id))
    : []
  const isLeft = noted.version !== version
  const recent = Object.entries(passed).filter(([id, since]) => now - since < GRACE_MS && !named.has(id))
  return {
    ...noted,
    version,
    passed: Object.fromEntries([...recent, ...gone.map(({ revision }) => [revision.id, now] as const)]),
    left: isLeft ? [...left, { before: next.published, since: now }] : left,
    ...((isOther || isLeft) && { since: noted.since ?? now, latest: now }),
  }
}

type Context = {
  kv: Kv
  slug: string
  head: Head
  base: Pick<Revision, 'id'>
  now: number
  /** How many calls are left of what the step may make. */
  left: () => number
}

type Step = { noted: Superseded; isDone: boolean }

/** Ids that stay whatever comes: an editor's, and those that are live. */
const stayingIds = ({ head, base }: Context, history: readonly Publication[]): Set<string> =>
  new Set([
    head.revision.id,
    base.id,
    ...history.flatMap((each) => [
      ...(isMade(each) ? [] : [each.revision]),
      ...(each.base ? [each.base] : []),
    ]),
  ])

/** With a revision that stays, for tombstones to lead to: noted before they do. */
const withSuccessor = (noted: Superseded, { revision: { id }, published }: Head): Superseded => ({
  ...noted,
  successors: [...(noted.successors ?? []), { revision: id, published }],
})

/** It stays as long as the history names it, so it is not marked as what may go. */
const tombstoneFor = (key: string, { revision }: Made, now: number): PairToPut => ({
  key,
  value: JSON.stringify({ successor: revision }),
  metadata: { written: new Date(now).toISOString() },
})

/** Writes tombstones over the revisions of the object that were published before an instant, the oldest first. */
const writeTombstones = async (context: Context, noted: Superseded, before: string): Promise<Step> => {
  const { kv, slug, head, now, left } = context
  const { cleared = '', successors = [] } = noted
  const history = await readHistory(kv, slug, head)
  const later = history.filter(({ published }) => published >= before)
  const kept = successors.filter(({ published }) => published >= before)
  const staying = new Set([
    ...stayingIds(context, history),
    ...[...later, ...kept].map(({ revision }) => revision),
  ])
  const publications = history
    .filter((each) => isMade(each) && each.published < before && each.published >= cleared)
    .concat(successors.filter(({ published }) => published < before).map((each) => ({ ...each, count: 0 })))
    .filter(({ revision }) => !staying.has(revision))
    .toSorted((one, other) => one.published.localeCompare(other.published))
  const done = { ...noted, cleared: before, successors: kept }
  if (publications.length === 0) return { noted: done, isDone: true }
  const successor = kept.at(-1)
  if (successor === undefined) return { noted: withSuccessor(noted, head), isDone: false }
  for (let at = 0; at < publications.length; at += MAX_KEYS_PER_GET) {
    const some = publications.slice(at, at + MAX_KEYS_PER_GET)
    if (left() <= some.length)
      return { noted: { ...noted, cleared: some[0]?.published ?? cleared }, isDone: false }
    const keys = [...new Set(some.map(({ revision }) => revisionKey(slug, revision)))]
    const values = await getValues(kv, keys)
    const whole = [...values].filter(([key, record]) => successorIn(key, record) === undefined)
    await kv.put(whole.map(([key]) => tombstoneFor(key, successor, now)))
  }
  return { noted: done, isDone: true }
}

/** As many keys are listed at once; where there are more, those that begin with one character more. */
const MAX_LISTED = 50_000
const ALPHABET = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const [REVISIONS, PARTS] = ['revision/', 'part/'] as const

/** The first place within one, and the one behind it. */
const within = (at: string): string => at + ALPHABET[0]
const behind = (at: string): string | undefined => {
  if (at === REVISIONS) return PARTS
  if (at === PARTS) return undefined
  const next = ALPHABET[ALPHABET.indexOf(at.at(-1) ?? '') + 1]
  return next === undefined ? behind(at.slice(0, -1)) : at.slice(0, -1) + next
}

/** Keys of the object that begin so and are older than the grace; undefined where too many begin so. */
const listOld = async ({ kv, slug, now }: Context, at: string): Promise<Set<string> | undefined> => {
  const isOld = ({ metadata }: ListedKey) =>
    metadata?.by === 'sign-on' && now - Date.parse(metadata.written) >= GRACE_MS
  const old = new Set<string>()
  let listed = 0
  for await (const each of kv.list(`letter/${slug}/${at}`)) {
    if (++listed > MAX_LISTED) return undefined
    if (isOld(each)) old.add(each.key)
  }
  return old
}

/** Ids of the revisions whose parts are needed. */
const neededIds = (
  context: Context,
  { passed = {}, cleared = '', successors = [] }: Superseded,
  history: readonly Publication[],
): Set<string> => {
  const { now } = context
  return new Set([
    ...stayingIds(context, history),
    ...history.filter(({ published }) => published >= cleared).map(({ revision }) => revision),
    ...successors.map(({ revision }) => revision),
    ...Object.entries(passed).flatMap(([id, since]) => (now - since < GRACE_MS ? [id] : [])),
  ])
}

/** Takes from parts those that are needed. What has become a tombstone, or is gone, needs none. */
const sparePartsOf = async ({ kv, slug, head, base }: Context, ids: Set<string>, parts: Set<string>) => {
  const spare = (revision: Revision) => {
    for (const name of partNames(revision)) parts.delete(partKey(slug, name))
  }
  for (const key of historyKeys(slug, head)) parts.delete(key)
  spare(head.revision)
  // Without it nothing can be known to be unused.
  spare(await readRevision(kv, slug, base.id))
  const others = [...ids].filter((id) => id !== head.revision.id && id !== base.id)
  for await (const { key, value } of kv.get(others.map((id) => revisionKey(slug, id)))) {
    const record = decode(RevisionOrTombstone, key, value)
    if (!('successor' in record)) spare(record)
  }
}

/** However few calls are left, so many keys go in a step. */
const LEAST_DELETED = 50

/** Deletes what is not needed and begins so. */
const deleteUnneeded = async (context: Context, noted: Superseded, at: string): Promise<Step> => {
  const { kv, slug, head, now, left } = context
  const unneeded = await listOld(context, at)
  if (unneeded === undefined) return { noted: { ...noted, at: within(at) }, isDone: false }
  if (unneeded.size > 0) {
    const history = await readHistory(kv, slug, head)
    const ids = neededIds(context, noted, history)
    if (at.startsWith(REVISIONS)) for (const id of ids) unneeded.delete(revisionKey(slug, id))
    else await sparePartsOf(context, ids, unneeded)
    const some = [...unneeded].slice(0, Math.max(LEAST_DELETED, left()))
    // What had become a tombstone and was then made once more.
    const named = new Set(history.map(({ revision }) => revisionKey(slug, revision)))
    const again = some.filter((key) => named.has(key))
    const successor = noted.successors?.at(-1)
    if (again.length > 0 && successor === undefined)
      return { noted: withSuccessor(noted, head), isDone: false }
    if (successor) await kv.put(again.map((key) => tombstoneFor(key, successor, now)))
    await kv.delete(some.filter((key) => !named.has(key)))
    // A list may be late: the rest is for the next time, when it no longer shows these.
    if (some.length < unneeded.size) return { noted, isDone: true }
  }
  const { at: _, ...rest } = noted
  const next = behind(at)
  return next === undefined ? { noted: rest, isDone: true } : { noted: { ...rest, at: next }, isDone: false }
}

/**
 * One step of what is due.
 *
 * @returns what is noted then; `isDone` where nothing is due any more
 * @throws StoreError where what is needed cannot be known
 */
export const clearSuperseded = async (context: Context, noted: Superseded): Promise<Step> => {
  const { now } = context
  const isDue = (since: number) => now - since >= GRACE_MS
  const left = noted.left ?? []
  const due = left.filter(({ since }) => isDue(since)).map(({ before }) => before)
  const before = due.toSorted().at(-1)
  if (before !== undefined) {
    const written = await writeTombstones(context, noted, before)
    if (!written.isDone) return written
    const rest = left.filter((each) => each.before > before)
    return { noted: { ...written.noted, left: rest, at: REVISIONS }, isDone: false }
  }
  if (noted.at !== undefined) return deleteUnneeded(context, noted, noted.at)
  if (noted.since === undefined || !isDue(noted.since)) return { noted, isDone: true }
  const { since: _, latest = noted.since, ...rest } = noted
  return {
    noted: { ...rest, ...(!isDue(latest) && { since: latest, latest }), at: REVISIONS },
    isDone: false,
  }
}
