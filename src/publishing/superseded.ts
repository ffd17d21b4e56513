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
import type { Kv, Metadata, PairToPut } from './kv.ts'
import { readRevision } from './read-revision.ts'

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
  /** No publication of the object before this one is to be read. */
  cleared?: string
  /** Where tombstones lead, the last being where new ones do. */
  successors?: Made[]
  /** Since when something is to be deleted, and the last that came to it. */
  since?: number
  latest?: number
  /** Where deleting has come to: what keys begin with, behind `letter/<slug>/`. */
  at?: string
  /** When there was nothing more to do about it for a while. */
  rested?: number
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

/** Only the last is whole; those before it have long been tombstones, unless a step was stopped at that. */
const MAX_SUCCESSORS = 10

/** With a revision that stays, for tombstones to lead to: noted before they do. */
const withSuccessor = (noted: Superseded, { revision: { id }, published }: Head): Superseded => ({
  ...noted,
  successors: [...(noted.successors ?? []), { revision: id, published }].slice(-MAX_SUCCESSORS),
})

/** It stays as long as the history names it, so it is not marked as what may go. */
const tombstoneFor = (key: string, { revision }: Made, now: number): PairToPut => ({
  key,
  value: JSON.stringify({ successor: revision }),
  metadata: { written: new Date(now).toISOString() },
})

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

/** Keys that begin so and that the object wrote, and whether they are older than the grace; undefined where too many do. */
const listMarked = async (
  { kv, slug, now }: Context,
  at: string,
): Promise<Map<string, boolean> | undefined> => {
  const marked = new Map<string, boolean>()
  let listed = 0
  for await (const { key, metadata } of kv.list(`letter/${slug}/${at}`)) {
    if (++listed > MAX_LISTED) return undefined
    if (metadata?.by === 'sign-on') marked.set(key, now - Date.parse(metadata.written) >= GRACE_MS)
  }
  return marked
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
    ...successors.filter(({ published }) => published >= cleared).map(({ revision }) => revision),
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
const LEAST_KEYS = 50

/** Calls are left for so many. A list may be late: the rest is for the next time, when it no longer shows these. */
const fitting = <Item>({ left }: Context, items: Item[]): Item[] =>
  items.slice(0, Math.max(LEAST_KEYS, left()))

/** Where it has come to, behind a place. */
const goneBehind = ({ at = PARTS, ...noted }: Superseded): Step => {
  const next = behind(at)
  return next === undefined ? { noted, isDone: true } : { noted: { ...noted, at: next }, isDone: false }
}

/** Writes tombstones over revisions that are named somewhere and deletes others, of those that the object wrote. */
const clearRevisions = async (
  context: Context,
  noted: Superseded,
  marked: Map<string, boolean>,
): Promise<Step> => {
  const { kv, slug, head, now } = context
  const { cleared = '', successors = [] } = noted
  const history = await readHistory(kv, slug, head)
  for (const id of neededIds(context, noted, history)) marked.delete(revisionKey(slug, id))
  // Others lead to former successors.
  const named = new Set([...history, ...successors].map(({ revision }) => revisionKey(slug, revision)))
  const unneeded = [...marked].filter(([key, isOld]) => isOld || named.has(key)).map(([key]) => key)
  const some = fitting(context, unneeded)
  const over = some.filter((key) => named.has(key))
  const successor = successors.at(-1)
  if (over.length > 0) {
    const isCleared = (each: Made) => each.published < cleared && each.revision !== head.revision.id
    if (successor === undefined || isCleared(successor))
      return { noted: withSuccessor(noted, head), isDone: false }
    await kv.put(over.map((key) => tombstoneFor(key, successor, now)))
  }
  await kv.delete(some.filter((key) => !named.has(key)))
  return some.length < unneeded.length ? { noted, isDone: true } : goneBehind(noted)
}

const clearParts = async (
  context: Context,
  noted: Superseded,
  marked: Map<string, boolean>,
): Promise<Step> => {
  const { kv, slug, head } = context
  const unneeded = new Set([...marked].filter(([, isOld]) => isOld).map(([key]) => key))
  const ids = neededIds(context, noted, await readHistory(kv, slug, head))
  await sparePartsOf(context, ids, unneeded)
  const some = fitting(context, [...unneeded])
  await kv.delete(some)
  return some.length < unneeded.size ? { noted, isDone: true } : goneBehind(noted)
}

/** After so long, what is to go does so before new names come: they may come every minute, for days. */
const OVERDUE_MS = 15 * 60_000

/** A list may be late for so long, and show what was deleted. */
const REST_MS = 60_000

/** Whether something should have gone long ago. */
export const isOverdue = ({ left = [], since, at, rested = 0 }: Superseded, now: number): boolean => {
  if (now - rested < REST_MS) return false
  const waiting = [...left.map((each) => each.since), ...(since === undefined ? [] : [since])]
  return at !== undefined || waiting.some((each) => now - each >= OVERDUE_MS)
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
    const rest = left.filter((each) => each.before > before)
    return { noted: { ...noted, left: rest, cleared: before, at: REVISIONS }, isDone: false }
  }
  const { at } = noted
  if (at !== undefined) {
    const marked = await listMarked(context, at)
    if (marked === undefined) return { noted: { ...noted, at: within(at) }, isDone: false }
    if (marked.size === 0) return goneBehind(noted)
    return (at.startsWith(REVISIONS) ? clearRevisions : clearParts)(context, noted, marked)
  }
  if (noted.since === undefined || !isDue(noted.since)) return { noted, isDone: true }
  const { since: _, latest = noted.since, ...rest } = noted
  return {
    noted: { ...rest, ...(!isDue(latest) && { since: latest, latest }), at: REVISIONS },
    isDone: false,
  }
}
