import fc from 'fast-check'
import { expect, it } from 'vitest'
import { utf8Length } from '../../src/letter/utf8.ts'

it('is what the text takes when it is encoded', () => {
  // The last and the first character of each length, and beside the surrogates.
  const character = fc.constantFrom(
    '\0',
    '\x7f',
    '\x80',
    '\u07ff',
    '\u0800',
    '\ud7ff',
    '\ue000',
    '\uffff',
    '\u{10000}',
    '\u{10ffff}',
  )
  fc.assert(
    fc.property(fc.string({ unit: character }), (text) => {
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
    }),
  )
})
