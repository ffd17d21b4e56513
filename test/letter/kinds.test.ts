import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { byType, ofKinds } from '../../src/letter/kinds.ts'

const Word = z.strictObject({ type: z.literal(['noun', 'verb']), value: z.string() })
const Stop = z.strictObject({ type: z.literal('stop') })

const kindred = fc.record(
  { type: fc.constantFrom('noun', 'verb', 'stop', 'comma', ['stop']), value: fc.string() },
  { requiredKeys: [] },
)

test('an object of one of several types is what zod takes for one', () => {
  const zods = z.discriminatedUnion('type', [Word, Stop])
  fc.assert(
    fc.property(fc.oneof(kindred, fc.anything()), (value) => {
      const { success, data } = zods.safeParse(value)
      expect(byType(Word, Stop).safeParse(value)).toMatchObject({ success, ...(success && { data }) })
    }),
  )
})

test('what is wrong is said of the kind that a value is of, and of its type where that is none', () => {
  const paths = (schema: z.ZodMiniType, value: unknown) =>
    schema.safeParse(value).error?.issues.map(({ path }) => path.join('.'))
  expect(paths(z.array(byType(Stop, Word)), [{ type: 'noun', value: 1 }])).toEqual(['0.value'])
  expect(paths(byType(Stop, Word), { type: 'comma' })).toEqual(['type'])
  const Either = ofKinds([Stop, Word], (value) => ('value' in value ? Word : Stop))
  expect(paths(Either, { value: '' })).toEqual(['type'])
  expect(paths(Either, null)).toEqual([''])
})
