/** The ends of what an id can be. */
import { expect, it } from 'vitest'
import { slugOf } from '../../src/letter/slug.ts'

it.each([
  ['no Latin letter but a number', 'Общество 2', /^signatory-[0-9a-f]{16}$/],
  ['a number alone', '350', /^350$/],
  ['nothing at all', '!', /^signatory-[0-9a-f]{16}$/],
  ['the longest word', 'a'.repeat(100), /^a{100}$/],
  ['a longer word', 'a'.repeat(101), /^a{100}$/],
  ['words that fit to the last character', `${'a'.repeat(49)} ${'b'.repeat(50)} c`, /^a{49}-b{50}$/],
  ['a word that is one too long', `${'a'.repeat(49)} ${'b'.repeat(51)} c`, /^a{49}$/],
])('%s: %s', (_, name, slug) => {
  expect(slugOf(name)).toMatch(slug)
})

it('the fingerprint is of the name however it is composed, and has all of its digits', () => {
  expect(slugOf('Й')).toBe(slugOf('И\u0306'))
  expect(slugOf('Мир')).toBe('signatory-0bdb18b551449908')
})
