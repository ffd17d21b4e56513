import { expect, it } from 'vitest'
import { isOpen, Signing } from '../../src/letter/signing.ts'

it('a letter is open until its last day is over in the time zone where that is last', () => {
  const at = (instant: string) => isOpen({ closes: '2027-06-01' }, Date.parse(instant))
  expect(at('2027-05-31T00:00:00Z')).toBe(true)
  // 23:59:59 at UTC−12
  expect(at('2027-06-02T11:59:59.999Z')).toBe(true)
  expect(at('2027-06-02T12:00:00Z')).toBe(false)
})

it('one without a last day stays open', () => {
  expect(isOpen({}, Date.parse('2999-01-01'))).toBe(true)
})

it('a goal is a positive whole number, and a last day is in the calendar', () => {
  const right = { who: 'both', moderation: 'before', fields: ['role'] }
  expect(Signing.safeParse({ ...right, goal: 1, closes: '2028-02-29' }).success).toBe(true)
  for (const wrong of [
    { goal: 0 },
    { goal: 1.5 },
    { closes: '2027-02-29' },
    { who: 'all' },
    { moderation: 'none' },
  ])
    expect(Signing.safeParse({ ...right, ...wrong }).success, JSON.stringify(wrong)).toBe(false)
})
