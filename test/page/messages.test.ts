import { expect, test } from 'vitest'
import { badgePhrase, badgeTitle } from '../../src/page/badge-phrase.ts'
import { LANGUAGES } from '../../src/page/languages.ts'
import { messagesIn } from '../messages.ts'

/** One who signed as a person, and those who are organisations. */
const mixed = (language: string, total: number) =>
  badgePhrase(messagesIn(language), language, total, total - 1).phrase

const phrase = (language: string, total: number) =>
  badgePhrase(messagesIn(language), language, total, total).phrase

test('what the badge does not speak is English, and says so', () => {
  expect(badgePhrase(messagesIn('yo'), 'yo', 2, 2)).toEqual({
    language: 'en',
    phrase: 'Signed by 2 organisations',
  })
})

test.each(LANGUAGES)('in %s, every number of organisations has its phrase', (language) => {
  for (const total of [0, 1, 2, 3, 11, 21, 100, 1_000_000]) {
    expect(phrase(language, total)).not.toMatch(/#|undefined/)
    if (total > 2 || language !== 'ar') expect(phrase(language, total)).toMatch(/\p{Nd}/u)
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
  ['uk', 21, 'Підписала 21 організація'],
  ['uk', 22, 'Підписали 22 організації'],
  ['fa', 18, 'امضای ۱۸ سازمان'],
])('in %s, %i is said: %s', (language, total, said) => {
  expect(phrase(language, total)).toBe(said)
})

test.each<[string, number, string]>([
  ['en', 100, 'Signed by 100'],
  ['de', 100, '100 Unterschriften'],
  ['de', 1, '1 Unterschrift'],
  ['fr', 100, 'Signataires\u00a0: 100'],
  ['pt-BR', 100, 'Assinaturas: 100'],
  ['zh-Hant', 100, '聯署：100'],
])('in %s, %i of whom some are people is said: %s', (language, total, said) => {
  expect(mixed(language, total)).toBe(said)
})

test.each(LANGUAGES)('in %s, no badge’s title has two colons before the letter’s', (language) => {
  for (const said of [mixed(language, 100), phrase(language, 100)]) {
    const title = badgeTitle(messagesIn(language), said, 'Title')
    expect(title.startsWith(said)).toBe(true)
    expect(title.match(/[:：]/g)?.length ?? 0).toBeLessThanOrEqual(1)
  }
})
