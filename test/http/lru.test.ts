import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createLru } from '../../src/http/lru.ts'

it('forgets what was not used lately once its values weigh more than the limit', () => {
  const lru = createLru<number>(10)
  lru.set('a', 1, 4)
  lru.set('b', 2, 4)
  expect(lru.get('a')).toBe(1)
  lru.set('c', 3, 4)
  expect(['a', 'b', 'c'].map((key) => lru.get(key))).toEqual([1, undefined, 3])
})

it('weighs a value that is set again once, and keeps none that is heavier than the limit', () => {
  const lru = createLru<number>(10)
  for (let times = 0; times < 5; times++) lru.set('a', times, 6)
  lru.set('b', 2, 4)
  expect(lru.get('a')).toBe(4)
  lru.set('b', 3, 11)
  expect(lru.get('b')).toBeUndefined()
  expect(lru.get('a')).toBe(4)
  lru.set('b', 5, 10)
  expect([lru.get('a'), lru.get('b')]).toEqual([undefined, 5])
})

it('keeps what is used again and again, whatever else comes by once, and the last that came', () => {
  const lru = createLru<number>(10)
  lru.set('a', 0, 2)
  for (let n = 1; n < 100; n++) {
    expect(lru.get('a')).toBe(0)
    lru.set(`other ${n}`, n, 2)
  }
  expect(lru.get('other 99')).toBe(99)
})

it('never weighs more than the limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(8), fc.boolean())),
      (steps) => {
        const lru = createLru<number>(10)
        for (const [key, bytes, isRead] of steps) {
          if (isRead) lru.get(key)
          else lru.set(key, bytes, bytes)
          // To look uses all, which changes nothing for this.
          const kept = ['a', 'b', 'c', 'd', 'e'].map((each) => lru.get(each) ?? 0)
          expect(kept.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(10)
        }
      },
    ),
  )
})
