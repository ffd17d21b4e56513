import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashIndex } from '../../src/editing/hash-index.ts'

test('it answers as a map does, also after it grew', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat(0x7fffffff)), { maxLength: 3000 }),
      (pairs) => {
        const index = hashIndex()
        const map = new Map<string, number>()
        for (const [text, value] of pairs) {
          expect(index.get(text)).toBe(map.get(text))
          index.set(text, value)
          map.set(text, value)
        }
        for (const [text, value] of map) expect(index.get(text)).toBe(value)
      },
    ),
    { numRuns: 50 },
  )
})

test('it holds all that was set before it grew, as it was set last', () => {
  const index = hashIndex()
  for (const factor of [1, 2]) for (let n = 0; n < 5_000; n++) index.set(`name ${n}`, n * factor)
  for (let n = 0; n < 5_000; n++) expect(index.get(`name ${n}`)).toBe(n * 2)
  expect(index.get('name 5000')).toBeUndefined()
})

test('no two of 200,000 names of one kind are taken for one another', () => {
  const index = hashIndex()
  let collisions = 0
  for (let n = 0; n < 200_000; n++) {
    const text = `person\0name ${n}\0org ${n % 7}`
    if (index.get(text) !== undefined) collisions++
    index.set(text, n)
  }
  expect(collisions).toBe(0)
})
