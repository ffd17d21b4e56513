/** Signatories by their ids: each is in the bucket that `bucketOf` gives for the hash of its id. */
import { LARGEST } from '../revision/chunker.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import { nameAt, type Pair, SignatoriesPart, splitNames } from '../revision/layout.ts'
import { bucketBefore, bucketOf } from '../revision/search-index.ts'
import type { Entry } from './lists.ts'
import { partOf } from './pairs.ts'
import type { ReadPart } from './part-reader.ts'

/** Buckets are of this size on average, in bytes, and of twice that at most. */
const BUCKET = LARGEST / 2

/** How many buckets there are for records of so many bytes in all. */
export const bucketCount = (bytes: number): number => Math.max(1, Math.ceil(bytes / BUCKET))

const bucketJson = (records: Iterable<string>): string => `[${[...records].join(',')}]`

/** The JSON of each of `count` buckets: a counting sort of records by the hashes of their ids. */
export function* inBuckets(records: string[], hashes: number[], count: number): Generator<string> {
  const buckets = new Uint32Array(records.length)
  const ends = new Uint32Array(count)
  for (const [number, hash] of hashes.entries()) {
    const bucket = bucketOf(hash, count)
    buckets[number] = bucket
    ends[bucket] = (ends[bucket] as number) + 1
  }
  for (let bucket = 1; bucket < count; bucket++)
    ends[bucket] = (ends[bucket] as number) + (ends[bucket - 1] as number)
  const sorted = new Uint32Array(records.length)
  const places = ends.slice()
  for (let number = records.length - 1; number >= 0; number--) {
    const bucket = buckets[number] as number
    places[bucket] = (places[bucket] as number) - 1
    sorted[places[bucket] as number] = number
  }
  for (const [bucket, end] of ends.entries()) {
    const members = sorted.subarray(places[bucket], end)
    yield bucketJson(Array.from(members, (number) => records[number] as string))
  }
}

/** Where a record stands in the letter: its first field. */
const positionOf = (json: string): number => Number.parseInt(json.slice(1), 10)

/** Puts records into their buckets, of which there are `count` now: those that they come into or that are split. */
export async function* intoBuckets(
  slug: string,
  ids: string,
  added: Entry[],
  count: number,
  readPart: ReadPart,
): AsyncGenerator<Pair, string> {
  const names = splitNames(ids)
  const old = names.length
  const comingTo = Map.groupBy(added, ({ hash }) => bucketOf(hash, old))
  const splits = Map.groupBy(
    Array.from({ length: count - old }, (_, index) => old + index),
    (bucket) => bucketBefore(bucket, old),
  )
  for (const bucket of new Set([...comingTo.keys(), ...splits.keys()])) {
    const coming = comingTo.get(bucket) ?? []
    const halves = splits.get(bucket) ?? []
    const there = await readPart(SignatoriesPart, nameAt(ids, bucket))
    const members = Map.groupBy(
      [
        ...there.map((packed) => ({ json: JSON.stringify(packed), hash: fnv1a(String(packed[1])) })),
        ...coming,
      ].toSorted((one, two) => positionOf(one.json) - positionOf(two.json)),
      ({ hash }) => bucketOf(hash, count),
    )
    for (const each of [bucket, ...halves]) {
      const records = (members.get(each) ?? []).map(({ json }) => json)
      const { name, pair } = await partOf(slug, bucketJson(records))
      names[each] = name
      yield pair
    }
  }
  return names.join('')
}
