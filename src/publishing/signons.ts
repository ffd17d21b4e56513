/**
 * Making current what the public signed, for the sign-on Worker. A letter has one object there, which calls this at its
 * alarm, a step at a time, and keeps the state in between. As long as the head is the object's, nobody else writes it
 * (`base.ts`), so it goes on from the head that it wrote last and not from what KV shows, which may be old.
 */
import canonicalize from 'canonicalize'
import type { Signatory } from '../letter/schema.ts'
import { Base } from '../revision/base.ts'
import { decode } from '../revision/decode.ts'
import { baseKey, claimKey, headKey, revisionKey } from '../revision/keys.ts'
import { type EarlierText, type Head, HeadOrMoved, type Publication } from '../revision/layout.ts'
import { NewerLayout, StoreError } from '../revision/store-error.ts'
import { countEveryone } from './added-since.ts'
import { headHash, laterBase } from './base.ts'
import type { Compiled } from './compile.ts'
import { nextHead, nextInstant } from './head.ts'
import { continueHistory } from './history.ts'
import { getValues, type Kv, MAX_KEYS_PER_GET } from './kv.ts'
import { claimedUntil } from './lock.ts'
import { beginMerge, continueMerge, finishMerge, isMerged, lastSection, type Merge } from './merge.ts'
import { readRevision } from './read-revision.ts'
import { clearSuperseded, isOverdue, noteSuperseded, type Superseded, writtenAt } from './superseded.ts'
import { successorIn } from './tombstones.ts'

/**
 * Those who signed through the form and are to be published, in their order. `count` and `version` are read at the beginning
 * and the end of a step, and may have changed in between.
 */
export type Signons = {
  count: number
  /** Another whenever one of them was changed, moved or is gone; not where others only came after them. */
  version: number
  /**
   * At most `limit` of them from the `from`-th on, counted from 0. Their ids are nobody else's: whom `data/` has under the
   * same id was brought in with `pull`, and is shown as it stands there.
   */
  range: (from: number, limit: number) => Promise<Signatory[]> | Signatory[]
  /**
   * How many of them signed another text than this (`textId`), for each such text, the latest first, with a revision of
   * `data/` that has it. It changes only where one of the two above does.
   */
  earlier: (text: string) => EarlierText[]
}

/** What the head is made of. */
type Made = { base: string; version: number; count: number }

/** What an object keeps between two steps, as JSON. A new one begins with `{}`. */
export type SignonState = {
  /** The newest base that was seen, and when first. */
  base?: Base
  seen?: number
  /** The head as it was written last, and when; only while it is the object's. */
  head?: Head
  written?: number
  made?: Made
  /** What is under way, and for which base and sign-ons. */
  merge?: { of: Made; at: Merge }
  /** Which handover, of `Base.handover`, brought the head here. */
  handover?: string
  /** The base of what was made current last, whoever had the head since. */
  basis?: string
  /** The handover that ended last: the head was given back. */
  handedOver?: string
  /** What it made and nobody is to read any more, whoever has the head. */
  superseded?: Superseded
}

export type SignonStep = {
  state: SignonState
  /** What was made current in this step. */
  published?: { revision: string; count: number; signons: number }
  /** Whether there is nothing left to do now. */
  done: boolean
  /** What this waits for, which only KV or an editor can bring. */
  waiting?: 'head' | 'names'
}

export type SignonOptions = {
  kv: Kv
  slug: string
  state: SignonState
  signons: Signons
  /** Milliseconds since 1970. */
  now?: number
  /** Calls to KV that a step makes at most. */
  maxOperations?: number
}

const DEFAULT_OPERATIONS = 300
/** A step needs so many to get anywhere. */
const LEAST_OPERATIONS = 200
/** What the end of a merge takes: words, record, a part of the history, the head. */
const LAST_OPERATIONS = 40
/** After this long KV shows what was written; what it shows then instead is somebody else's. */
const SHOWN_MS = 3 * 60_000

/** https://developers.cloudflare.com/kv/api/list-keys/ */
const KEYS_PER_LIST = 1_000

/** Counts the calls that a store is asked for. */
const countCalls = (kv: Kv) => {
  let calls = 0
  const counted: Pick<Kv, 'get' | 'put' | 'list' | 'delete'> = {
    get(keys) {
      calls += Math.ceil(keys.length / MAX_KEYS_PER_GET)
      return kv.get(keys)
    },
    put: (pairs) =>
      kv.put(
        (async function* () {
          for await (const pair of pairs) {
            calls++
            yield pair
          }
        })(),
      ),
    async *list(prefix) {
      let listed = 0
      for await (const each of kv.list(prefix)) {
        if (listed++ % KEYS_PER_LIST === 0) calls++
        yield each
      }
    },
    delete(keys) {
      calls += keys.length
      return kv.delete(keys)
    },
  }
  return { kv: { ...kv, ...counted }, calls: () => calls }
}

/** The hour of an instant, `YYYY-MM-DDTHH`. */
const hourOf = (instant: string): string => instant.slice(0, 13)

/**
 * The history that the next publication continues. Names that come every minute would make a publication each, thousands
 * of them: those of one hour are one, the last.
 */
const withoutThisHours = (head: Head, now: number): Head => {
  const [newest, ...before] = head.history
  const isPassing =
    newest !== undefined &&
    newest.signons !== undefined &&
    newest.base === undefined &&
    before.length > 0 &&
    hourOf(newest.published) === hourOf(new Date(now).toISOString())
  return isPassing ? { ...head, history: before } : head
}

/** The head of a letter, as it is written. */
const readHead = (slug: string, value: string | undefined): Head | undefined => {
  if (value === undefined) return undefined
  try {
    const head = decode(HeadOrMoved, headKey(slug), value)
    // As it was written: its hash and later comparisons are of that.
    return 'moved_to' in head ? undefined : (JSON.parse(value) as Head)
  } catch (error) {
    if (error instanceof StoreError && !(error instanceof NewerLayout)) return undefined
    throw error
  }
}

/** What is under way, where that still is what is to be done; else a beginning. */
const begin = async (
  kv: Pick<Kv, 'get'>,
  slug: string,
  { head, base, made, merge }: { head: Head; base: Base } & Pick<SignonState, 'made' | 'merge'>,
  { version, count }: Signons,
): Promise<NonNullable<SignonState['merge']>> => {
  const isOf = (of: Made) => of.base === base.revision && of.version === version && of.count <= count
  // One that the Worker began before there were runs is begun anew.
  if (merge?.at.runs && isOf(merge.of)) return merge
  const of = { base: base.revision, version, count }
  const onlyMore = made !== undefined && isOf(made)
  const from = onlyMore ? head.revision : await readRevision(kv, slug, base.revision)
  return { of, at: await beginMerge(kv, slug, from, onlyMore ? made.count : 0) }
}

/** The head with the pictures that the base has now. */
const withPicturesOf = (head: Head, { pictures }: Base): Head => {
  if (canonicalize(head.pictures) === canonicalize(pictures)) return head
  const { pictures: _, ...rest } = head
  return { ...rest, ...(pictures && { pictures }) }
}

/** Earlier texts by revisions that can be read: an editor may have erased somebody from the one that was noted. */
const readableTexts = async (
  kv: Pick<Kv, 'get'>,
  slug: string,
  texts: readonly EarlierText[],
): Promise<EarlierText[]> => {
  const keyOf = ({ revision }: EarlierText) => revisionKey(slug, revision)
  let readable = [...texts]
  for (let isRead = texts.length === 0; !isRead; ) {
    const records = await getValues(kv, readable.map(keyOf))
    const next = readable.map((each) => ({
      ...each,
      revision: successorIn(keyOf(each), records.get(keyOf(each)) ?? '') ?? each.revision,
    }))
    isRead = next.every(({ revision }, index) => revision === readable[index]?.revision)
    readable = next
  }
  return readable
}

/** The head with another revision, other signing, or other numbers of those who signed earlier texts. */
const headAfter = async (
  kv: Pick<Kv, 'get' | 'put'>,
  slug: string,
  head: Head,
  {
    compiled,
    base,
    basis = head.revision.id,
    names,
    texts,
    now,
  }: {
    compiled: Compiled
    base: Base
    basis: string | undefined
    names: number
    texts: EarlierText[]
    now: number
  },
): Promise<Head> => {
  const { id } = compiled.revision
  const isOtherBase = basis !== base.revision
  const continued = isOtherBase ? head : withoutThisHours(head, now)
  const { history, parts, first } = await continueHistory(kv, slug, continued, id)
  await kv.put(parts.map((pair) => ({ ...pair, metadata: writtenAt(now) })))
  const { note, by, signature } = base
  const said: Partial<Publication> = {
    ...(isOtherBase && note !== undefined && { note }),
    ...(isOtherBase && by !== undefined && { by }),
    ...(signature && id === base.revision && { signature }),
    ...(first && { first }),
    signons: names,
    ...(isOtherBase && { base: base.revision }),
  }
  const published = nextInstant(head.published, now)
  const kept = { ...history, signing: base.signing, earlier_texts: texts }
  return nextHead(compiled, published, kept, said, base.pictures)
}

/**
 * One step. Killed anywhere and done again with the state from before, it leads to the same revision; a head that was
 * written goes on from the same history.
 *
 * @throws StoreError where the base, or a part that is needed, is missing or corrupt: a later call may find it
 */
export const publishSignons = async ({
  kv: store,
  slug,
  state,
  signons,
  now = Date.now(),
  maxOperations = DEFAULT_OPERATIONS,
}: SignonOptions): Promise<SignonStep> => {
  if (maxOperations < LEAST_OPERATIONS)
    throw new RangeError(`a step takes at least ${LEAST_OPERATIONS} operations`)
  const { kv, calls } = countCalls(store)
  const values = await getValues(kv, [headKey(slug), baseKey(slug), claimKey])
  const shown = values.get(headKey(slug))
  const stored = values.get(baseKey(slug))
  const base = laterBase(state.base, stored === undefined ? undefined : decode(Base, baseKey(slug), stored))
  if (base === undefined || state.handedOver === base.handover.id) return { state, done: true }
  const since = (base.id === state.base?.id && state.seen) || now
  const seen: SignonState = { ...state, base, seen: since }
  const given: SignonState = {
    base,
    seen: since,
    handedOver: base.handover.id,
    ...(state.basis !== undefined && { basis: state.basis }),
    ...(state.superseded && { superseded: state.superseded }),
  }
  const isLeaving = base.writer === 'editor'
  if (readHead(slug, shown)?.handed_over === base.handover.id) return { state: given, done: true }

  // The head as it was given; where something else is shown for long, two editors were too quick, and that is the last.
  let current: SignonState = seen
  if (seen.head === undefined || seen.handover !== base.handover.id) {
    const isGiven = shown !== undefined && headHash(shown) === base.handover.head
    const head = isGiven || now - since > SHOWN_MS ? readHead(slug, shown) : undefined
    if (head === undefined) return { state: seen, done: true, waiting: 'head' }
    // A new object would drop the names that another one brought.
    if (seen.basis === undefined && head.history.some((each) => each.signons !== undefined))
      return { state: seen, done: true, waiting: 'names' }
    current = {
      base,
      seen: since,
      head,
      written: now,
      handover: base.handover.id,
      ...(seen.basis !== undefined && { basis: seen.basis }),
      ...(seen.superseded && { superseded: seen.superseded }),
    }
  }
  const { head, made, basis } = current as SignonState & { head: Head }

  const put = (next: Head) => kv.put([{ key: headKey(slug), value: JSON.stringify(next) }])
  // An editor who only wants to do something does not wait for what is under way.
  if (isLeaving && base.signing !== undefined) {
    await put({ ...head, handed_over: base.handover.id })
    return { state: given, done: true }
  }
  const isShownAs = (next: Head) => shown === JSON.stringify(next) || now - (current.written ?? 0) <= SHOWN_MS
  /** Clears a step's worth of what is superseded; nothing goes while an editor may count on it. */
  const clear = async (rest: SignonState, superseded: Superseded): Promise<SignonStep> => {
    const left = () => maxOperations - calls()
    const context = { kv, slug, head, base: { id: base.revision }, now, left }
    const { noted, isDone } = await clearSuperseded(context, superseded)
    return { state: { ...rest, superseded: isDone ? { ...noted, rested: now } : noted }, done: isDone }
  }
  const isClaimed = now < claimedUntil(values.get(claimKey))
  const isCurrent =
    made !== undefined &&
    made.base === base.revision &&
    made.version === signons.version &&
    made.count === signons.count &&
    canonicalize(head.signing) === canonicalize(base.signing)
  if (isCurrent) {
    const next = withPicturesOf(head, base)
    // What it wrote may go: it is not gone on with.
    const { merge: _, ...rest } = current
    if (!isLeaving && next === head && isShownAs(next)) {
      const { superseded } = rest
      return superseded === undefined || isClaimed ? { state: rest, done: true } : clear(rest, superseded)
    }
    await put(isLeaving ? { ...next, handed_over: base.handover.id } : next)
    return { state: isLeaving ? given : { ...rest, head: next, written: now }, done: true }
  }

  const { merge, superseded: waiting } = current
  if (waiting && isOverdue(waiting, now) && !merge && made && !isLeaving && !isClaimed && isShownAs(head)) {
    const cleared = await clear(current, waiting)
    // New names are next.
    return { ...cleared, done: false }
  }

  const { of, at: begun } = await begin(kv, slug, { ...current, head, base }, signons)
  const metadata = writtenAt(now)
  const ofData = await readRevision(kv, slug, base.revision)
  const left = () => maxOperations - LAST_OPERATIONS - calls()
  const at = await continueMerge(
    {
      kv,
      slug,
      range: signons.range,
      known: ofData.ids,
      section: await lastSection(kv, slug, ofData),
      left,
      metadata,
    },
    begun,
    of.count,
  )
  if (!isMerged(at, of.count) || left() < 0) return { state: { ...current, merge: { of, at } }, done: false }

  const compiled = await finishMerge({ kv, slug, metadata }, at)
  const isAll = of.count === signons.count
  const isLast = isLeaving && isAll
  const names = at.everyone - countEveryone(ofData)
  const texts = await readableTexts(kv, slug, signons.earlier(base.text))
  const isOther =
    JSON.stringify(head.revision) !== JSON.stringify(compiled.revision) ||
    canonicalize(head.signing) !== canonicalize(base.signing) ||
    canonicalize(head.earlier_texts ?? []) !== canonicalize(texts)
  const next = isOther ? await headAfter(kv, slug, head, { compiled, base, basis, names, texts, now }) : head
  // Whoever left while this was under way does not become public.
  if (signons.version !== of.version) return { state: current, done: false }
  if (isOther || isLast) await put(isLast ? { ...next, handed_over: base.handover.id } : next)
  const { id: revision, count } = compiled.revision
  const superseded = noteSuperseded(current.superseded ?? {}, {
    head,
    next,
    shown: readHead(slug, shown),
    version: of.version,
    now,
  })
  return {
    state: isLast
      ? { ...given, basis: base.revision, superseded }
      : {
          base,
          seen: since,
          head: next,
          written: now,
          made: of,
          handover: base.handover.id,
          basis: base.revision,
          superseded,
        },
    ...(isOther && { published: { revision, count, signons: names } }),
    done: isAll,
  }
}
