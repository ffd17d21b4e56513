/** Putting entries into one list of a revision, as far as the calls that are left of a step allow. */
import { utf8Length } from '../letter/utf8.ts'
import { SMALLEST } from '../revision/chunker.ts'
import { partKey } from '../revision/keys.ts'
import { type Pair, splitNames } from '../revision/layout.ts'
import { bucketOf, writeFirst } from '../revision/search-index.ts'
import { intoBuckets } from './buckets.ts'
import type { Kv, Metadata } from './kv.ts'
import { type Cut, ofKnownFor, ofNames, partListOf } from './lists.ts'
import {
  compareInBuckets,
  inBucketOrder,
  inIndexOrder,
  inLetterOrder,
  inNameOrder,
  type SignatoryEntry,
} from './lists-of-revision.ts'
import { drain, once } from './pairs.ts'
import { createPartReader, type ReadPart } from './part-reader.ts'
import { createReadAhead } from './read-ahead.ts'
import { type ListInParts, splice } from './splice.ts'

export const LISTS = [
  'letter order',
  'by name',
  'withdrawn',
  'withdrawn by name',
  'names',
  'known for',
  'ids',
] as const
export type ListName = (typeof LISTS)[number]

/** A list's parts: of an index, where each begins; of the others, how many entries each holds; of buckets, neither. */
export type Parts = { names: string; counts?: number[]; first?: string[] }
export type Lists = Record<ListName, Parts>

export const NO_LISTS = Object.fromEntries(LISTS.map((list) => [list, { names: '' }])) as Lists

/** A list as it is in parts; that of ids is in the order of their buckets. */
export const listOf = (
  list: ListName,
  { names, counts = [], first = [] }: Parts,
  readPart: ReadPart,
): ListInParts<SignatoryEntry> => {
  switch (list) {
    case 'letter order':
    case 'withdrawn':
      return inLetterOrder({ names, counts }, readPart)
    case 'by name':
    case 'withdrawn by name':
      return inNameOrder({ names, counts }, readPart)
    case 'names':
      return inIndexOrder({ names, first }, readPart, ofNames)
    case 'known for':
      return inIndexOrder({ names, first }, readPart, ofKnownFor)
    case 'ids':
      return inBucketOrder({ names, counts }, readPart)
  }
}

const partsOf = (list: ListName, cuts: Cut[]): Parts => {
  const { names, counts } = partListOf(cuts)
  return list === 'names' || list === 'known for'
    ? { names, first: writeFirst(cuts.map(({ start }) => start)) }
    : { names, counts }
}

/** Entries in a list's order, a part of them at a time. */
export type Source = { parts: number; load: (part: number) => Promise<SignatoryEntry[]> | SignatoryEntry[] }

/** Which entry of a source is next. */
export type Place = { part: number; offset: number }
export const BEGINNING: Place = { part: 0, offset: 0 }

export type StepContext = {
  kv: Pick<Kv, 'get' | 'put'>
  slug: string
  /** How many calls are left of what a step may make. */
  left: () => number
  /** Of what is written. */
  metadata: Metadata
}

/** So many entries are put in at once, and are in memory together. */
const WINDOW = 4_000
/**
 * Calls that are kept for what has been taken already: to find the place of the last, to read and write the parts around
 * it, and those after them until one ends where it did.
 */
const RESERVE = 48
/** With fewer nothing more is begun. */
export const LEAST_CALLS = RESERVE + 8
/** How many parts are written together: a megabyte or two. */
const FLUSH = 12

/** The next entries of a source, as long as there is room. `next` is where it goes on then, if it does. */
const createWindow = (source: Source, from: Place, isFull: (bytes: number) => boolean) => {
  let next: Place | undefined = from
  async function* entries(): AsyncGenerator<SignatoryEntry> {
    let taken = 0
    let bytes = 0
    let { offset } = from
    for (let { part } = from; part < source.parts; part++, offset = 0) {
      const loaded = await source.load(part)
      for (; offset < loaded.length; offset++) {
        next = { part, offset }
        if (taken === WINDOW || (taken > 0 && isFull(bytes))) return
        const entry = loaded[offset] as SignatoryEntry
        bytes += utf8Length(entry.json) + 1
        taken++
        yield entry
      }
    }
    next = undefined
  }
  return { entries, next: () => next }
}

const readerOf = ({ kv, slug }: StepContext, names: readonly string[]): ReadPart =>
  createPartReader(
    slug,
    createReadAhead(
      kv,
      names.map((name) => partKey(slug, name)),
    ),
  )

type Step = { parts: Parts; next: Place | undefined }

/** Writes pairs, several together. `waiting` is how many are still to be written. */
const createWriter = ({ kv, metadata }: StepContext) => {
  const pairs: Pair[] = []
  const flush = () => kv.put(pairs.splice(0).map((pair) => ({ ...pair, metadata })))
  return {
    waiting: () => pairs.length,
    async write<Result>(all: AsyncGenerator<Pair, Result>): Promise<Result> {
      const result = await drain(once(all), async (pair) => {
        pairs.push(pair)
        if (pairs.length >= FLUSH) await flush()
      })
      await flush()
      return result
    },
  }
}

const putInList = async (
  context: StepContext,
  list: ListName,
  parts: Parts,
  source: Source,
  from: Place,
): Promise<Step> => {
  const { slug, left } = context
  const { waiting, write } = createWriter(context)
  const isFull = (bytes: number) => left() - waiting() - Math.ceil(bytes / SMALLEST) < RESERVE
  const { entries, next } = createWindow(source, from, isFull)
  const into = listOf(list, parts, readerOf(context, splitNames(parts.names)))
  return { parts: partsOf(list, await write(splice(slug, into, entries()))), next: next() }
}

/** Puts records into a revision's buckets; first makes as many of these as there are to be. */
const putInBuckets = async (
  context: StepContext,
  { names: ids }: Parts,
  source: Source,
  from: Place,
  total: number,
): Promise<Step> => {
  const { slug, left } = context
  const names = splitNames(ids)
  const put = async (added: SignatoryEntry[], count: number): Promise<Parts> => {
    // One after the other, they are asked for in this order.
    const touched = [...new Set(added.map(({ hash }) => bucketOf(hash, names.length)))]
    const readPart = readerOf(
      context,
      added.length === 0 ? names : touched.map((bucket) => names[bucket] ?? ''),
    )
    return { names: await createWriter(context).write(intoBuckets(slug, ids, added, count, readPart)) }
  }
  if (names.length < total) {
    const more = Math.floor((left() - RESERVE) / 3)
    return { parts: await put([], Math.min(total, names.length + more)), next: from }
  }
  const touched = new Set<number>()
  const { entries, next } = createWindow(source, from, () => 2 * (touched.size + 1) > left() - RESERVE)
  const added: SignatoryEntry[] = []
  for await (const entry of entries()) {
    touched.add(bucketOf(entry.hash, names.length))
    added.push(entry)
  }
  return { parts: await put(added, total), next: next() }
}

/**
 * Puts the entries of a source into a list, from one of them on.
 *
 * @param buckets how many there are to be, where the list is that of a revision's ids
 * @returns the list's parts then, and which entry is next where calls did not suffice for all
 */
export const putIn = async (
  context: StepContext,
  list: ListName,
  before: Parts,
  source: Source,
  from: Place,
  buckets?: number,
): Promise<Step> => {
  let parts = before
  let next: Place | undefined = source.parts === 0 ? undefined : from
  while (next !== undefined && context.left() >= LEAST_CALLS) {
    ;({ parts, next } =
      buckets === undefined
        ? await putInList(context, list, parts, source, next)
        : await putInBuckets(context, parts, source, next, buckets))
  }
  return { parts, next }
}

/** Entries by the buckets of their ids, as a list of these is sorted. */
export const byBucket = (entries: SignatoryEntry[]): SignatoryEntry[] => entries.toSorted(compareInBuckets)
