import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bucketBefore,
  bucketOf,
  partsOfPrefix,
  readFirst,
  sharedLength,
  startOf,
  writeFirst,
} from '../../src/revision/search-index.ts'

const key = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '国', '\ud83e\udd81'),
  minLength: 1,
  maxLength: 6,
})

describe('the directory of the index', () => {
  it('leads to every part that holds a key with a prefix, and to at most one more', () => {
    fc.assert(
      fc.property(
        fc.array(key, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        key,
        (unsorted, size, prefix) => {
          const keys = unsorted.toSorted((a, b) => (a < b ? -1 : 1))
          const parts: string[][] = []
          for (let at = 0; at < keys.length; at += size) parts.push(keys.slice(at, at + size))
          const written = writeFirst(
            parts.map((part, number) =>
              number === 0 ? '' : startOf(parts[number - 1]?.at(-1) ?? '', part[0] ?? ''),
            ),
          )
          const starts = readFirst({ names: '', first: JSON.parse(JSON.stringify(written)) })
          const { from, to } = partsOfPrefix(starts, prefix)
          const holds = parts.map((part) => part.some((each) => each.startsWith(prefix)))
          for (const [number, holding] of holds.entries()) {
            if (holding) expect(number >= from && number < to).toBe(true)
          }
          expect(to - from).toBeLessThanOrEqual(holds.filter(Boolean).length + 1)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('where a part begins', () => {
  it('is as short as can be', () => {
    expect(startOf('amnesty', 'andes x')).toBe('an')
    expect(startOf('am', 'amnesty')).toBe('amn')
    expect(startOf('', 'amnesty')).toBe('a')
  })

  it('is written by what it has in common with the one before, and worked out once', () => {
    const starts = ['', 'am', 'amnesty', 'b']
    const index = { names: '', first: writeFirst(starts) }
    expect(index.first).toEqual(['00', '00am', '02nesty', '00b'])
    expect(readFirst(index)).toEqual(starts)
    expect(readFirst(index)).toBe(readFirst(index))
  })

  it('two texts have no more in common than there is', () => {
    expect([sharedLength('ab', 'ab'), sharedLength('ab', 'abc'), sharedLength('', '')]).toEqual([2, 2, 0])
  })
})

describe('buckets of ids', () => {
  it('split in two, one at a time, as their number grows', () => {
    const hashes = Array.from({ length: 2000 }, (_, n) => Math.imul(n, 0x9e3779b1) >>> 0)
    for (let count = 1; count < 70; count++) {
      const moved = hashes.filter((hash) => bucketOf(hash, count) !== bucketOf(hash, count + 1))
      expect(new Set(moved.map((hash) => bucketOf(hash, count))).size).toBe(1)
      expect(new Set(moved.map((hash) => bucketOf(hash, count + 1)))).toEqual(new Set([count]))
      expect(new Set(hashes.map((hash) => bucketOf(hash, count))).size).toBe(count)
    }
  })

  it('say of each how it came to be when there were fewer', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), fc.integer({ min: 1, max: 500 }), fc.nat(500), (hash, count, more) => {
        expect(bucketBefore(bucketOf(hash, count + more), count)).toBe(bucketOf(hash, count))
      }),
    )
  })
})
