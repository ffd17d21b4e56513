import { expect, it } from 'vitest'
import { createLru } from '../../src/http/lru.ts'

it('forgets what was used longest ago once its values weigh more than the limit', () => {
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
