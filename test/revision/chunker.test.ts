import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createChunker, LARGEST, SMALLEST } from '../../src/revision/chunker.ts'
import { fnv1a } from '../../src/revision/fnv1a.ts'

type Item = { name: string; bytes: number; weight: number }

const partsOf = (items: Item[]): Item[][] => {
  const chunker = createChunker<Item>()
  const parts = items.flatMap((item) => {
    const part = chunker.add(item)
    return part ? [part] : []
  })
  const { items: rest } = chunker.rest()
  return rest.length > 0 ? [...parts, [...rest]] : parts
}

const cut = (names: string[], bytes: number): string[][] =>
  partsOf(names.map((name) => ({ name, bytes, weight: fnv1a(name) }))).map((part) =>
    part.map(({ name }) => name),
  )

describe('a list that is cut', () => {
  it('keeps every item in its place, in parts that are neither too small nor too large', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 200_000 }), (count, size) => {
        const items = Array.from({ length: count }, (_, n) => `item-${n}`)
        const parts = cut(items, size)
        expect(parts.flat()).toEqual(items)
        for (const part of parts) {
          expect(part.length === 1 || part.length * size <= LARGEST).toBe(true)
        }
        if (size < 1000) {
          for (const part of parts.slice(0, -1)) expect(part.length * size).toBeGreaterThan(LARGEST / 2)
        }
      }),
      { numRuns: 60 },
    )
  })

  const items = fc
    .array(
      fc.record({
        bytes: fc.oneof(
          { arbitrary: fc.integer({ min: 1, max: 20_000 }), weight: 30 },
          { arbitrary: fc.integer({ min: 1, max: 2 * LARGEST }), weight: 1 },
        ),
        weight: fc.nat(20),
      }),
      { maxLength: 120 },
    )
    .map((sizes) => sizes.map((size, n) => ({ name: String(n), ...size })))

  it('has no part above the limit but of one item, however large the items are', () => {
    fc.assert(
      fc.property(items, (these) => {
        const parts = partsOf(these)
        expect(parts.flat()).toEqual(these)
        for (const part of parts) {
          const size = part.reduce((sum, { bytes }) => sum + bytes, 0)
          expect(part.length === 1 || size <= LARGEST).toBe(true)
        }
      }),
    )
  })

  it('is cut after the beginning of a part as if nothing stood before', () => {
    fc.assert(
      fc.property(items, fc.nat(), (these, which) => {
        const parts = partsOf(these)
        const later = parts.slice(parts.length > 0 ? which % parts.length : 0)
        expect(partsOf(later.flat())).toEqual(later)
      }),
    )
  })

  it('changes in few parts when one item comes or goes', () => {
    const items = Array.from({ length: 30_000 }, (_, n) => `item-${n}`)
    const before = new Set(cut(items, 100).map(String))
    expect(before.size).toBeGreaterThan(20)
    fc.assert(
      fc.property(fc.nat(items.length), fc.boolean(), (at, comes) => {
        const changed = comes ? items.toSpliced(at, 0, 'new') : items.toSpliced(at, 1)
        const fresh = cut(changed, 100).filter((part) => !before.has(String(part)))
        expect(fresh.length).toBeLessThanOrEqual(4)
      }),
      { numRuns: 50 },
    )
  })
})

describe('of items of one KiB', () => {
  const KIB = 1024
  /** Every item has the weight 9, but for those that are said. */
  const itemsWith = (weights: Record<number, number>, count = 129): Item[] =>
    Array.from({ length: count }, (_, n) => ({ name: String(n), bytes: KIB, weight: weights[n] ?? 9 }))
  const sizesOf = (items: Item[]): number[] =>
    partsOf(items).map((part) => part.reduce((sum, { bytes }) => sum + bytes, 0) / KIB)

  it('a part has 128 and no more', () => {
    expect([SMALLEST, LARGEST]).toEqual([80 * KIB, 128 * KIB])
    expect(sizesOf(itemsWith({}, 128))).toEqual([128])
    expect(sizesOf(itemsWith({}, 129))).toEqual([80, 49])
  })

  it('the next begins with the lightest, the first of several, after at least 80', () => {
    expect(sizesOf(itemsWith({ 79: 1, 80: 3, 90: 2, 100: 2 }))).toEqual([90, 39])
    expect(sizesOf(itemsWith({ 79: 1, 80: 2, 90: 3 }))).toEqual([80, 49])
    expect(sizesOf(itemsWith({ 127: 1 }))).toEqual([127, 2])
    expect(sizesOf(itemsWith({ 127: 1, 128: 0 }))).toEqual([128, 1])
  })

  it('one that is large joins those that the next part begins with where they fit together', () => {
    const items = itemsWith({ 90: 1 }, 120)
    const large = (kib: number): Item => ({ name: 'large', bytes: kib * KIB, weight: 9 })
    expect(sizesOf([...items, large(98)])).toEqual([90, 128])
    expect(sizesOf([...items, large(99)])).toEqual([120, 99])
    expect(sizesOf([...items.slice(0, 70), large(70)])).toEqual([70, 70])
  })

  it('of the part under way it is known with which the next would begin', () => {
    const restOf = (items: Item[]) => {
      const chunker = createChunker<Item>()
      for (const item of items) chunker.add(item)
      return chunker.rest()
    }
    expect(restOf(itemsWith({}, 80))).toEqual({ items: itemsWith({}, 80), next: undefined })
    const items = itemsWith({ 84: 1 }, 90)
    expect(restOf(items).next).toEqual(items[84])
  })
})
