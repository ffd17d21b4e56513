/**
 * Putting many signatories behind those of a revision, in steps that a Worker can do: each makes a bounded number of
 * calls, and what is in memory does not grow with how many they are. Where it stands between two steps is a small JSON
 * value; what a step has written is never read as a revision before the last.
 */
import { revisionHash } from '../letter/revision.ts'
import type { Signatory } from '../letter/schema.ts'
import type { Sha256State } from '../letter/sha256.ts'
import { utf8Length } from '../letter/utf8.ts'
import { SMALLEST } from '../revision/chunker.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import { PART_NAME, partKey, revisionKey } from '../revision/keys.ts'
import {
  nameAt,
  type Pair,
  type PartList,
  type Revision,
  SignatoriesPart,
  splitNames,
} from '../revision/layout.ts'
import { pack, unpack } from '../revision/packed.ts'
import { bucketOf, writeFirst } from '../revision/search-index.ts'
import { StoreError } from '../revision/store-error.ts'
import { countEveryone } from './added-since.ts'
import { bucketCount, intoBuckets } from './buckets.ts'
import { compareByName } from './by-name.ts'
import { type Compiled, finish } from './compile.ts'
import { continueFrom } from './continue.ts'
import { type Counts, countIn } from './counts.ts'
import { createSorter } from './index-sorter.ts'
import { getValues, type Kv, type Metadata } from './kv.ts'
import { type IndexOf, lineOf, ofKnownFor, ofNames, partListOf } from './lists.ts'
import { inIndexOrder, inLetterOrder, inNameOrder, type SignatoryEntry } from './lists-of-revision.ts'
import { drain } from './pairs.ts'
import { createPartReader } from './part-reader.ts'
import { createReadAhead } from './read-ahead.ts'
import { splice } from './splice.ts'
import { WrittenLetterPart } from './written-letter-part.ts'

/** How many signatories are put in at once, and are in memory together. */
export const MAX_BATCH = 8_000

const LISTS = [
  'letter order',
  'by name',
  'withdrawn',
  'withdrawn by name',
  'names',
  'known for',
  'ids',
] as const
type ListName = (typeof LISTS)[number]

/** Where it stands. `lists` are those of the revision as far as `taken` signatories, and a part of the batch, are in. */
export type Merge = {
  /** The part with the words. */
  words: string
  lists: Pick<Revision, 'signatories' | 'by_name' | 'withdrawn' | 'index' | 'known_for' | 'ids'>
  count: number
  /** How many are in the letter, also of those who withdrew. */
  everyone: number
  counts: Counts
  bytes: number
  hash: Sha256State
  /** How many of the signatories that are to be put in have been. */
  taken: number
  /** Those under way: up to which, and how many entries of which list are in. */
  batch?: { to: number; list: number; done: number }
}

/** Gives signatories by range, in their order; those of one range are always the same. */
export type ReadRange = (from: number, limit: number) => Promise<Signatory[]> | Signatory[]

type Context = {
  kv: Pick<Kv, 'get' | 'put'>
  slug: string
  range: ReadRange
  /** The buckets of ids of a revision whose signatories are left out where the range has them, too. */
  known: string
  /** The section that they stand in: the last of the list. */
  section: string | undefined
  /** How many calls are left of what a step may make. */
  left: () => number
  /** Of what is written. */
  metadata: Metadata
}

const wordsReader = (kv: Pick<Kv, 'get'>, slug: string) =>
  createPartReader(slug, async (key) => (await getValues(kv, [key])).get(key))

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
  const { signatories, by_name, withdrawn, index, known_for, ids } = revision
  return {
    words: revision.letter,
    lists: {
      signatories,
      by_name,
      ...(withdrawn && { withdrawn }),
      index,
      ...(known_for && { known_for }),
      ids,
    },
    count: revision.count,
    everyone: countEveryone(revision),
    counts,
    bytes: progress.bytes,
    hash: progress.hash.save(),
    taken,
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
  ids: (entries) => entries,
}

/** The names of a list's parts. */
const namesOf: Record<ListName, (lists: Merge['lists']) => string> = {
  'letter order': ({ signatories }) => signatories.names,
  'by name': ({ by_name }) => by_name.names,
  withdrawn: ({ withdrawn }) => withdrawn?.signatories.names ?? '',
  'withdrawn by name': ({ withdrawn }) => withdrawn?.by_name.names ?? '',
  names: ({ index }) => index.names,
  'known for': ({ known_for }) => known_for?.names ?? '',
  ids: ({ ids }) => ids,
}

const NO_LIST: PartList = { names: '', counts: [] }
const NO_INDEX = { names: '', first: [] }

/** Calls that reading takes, beside those that write: looking for a place among parts, and one part after the other. */
const READS = 60
/** How much a bound on writes is off at most: an entry rarely touches more than its part and the one before. */
const TOUCHED = 2

/** How many of a list's entries can be put in with so many calls: all of them where every part may be written. */
const fitting = (entries: SignatoryEntry[], from: number, parts: number, calls: number): number => {
  let bytes = 0
  for (let at = from; at < entries.length; at++) {
    bytes += utf8Length((entries[at] as SignatoryEntry).json) + 1
    const touched = TOUCHED * (at + 1 - from)
    const reads = Math.min(parts, 2 * touched + READS)
    const writes = Math.min(parts, touched) + Math.ceil(bytes / SMALLEST) + 1
    if (reads + writes > calls) return at - from
  }
  return entries.length - from
}

/** Puts entries into a list. Yields the pairs of its new parts, and returns all lists as they are then. */
async function* putIn(
  { kv, slug }: Context,
  lists: Merge['lists'],
  list: ListName,
  entries: SignatoryEntry[],
  buckets: number,
): AsyncGenerator<Pair, Merge['lists']> {
  const keys = splitNames(namesOf[list](lists)).map((name) => partKey(slug, name))
  const readPart = createPartReader(slug, createReadAhead(kv, keys))
  async function* ordered(
    order: typeof inLetterOrder,
    of: PartList = NO_LIST,
  ): AsyncGenerator<Pair, PartList> {
    return partListOf(yield* splice(slug, order(of, readPart), entries))
  }
  async function* indexed(
    index = NO_INDEX as Revision['index'],
    of: IndexOf,
  ): AsyncGenerator<Pair, Revision['index']> {
    const cuts = yield* splice(slug, inIndexOrder(index, readPart, of), entries)
    return {
      names: cuts.map(({ name }) => name).join(''),
      first: writeFirst(cuts.map(({ start }) => start)),
    }
  }
  const withdrawn = lists.withdrawn ?? { signatories: NO_LIST, by_name: NO_LIST }
  switch (list) {
    case 'letter order':
      return { ...lists, signatories: yield* ordered(inLetterOrder, lists.signatories) }
    case 'by name':
      return { ...lists, by_name: yield* ordered(inNameOrder, lists.by_name) }
    case 'withdrawn':
      return {
        ...lists,
        withdrawn: { ...withdrawn, signatories: yield* ordered(inLetterOrder, withdrawn.signatories) },
      }
    case 'withdrawn by name':
      return {
        ...lists,
        withdrawn: { ...withdrawn, by_name: yield* ordered(inNameOrder, withdrawn.by_name) },
      }
    case 'names':
      return { ...lists, index: yield* indexed(lists.index, ofNames) }
    case 'known for':
      return { ...lists, known_for: yield* indexed(lists.known_for, ofKnownFor) }
    case 'ids':
      return { ...lists, ids: yield* intoBuckets(slug, lists.ids, entries, buckets, readPart) }
  }
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
  while (now.taken < total || now.batch) {
    const batch = now.batch ?? { to: Math.min(total, now.taken + longest), list: 0, done: 0 }
    const { entries, after } = await prepare(context, now, batch.to)
    let { list, done } = batch
    let { lists } = now
    for (; list < LISTS.length; list++, done = 0) {
      const name = LISTS[list] as ListName
      const coming = entriesOf[name](entries)
      while (done < coming.length) {
        const parts = namesOf[name](lists).length / PART_NAME
        const fits = fitting(coming, done, parts, context.left())
        if (fits === 0) return { ...now, lists, batch: { ...batch, list, done } }
        const isRest = done + fits === coming.length
        const buckets = name === 'ids' && isRest ? bucketCount(after.bytes) : parts
        const pairs = putIn(context, lists, name, coming.slice(done, done + fits), buckets)
        const written: Pair[] = []
        const flush = async () => {
          await context.kv.put(written.splice(0).map((pair) => ({ ...pair, metadata: context.metadata })))
        }
        lists = await drain(pairs, async (pair) => {
          written.push(pair)
          if (written.length >= FLUSH) await flush()
        })
        await flush()
        done += fits
      }
    }
    const { batch: _, ...rest } = now
    now = { ...rest, ...after, lists, taken: batch.to }
  }
  return now
}

/** How many parts are written together: some megabytes. */
const FLUSH = 24

/** The revision that a merge has come to, after the pairs that come last: its words' part and its record. */
export const finishMerge = async (
  { kv, slug, metadata }: Pick<Context, 'kv' | 'slug' | 'metadata'>,
  { words, lists, count, counts, bytes, hash }: Merge,
): Promise<Compiled> => {
  const { letter, markdown } = await wordsReader(kv, slug)(WrittenLetterPart, words)
  const cutsOf = (index: Revision['index'] | undefined, of: IndexOf) =>
    inIndexOrder(index ?? NO_INDEX, wordsReader(kv, slug), of).cuts
  const pairs: Pair[] = []
  const compiled = await drain(
    finish(
      { letter, markdown, counts },
      {
        count,
        signatories: lists.signatories,
        by_name: lists.by_name,
        withdrawn: lists.withdrawn ?? false,
        index: cutsOf(lists.index, ofNames),
        known_for: cutsOf(lists.known_for, ofKnownFor),
        ids: lists.ids,
      },
      { bytes, hash },
      revisionHash(letter, hash).id(),
    ),
    (pair) => pairs.push(pair),
  )
  for (const pair of pairs) await kv.put([{ ...pair, metadata }])
  return compiled
}
