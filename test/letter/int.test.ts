import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { int } from '../../src/letter/int.ts'

const someNumber = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, 2 ** 53, Number.MIN_SAFE_INTEGER, -(2 ** 53), -0),
)

test('a whole number is what zod takes for one', () => {
  fc.assert(
    fc.property(fc.oneof(someNumber, fc.anything()), (value) => {
      expect(int().safeParse(value)).toMatchObject({ success: z.int().safeParse(value).success })
    }),
  )
})

test('of what is no whole number nothing else is said', () => {
  expect(int().check(z.minimum(1)).safeParse(0.5).error?.issues).toHaveLength(1)
})
