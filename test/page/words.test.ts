import { expect, test } from 'vitest'
import { BUILDER_LANGUAGES, LANGUAGES } from '../../src/page/languages.ts'
import { words } from '../../src/page/messages/all.ts'
import { builderMessages } from '../../src/page/messages/builder.ts'
import { badgePhrase } from '../../src/reading/embed/badge-messages.ts'

const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(strings)

test.each(LANGUAGES)('there is a word for everything in %s', (language) => {
  expect(strings(words[language]).filter((word) => word.trim() === '')).toEqual([])
})

test.each(BUILDER_LANGUAGES)('the builder has a word for everything in %s', (language) => {
  expect(strings(builderMessages[language]).filter((word) => word.trim() === '')).toEqual([])
})

test('what the badge does not speak is English, and says so', () => {
  expect(badgePhrase('sw', 2, 2)).toEqual({ language: 'en', phrase: 'Signed by 2 organisations' })
})

test.each(LANGUAGES)('in %s, every number of organisations has its phrase', (language) => {
  for (const total of [0, 1, 2, 3, 11, 21, 100, 1_000_000]) {
    const { phrase } = badgePhrase(language, total, total)
    expect(phrase).not.toMatch(/#|undefined/)
    if (total > 2 || language !== 'ar') expect(phrase).toMatch(/\d/)
  }
})

test.each<[string, number, string]>([
  ['en', 1, 'Signed by 1 organisation'],
  ['en', 1234, 'Signed by 1,234 organisations'],
  ['ru', 21, 'Подписала 21 организация'],
  ['ru', 3, 'Подписали 3 организации'],
  ['ar', 2, 'وقّعتها منظمتان'],
  ['ar', 3, 'وقّعتها 3 منظمات'],
  ['fr', 0, 'Signée par 0 organisation'],
])('in %s, %i is said: %s', (language, total, phrase) => {
  expect(badgePhrase(language, total, total).phrase).toBe(phrase)
})
