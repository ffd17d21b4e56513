import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { isoDate, isoDateTime } from '../../src/letter/iso.ts'

const number = (digits: number) =>
  fc.integer({ min: 0, max: 10 ** digits - 1 }).map((value) => String(value).padStart(digits, '0'))

/** What looks like a day, of which many are none; leap days, and what is out of the ordinary. */
const day = fc.oneof(
  fc
    .tuple(number(4), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
    .map(([year, ...rest]) => [year, ...rest.map((part) => String(part).padStart(2, '0'))].join('-')),
  number(4).map((year) => `${year}-02-29`),
  fc.constantFrom('', '2027', '2027-3-1', '+012027-03-01', '2027-03-01\n', ' 2027-03-01'),
)
const time = fc.oneof(
  fc.tuple(number(2), number(2), number(2)).map((parts) => parts.join(':')),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(11, -1)),
  fc.constantFrom('', '12:00', '24:00:00', '12:00:00.', '12:00:60'),
)

test('a day is what zod takes for one', () => {
  fc.assert(
    fc.property(day, (value) => {
      expect(isoDate().safeParse(value).success, value).toBe(z.iso.date().safeParse(value).success)
    }),
    { numRuns: 500 },
  )
})

test('an instant is what zod takes for one', () => {
  fc.assert(
    fc.property(day, time, fc.constantFrom('Z', 'z', '', '+00:00'), (day, time, zone) => {
      const value = `${day}T${time}${zone}`
      expect(isoDateTime().safeParse(value).success, value).toBe(z.iso.datetime().safeParse(value).success)
    }),
    { numRuns: 500 },
  )
})

test('what is none is told so in the words that were given, whatever it is', () => {
  const day = isoDate('is no day')
  for (const value of ['2027-02-29', 20270301, undefined]) {
    expect(day.safeParse(value).error?.issues.map(({ message }) => message)).toEqual(['is no day'])
  }
})
