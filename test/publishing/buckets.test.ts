import { expect, it } from 'vitest'
import { bucketCount, inBuckets } from '../../src/publishing/buckets.ts'
import { bucketOf } from '../../src/revision/search-index.ts'

it('there is a bucket for every 64 KiB of records, and one where there are none', () => {
  expect([0, 1, 65_536, 65_537, 131_072].map(bucketCount)).toEqual([1, 1, 1, 2, 2])
})

it('each record is in the bucket of its hash, in the order in which they came', () => {
  const hashes = Array.from({ length: 50 }, (_, n) => Math.imul(n, 0x9e3779b1) >>> 0)
  const records = hashes.map((_, n) => String(n))
  const buckets = [...inBuckets(records, hashes, 5)]
  expect(buckets).toEqual(
    Array.from({ length: 5 }, (_, bucket) => {
      const members = records.filter((_, n) => bucketOf(hashes[n] ?? 0, 5) === bucket)
      return `[${members.join(',')}]`
    }),
  )
  expect([...inBuckets([], [], 1)]).toEqual(['[]'])
})
