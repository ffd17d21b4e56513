import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Slug } from '../../src/letter/schema.ts'
import { slugOf } from '../../src/letter/slug.ts'

test.each([
  ["International Women's Health Coalition", 'international-womens-health-coalition'],
  ['Women’s Équipe (Łódź)', 'womens-equipe-lodz'],
  ['Straße & Søn', 'strasse-son'],
  ['ARTICLE 19', 'article-19'],
  ['350.org', '350-org'],
  ['人権 Human Rights Now', 'human-rights-now'],
])('%s is %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})

test('a name with no Latin letter has an id of its own that never changes', () => {
  expect(slugOf('Мемориал')).toBe('signatory-5d76fbdb75720f9c')
  expect(slugOf('Общество 2')).toMatch(/^signatory-[0-9a-f]{16}$/)
  expect(slugOf('人権')).not.toBe(slugOf('人權'))
})

test('a long name is cut between words', () => {
  expect(slugOf('alpha '.repeat(40))).toBe(Array(16).fill('alpha').join('-'))
})

test('every name has a valid slug', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => Slug.safeParse(slugOf(name)).success))
})
