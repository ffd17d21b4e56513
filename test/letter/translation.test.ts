import { expect, test } from 'vitest'
import { closestTranslation, translationIn } from '../../src/letter/translation.ts'
import { translated } from '../translated.ts'

const letter = translated()

test.each([
  ['fr', 'fr', 'fr'],
  ['pt-BR', 'pt-BR', 'pt-BR'],
  ['pt', 'en', 'pt-BR'],
  ['fr-CA', 'en', 'fr'],
  ['PT-br', 'en', 'en'],
  ['de', 'en', 'en'],
  ['', 'en', 'en'],
])('for %j, exactly: %s; the closest: %s', (tag, exact, closest) => {
  expect(translationIn(letter, tag).language).toBe(exact)
  expect(closestTranslation(letter, tag).language).toBe(closest)
})

test('without a language it is the original', () => {
  expect(translationIn(letter, undefined).language).toBe('en')
})

test('the very language goes before one that differs in its region, and a language is told by all its letters', () => {
  const [original, ...rest] = letter.translations
  const inPortuguese = { ...original, language: 'pt' }
  const both = { ...letter, translations: [original, ...rest, inPortuguese] as typeof letter.translations }
  expect(closestTranslation(both, 'pt').language).toBe('pt')
  expect(closestTranslation(both, 'pt-BR').language).toBe('pt-BR')
  expect(closestTranslation(letter, 'fa').language).toBe('en')
})
