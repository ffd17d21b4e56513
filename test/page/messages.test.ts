import { expect, test } from 'vitest'
import { LANGUAGES } from '../../src/page/languages.ts'
import { badgePhrase } from '../../src/reading/embed/badge-messages.ts'
import { messagesIn } from '../messages.ts'

const phrase = (language: string, total: number) =>
  badgePhrase(messagesIn(language), language, total, total).phrase

test('what the badge does not speak is English, and says so', () => {
  expect(badgePhrase(messagesIn('sw'), 'sw', 2, 2)).toEqual({
    language: 'en',
    phrase: 'Signed by 2 organisations',
  })
})

test.each(LANGUAGES)('in %s, every number of organisations has its phrase', (language) => {
  for (const total of [0, 1, 2, 3, 11, 21, 100, 1_000_000]) {
    expect(phrase(language, total)).not.toMatch(/#|undefined/)
    if (total > 2 || language !== 'ar') expect(phrase(language, total)).toMatch(/\d/)
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
])('in %s, %i is said: %s', (language, total, said) => {
  expect(phrase(language, total)).toBe(said)
})
