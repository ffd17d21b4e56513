import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stayed } from '../../../src/publishing/diff/order.ts'

const one = (before: number) => ({ before, weight: 1 })

test('whoever was taken elsewhere moved, and nobody else', () => {
  expect(stayed([1, 2, 3].map(one))).toEqual([true, true, true])
  expect(stayed([3, 1, 2].map(one))).toEqual([false, true, true])
  expect(stayed([])).toEqual([])
})

test('one signatory that passes a stretch of a thousand moved, not the thousand', () => {
  const stretch = { before: 2, weight: 1000 }
  expect(stayed([stretch, one(0), one(1)])).toEqual([true, false, false])
})

/** By trying every subset. */
const heaviest = (items: { before: number; weight: number }[]): number => {
  let best = 0
  for (let set = 0; set < 2 ** items.length; set++) {
    const chosen = items.filter((_, index) => set & (1 << index))
    const rises = chosen.every((each, index) => index === 0 || each.before > (chosen[index - 1]?.before ?? 0))
    if (rises)
      best = Math.max(
        best,
        chosen.reduce((sum, { weight }) => sum + weight, 0),
      )
  }
  return best
}

test('those who stayed are in their old order, and no heavier choice of them is', () => {
  const lists = fc
    .uniqueArray(fc.nat(30), { maxLength: 9 })
    .chain((places) =>
      fc.tuple(
        ...places.map((before) =>
          fc.record({ before: fc.constant(before), weight: fc.integer({ min: 1, max: 9 }) }),
        ),
      ),
    )
  fc.assert(
    fc.property(lists, (items) => {
      const still = items.filter((_, index) => stayed(items)[index])
      expect(still).toEqual(still.toSorted((a, b) => a.before - b.before))
      expect(still.reduce((sum, { weight }) => sum + weight, 0)).toBe(heaviest(items))
    }),
  )
})
