/** Signatories by their ids: each is in the bucket that `bucketOf` gives for the hash of its id. */
import { LARGEST } from '../revision/chunker.ts'
import { bucketOf } from '../revision/search-index.ts'

/** Buckets are of this size on average, in bytes, and of twice that at most. */
const BUCKET = LARGEST / 2

/** How many buckets there are for records of so many bytes in all. */
export const bucketCount = (bytes: number): number => Math.max(1, Math.ceil(bytes / BUCKET))

export const bucketJson = (records: Iterable<string>): string => `[${[...records].join(',')}]`

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
