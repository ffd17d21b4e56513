import { describe, expect, it } from 'vitest'
import { bucketCount, inBuckets, intoBuckets } from '../../src/publishing/buckets.ts'
import type { Entry } from '../../src/publishing/lists.ts'
import { drain, partOf } from '../../src/publishing/pairs.ts'
import { createPartReader } from '../../src/publishing/part-reader.ts'
import { fnv1a } from '../../src/revision/fnv1a.ts'
import { splitNames } from '../../src/revision/layout.ts'
import type { Packed } from '../../src/revision/packed.ts'
import { bucketBefore, bucketOf } from '../../src/revision/search-index.ts'

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

describe('records that come into buckets', () => {
  const record = (n: number): Packed => [n + 1, `id-${n}`, 'Nämé']
  const entry = (n: number): Entry => ({
    json: JSON.stringify(record(n)),
    key: '',
    hash: fnv1a(`id-${n}`),
  })
  const entries = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => entry(from + n))
  /** The parts that some records make in so many buckets. */
  const partsOf = async (of: Entry[], count: number) => {
    const records = of.map(({ json }) => json)
    const hashes = of.map(({ hash }) => hash)
    return Promise.all(Array.from(inBuckets(records, hashes, count), (json) => partOf('a-letter', json)))
  }
  const namesOf = (parts: { name: string }[]) => parts.map(({ name }) => name)

  /** Puts records into buckets that hold some already, and says which of those were read. */
  const put = async (base: number, old: number, added: number, count: number) => {
    const before = await partsOf(entries(0, base), old)
    const values = new Map(before.map(({ pair }) => [pair.key, pair.value]))
    const read: string[] = []
    const readPart = createPartReader('a-letter', async (key) => {
      read.push(key)
      return values.get(key)
    })
    const written: string[] = []
    const ids = await drain(
      intoBuckets('a-letter', namesOf(before).join(''), entries(base, base + added), count, readPart),
      ({ key, value }) => {
        written.push(key)
        values.set(key, value)
      },
    )
    return { before, ids, read, written, values, after: await partsOf(entries(0, base + added), count) }
  }

  it.each([
    [1, 1],
    [1, 4],
    [2, 3],
    [3, 4],
    [3, 9],
    [5, 5],
    [5, 8],
  ])('are in the buckets of the whole: %i before, %i now', async (old, count) => {
    const { ids, after, values } = await put(40, old, 25, count)
    expect(splitNames(ids)).toEqual(namesOf(after))
    for (const { pair } of after) expect(values.get(pair.key)).toBe(pair.value)
  })

  it('may be none, in a bucket that is split off', async () => {
    const { ids, after, values } = await put(1, 1, 1, 8)
    expect(splitNames(ids)).toEqual(namesOf(after))
    expect([...values.values()]).toContain('[]')
  })

  it('touch no other bucket than theirs and those that are split', async () => {
    const { before, after, read, written } = await put(60, 6, 1, 7)
    const mine = bucketOf(entry(60).hash, 6)
    const split = bucketBefore(6, 6)
    const touched = [...new Set([mine, split])].sort()
    expect(read).toEqual(touched.map((bucket) => before[bucket]?.pair.key))
    expect(written.toSorted()).toEqual(
      [...touched, 6].map((bucket) => after[bucket]?.pair.key ?? '').toSorted(),
    )
  })

  it('that are none, in as many buckets as before, touch nothing', async () => {
    const { before, ids, read, written } = await put(20, 3, 0, 3)
    expect(splitNames(ids)).toEqual(namesOf(before))
    expect([read, written]).toEqual([[], []])
  })
})
