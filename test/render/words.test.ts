import { expect, test } from 'vitest'
import { LANGUAGES } from '../../src/render/embed/options.ts'
import { badgePhrase } from '../../src/render/words/badge.ts'
import { BUILDER_LANGUAGES, builderWords } from '../../src/render/words/builder.ts'
import { shareWords } from '../../src/render/words/share.ts'
import { translationWords } from '../../src/render/words/translation.ts'

test.each(BUILDER_LANGUAGES)('the builder has a word for everything in %s', (language) => {
  const { language: spoken, words } = builderWords(language)
  expect(spoken).toBe(language)
  expect(Object.entries(words).filter(([, word]) => word.trim() === '')).toEqual([])
  // The last key has the last phrase: none is missing in between, and none is left over.
  expect(words.badgeMarkdown).toContain('Markdown')
  expect(words.copied).not.toContain('|')
  expect(words.preview).toBe({ en: 'Preview', fr: 'Aperçu', es: 'Vista previa', ar: 'معاينة' }[language])
})

test('what is not spoken is English, and says so', () => {
  for (const words of [builderWords, shareWords, translationWords]) expect(words('sw').language).toBe('en')
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
