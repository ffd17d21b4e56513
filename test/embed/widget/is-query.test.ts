import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { isQuery } from '../../../src/embed/widget/is-query.ts'
import { fold } from '../../../src/letter/fold.ts'

it.each([
  ['un', true],
  ['国', true],
  ['™', true],
  ['…', false],
  ['ـ', false],
  ['ʼ', false],
  ['\u06e5', false],
  ['', false],
])('%j is asked for: %j', (typed, expected) => {
  expect(isQuery(typed)).toBe(expected)
})

it('asks the API for nothing that it refuses as having no letter or digit', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', maxLength: 1 }))
  fc.assert(
    fc.property(text, (typed) => !isQuery(typed) || fold(typed) !== ''),
    { numRuns: 20_000 },
  )
})
