import { expect, test } from 'vitest'
import { checkWithdrawal } from '../../src/editing/withdraw.ts'

const today = '2026-11-25'
const check = (on: string, signed?: string, letterDate?: string) =>
  checkWithdrawal({ id: 'a', type: 'person', name: 'Ada', ...(signed !== undefined && { signed }) }, on, {
    today,
    letterDate,
  })?.message

test('a day of withdrawal is a day, has come, and is not before the signing', () => {
  expect(check('2026-02-30')).toContain('no 2026-02-30')
  expect(check('2026-11-26')).toBe('2026-11-26 is still to come')
  expect(check(today)).toBeUndefined()
  expect(check('2024-05-05', '2024-05-06')).toBe('Ada signed on 2024-05-06')
  expect(check('2024-05-06', '2024-05-06')).toBeUndefined()
})

test('where no signing is known it is not before the letter, unless that is dated ahead', () => {
  expect(check('2024-05-05', undefined, '2024-05-06')).toBe('the letter is of 2024-05-06')
  expect(check('2024-05-06', undefined, '2024-05-06')).toBeUndefined()
  expect(check('2026-11-24', undefined, today)).toBe(`the letter is of ${today}`)
  expect(check('2024-05-05', '2024-05-04', '2024-05-06')).toBeUndefined()
  expect(check(today, undefined, '2027-01-01')).toBeUndefined()
})
