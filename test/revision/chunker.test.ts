import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createChunker, LARGEST } from '../../src/revision/chunker.ts'
import { fnv1a } from '../../src/revision/fnv1a.ts'

const cut = (items: string[], size: number): string[][] => {
  const cutter = createChunker<string>()
  return [...items.flatMap((item) => [cutter.add(item, size, fnv1a(item))]), cutter.rest()].filter(
    (part) => part !== undefined && part.length > 0,
  ) as string[][]
}

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
