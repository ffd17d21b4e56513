/**
 * Putting many signatories behind those of a revision, in steps that a Worker can do: each makes a bounded number of
 * calls, and what is in memory does not grow with how many they are. Where it stands between two steps is a small JSON
 * value; what a step has written is never read as a revision before the last.
 *
 * To put each batch into long lists would write all of these anew for each. So where there are many batches, each is
 * sorted into a run, lists of its own; two runs of about the same length become one, and the last one comes into the lists
 * (O'Neil and others, "The Log-Structured Merge-Tree", 1996). An entry is written as often as the number of batches can be
 * halved, and once more.
 */
import { revisionHash } from '../letter/revision.ts'
import type { Signatory } from '../letter/schema.ts'
import type { Sha256State } from '../letter/sha256.ts'
import { utf8Length } from '../letter/utf8.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import { PART_NAME, partKey, revisionKey } from '../revision/keys.ts'
import {
  type Index,
  nameAt,
  type Pair,
  type PartList,
  type Revision,
  SignatoriesPart,
  splitNames,
} from '../revision/layout.ts'
import { pack, unpack } from '../revision/packed.ts'
import { bucketOf } from '../revision/search-index.ts'
import { signedDays } from '../revision/signed-days.ts'
import { StoreError } from '../revision/store-error.ts'
import { countEveryone } from './added-since.ts'
import { bucketCount } from './buckets.ts'
import { compareByName } from './by-name.ts'
import { type Compiled, finish } from './compile.ts'
import { continueFrom } from './continue.ts'
import { type Counts, countIn } from './counts.ts'
import { createSorter } from './index-sorter.ts'
import { getValues, type Kv } from './kv.ts'
import { type IndexOf, lineOf, ofKnownFor, ofNames } from './lists.ts'
import type { SignatoryEntry } from './lists-of-revision.ts'
import { drain } from './pairs.ts'
import { createPartReader } from './part-reader.ts'
import {
  BEGINNING,
  byBucket,
  LEAST_CALLS,
  LISTS,
  type ListName,
  type Lists,
  listOf,
  NO_LISTS,
  type Parts,
  type Place,
  putIn,
  type Source,
  type StepContext,
} from './put-in.ts'
import { AHEAD, createReadAhead } from './read-ahead.ts'
import { WrittenLetterPart } from './written-letter-part.ts'

/** How many signatories are sorted at once, and are in memory together. */
export const MAX_BATCH = 5_000

/** Signatories that are sorted and not yet in the lists. Those in the letter's order are: there, one only follows another. */
type Run = { count: number; lists: Lists }
const SORTED: ListName[] = LISTS.filter((list) => list !== 'letter order' && list !== 'withdrawn')

/** Up to which list, and within it up to which entry, something is done. */
type Progress = { list: number; next: Place }
const AT_FIRST: Progress = { list: 0, next: BEGINNING }

/** Where it stands. `count` and what follows are those of the revision as far as `taken` signatories are in. */
export type Merge = {
  /** The part with the words. */
  words: string
  lists: Lists
  count: number
  /** How many are in the letter, also of those who withdrew. */
  everyone: number
  counts: Counts
  bytes: number
  hash: Sha256State
  /** How many of the signatories that are to be put in have been, or are in a run. */
  taken: number
  /** The later, the shorter. */
  runs: Run[]
  /** Those under way: up to which, the run that they become where they do not come into the lists at once, and how far. */
  batch?: { to: number; run?: Lists; at: Progress }
  /** How far the last run is in the one before it, or in the lists. */
  joining?: Progress
}

/** Whether so many signatories are put in. */
export const isMerged = ({ taken, runs, batch }: Merge, total: number): boolean =>
  taken >= total && runs.length === 0 && batch === undefined

/** Gives signatories by range, in their order; those of one range are always the same. */
export type ReadRange = (from: number, limit: number) => Promise<Signatory[]> | Signatory[]

type Context = StepContext & {
  range: ReadRange
  /** The buckets of ids of a revision whose signatories are left out where the range has them, too. */
  known: string
  /** The section that they stand in: the last of the list. */
  section: string | undefined
}

const wordsReader = (kv: Pick<Kv, 'get'>, slug: string) =>
  createPartReader(slug, async (key) => (await getValues(kv, [key])).get(key))

const partsOfList = ({ names, counts }: PartList = { names: '', counts: [] }): Parts => ({ names, counts })
const partsOfIndex = ({ names, first }: Index = { names: '', first: [] }): Parts => ({ names, first })

const listsOf = ({ signatories, by_name, withdrawn, index, known_for, ids }: Revision): Lists => ({
  'letter order': partsOfList(signatories),
  'by name': partsOfList(by_name),
  withdrawn: partsOfList(withdrawn?.signatories),
  'withdrawn by name': partsOfList(withdrawn?.by_name),
  names: partsOfIndex(index),
  'known for': partsOfIndex(known_for),
  ids: { names: ids },
})

/** Begins behind the last signatory of a revision. @throws StoreError where its record does not say how to go on */
export const beginMerge = async (
  kv: Pick<Kv, 'get'>,
  slug: string,
  revision: Revision,
  taken: number,
): Promise<Merge> => {
  const readPart = wordsReader(kv, slug)
  const { letter, counts } = await readPart(WrittenLetterPart, revision.letter)
  const read = async (key: string) => (await getValues(kv, [key])).get(key)
  const progress = await continueFrom(letter, revision, read, readPart)
  if (progress === undefined)
    throw new StoreError(
      revisionKey(slug, revision.id),
      'roles and affiliations are not indexed in it; publish the letter again with --rewrite',
    )
  const { signed: _, ...others } = counts
  return {
    words: revision.letter,
    lists: listsOf(revision),
    count: revision.count,
    everyone: countEveryone(revision),
    counts: signedDays(counts, revision.count) ? counts : others,
    bytes: progress.bytes,
    hash: progress.hash.save(),
    taken,
    runs: [],
  }
}

/** The section at the end of a revision's list, where whoever joins comes to stand. */
export const lastSection = async (
  kv: Pick<Kv, 'get'>,
  slug: string,
  { signatories: { names } }: Revision,
): Promise<string | undefined> => {
  if (names === '') return undefined
  const last = (await wordsReader(kv, slug)(SignatoriesPart, names.slice(-PART_NAME))).at(-1)
  return last && unpack(last).signatory.section
}

/** Those of signatories whose ids are not in buckets. */
const withoutKnown = async ({ kv, slug, known }: Context, signatories: Signatory[]): Promise<Signatory[]> => {
  const count = known.length / PART_NAME
  const places = new Set(signatories.map(({ id }) => bucketOf(fnv1a(id), count)))
  const keys = [...places].map((bucket) => partKey(slug, nameAt(known, bucket)))
  const readPart = createPartReader(slug, createReadAhead(kv, keys))
  const ids = new Set<unknown>()
  for (const bucket of places) {
    const members = await readPart(SignatoriesPart, nameAt(known, bucket))
    for (const [, id] of members) ids.add(id)
  }
  return signatories.filter(({ id }) => !ids.has(id))
}

/** A batch, and what the revision comes to with it. */
type Prepared = {
  entries: SignatoryEntry[]
  after: Pick<Merge, 'count' | 'everyone' | 'counts' | 'bytes' | 'hash'>
}

const prepare = async (context: Context, merge: Merge, to: number): Promise<Prepared> => {
  const { kv, slug, range, section } = context
  const { letter } = await wordsReader(kv, slug)(WrittenLetterPart, merge.words)
  const given = await range(merge.taken, to - merge.taken)
  const placed = section === undefined ? given : given.map((each) => ({ section, ...each }))
  const signatories = await withoutKnown(context, placed)
  const hash = revisionHash(letter, merge.hash)
  const counts = structuredClone(merge.counts)
  let { bytes, count } = merge
  const entries = signatories.map((signatory, index): SignatoryEntry => {
    hash.add(signatory)
    const json = JSON.stringify(pack({ position: merge.everyone + index + 1, signatory }))
    bytes += utf8Length(json)
    if (signatory.withdrawn === undefined) {
      count++
      countIn(counts, signatory)
    }
    return { json, key: '', hash: fnv1a(signatory.id), signatory }
  })
  const everyone = merge.everyone + entries.length
  return { entries, after: { count, everyone, counts, bytes, hash: hash.save() } }
}

const byName = (entries: SignatoryEntry[]): SignatoryEntry[] =>
  entries.toSorted((one, two) => compareByName(one.signatory, two.signatory))

const inIndex = (entries: SignatoryEntry[], of: IndexOf): SignatoryEntry[] => {
  const sorter = createSorter()
  for (const { signatory } of entries) sorter.add(of.textsOf(signatory))
  return Array.from(sorter.lines(), ({ key, shared, whose }): SignatoryEntry => {
    const { json, hash, signatory } = entries[whose] as SignatoryEntry
    return { ...lineOf(key, shared, json, of.hashOf(key, hash)), signatory }
  })
}

const isActive = ({ signatory }: SignatoryEntry): boolean => signatory.withdrawn === undefined
const isGone = (entry: SignatoryEntry): boolean => !isActive(entry)

/** What of a batch comes into a list, in the list's order. */
const entriesOf: Record<ListName, (entries: SignatoryEntry[]) => SignatoryEntry[]> = {
  'letter order': (entries) => entries.filter(isActive),
  'by name': (entries) => byName(entries.filter(isActive)),
  withdrawn: (entries) => entries.filter(isGone),
  'withdrawn by name': (entries) => byName(entries.filter(isGone)),
  names: (entries) => inIndex(entries, ofNames),
  'known for': (entries) => inIndex(entries, ofKnownFor),
  ids: byBucket,
}

/** How many calls it takes to prepare a batch: words, and the buckets that its ids might be in. */
const callsToPrepare = ({ known }: Context, size: number): number =>
  2 + Math.ceil(Math.min(known.length / PART_NAME, size) / AHEAD)

/** What became of it, and whether there were calls enough for all that was to be done. */
type Step = { merge: Merge; isDone: boolean }

/** Takes a batch: into the lists where it is the only one or they are no longer, else what is sorted of it into a run. */
const takeBatch = async (context: Context, merge: Merge, total: number, longest: number): Promise<Step> => {
  const isAtOnce = merge.runs.length === 0 && (total - merge.taken <= longest || merge.everyone <= longest)
  const batch = merge.batch ?? {
    to: Math.min(total, merge.taken + longest),
    ...(!isAtOnce && { run: NO_LISTS }),
    at: AT_FIRST,
  }
  const { entries, after } = await prepare(context, merge, batch.to)
  let { lists } = merge
  let { run } = batch
  let { next } = batch.at
  for (let { list } = batch.at; list < LISTS.length; list++, next = BEGINNING) {
    const name = LISTS[list] as ListName
    const coming = entriesOf[name](entries)
    const source: Source = { parts: coming.length > 0 ? 1 : 0, load: () => coming }
    const isIntoRun = run !== undefined && SORTED.includes(name)
    const before = (isIntoRun && run ? run : lists)[name]
    const buckets = name === 'ids' && !isIntoRun ? bucketCount(after.bytes) : undefined
    const put = await putIn(context, name, before, source, next, buckets)
    if (isIntoRun && run) run = { ...run, [name]: put.parts }
    else lists = { ...lists, [name]: put.parts }
    if (put.next !== undefined) {
      const at = { list, next: put.next }
      return { merge: { ...merge, lists, batch: { ...batch, ...(run && { run }), at } }, isDone: false }
    }
  }
  const { batch: _, ...rest } = merge
  const runs = run ? [...merge.runs, { count: entries.length, lists: run }] : merge.runs
  return { merge: { ...rest, ...after, lists, taken: batch.to, runs }, isDone: true }
}

/** Whether the last run is to come into what is before it now: that is no longer, or all have been taken. */
const isToJoin = ({ runs, taken, batch, joining, everyone }: Merge, total: number): boolean => {
  const last = runs.at(-1)
  if (last === undefined || batch !== undefined) return false
  const before = runs.at(-2)?.count ?? everyone - last.count
  return joining !== undefined || taken === total || before <= last.count
}

/** Puts the last run into the one before it, or the only one into the lists. */
const joinRuns = async (context: Context, merge: Merge): Promise<Step> => {
  const { kv, slug } = context
  const last = merge.runs.at(-1) as Run
  const before = merge.runs.at(-2)
  let lists = before?.lists ?? merge.lists
  const withLists = (runs: Run[], count: number): Pick<Merge, 'lists' | 'runs'> =>
    before
      ? { lists: merge.lists, runs: [...merge.runs.slice(0, -2), { count, lists }, ...runs] }
      : { lists, runs }
  const { joining = AT_FIRST, ...rest } = merge
  let { next } = joining
  for (let { list } = joining; list < SORTED.length; list++, next = BEGINNING) {
    const name = SORTED[list] as ListName
    const parts = last.lists[name]
    const keys = splitNames(parts.names).map((part) => partKey(slug, part))
    const { load } = listOf(name, parts, createPartReader(slug, createReadAhead(kv, keys)))
    const buckets = name === 'ids' && before === undefined ? bucketCount(merge.bytes) : undefined
    const put = await putIn(context, name, lists[name], { parts: keys.length, load }, next, buckets)
    lists = { ...lists, [name]: put.parts }
    if (put.next !== undefined)
      return {
        merge: { ...rest, ...withLists([last], before?.count ?? 0), joining: { list, next: put.next } },
        isDone: false,
      }
  }
  return { merge: { ...rest, ...withLists([], (before?.count ?? 0) + last.count) }, isDone: true }
}

/**
 * Goes on with a merge as far as the calls that are left allow.
 *
 * @param total how many signatories are to be put in, with those that have been
 * @param longest how many of them at once
 */
export const continueMerge = async (
  context: Context,
  merge: Merge,
  total: number,
  longest = MAX_BATCH,
): Promise<Merge> => {
  let now = merge
  for (let isBegun = false; !isMerged(now, total); isBegun = true) {
    const isJoin = isToJoin(now, total)
    const least = LEAST_CALLS + (isJoin ? 0 : callsToPrepare(context, longest))
    if (isBegun && context.left() < least) return now
    const { merge: next, isDone } = isJoin
      ? await joinRuns(context, now)
      : await takeBatch(context, now, total, longest)
    now = next
    if (!isDone) return now
  }
  return now
}

/** The revision that a merge has come to, after the pairs that come last: its words' part and its record. */
export const finishMerge = async (
  { kv, slug, metadata }: Pick<Context, 'kv' | 'slug' | 'metadata'>,
  { words, lists, count, counts, bytes, hash }: Merge,
): Promise<Compiled> => {
  const readPart = wordsReader(kv, slug)
  const { letter, markdown } = await readPart(WrittenLetterPart, words)
  const cutsOf = (list: ListName) => listOf(list, lists[list], readPart).cuts
  const partListOf = (list: ListName): PartList => {
    const { names, counts = [] } = lists[list]
    return { names, counts }
  }
  const pairs: Pair[] = []
  const compiled = await drain(
    finish(
      { letter, markdown, counts },
      {
        count,
        signatories: partListOf('letter order'),
        by_name: partListOf('by name'),
        withdrawn: lists.withdrawn.names !== '' && {
          signatories: partListOf('withdrawn'),
          by_name: partListOf('withdrawn by name'),
        },
        index: cutsOf('names'),
        known_for: cutsOf('known for'),
        ids: lists.ids.names,
      },
      { bytes, hash },
      revisionHash(letter, hash).id(),
    ),
    (pair) => pairs.push(pair),
  )
  for (const pair of pairs) await kv.put([{ ...pair, metadata }])
  return compiled
}
