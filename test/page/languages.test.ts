import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closestLanguage, LANGUAGES } from '../../src/page/languages.ts'

test.each([
  ['fr', 'fr'],
  ['fr-CA', 'fr'],
  ['PT-br', 'pt-BR'],
  ['pt-Latn-BR', 'pt-BR'],
  ['pt-AO', 'pt'],
  ['pt', 'pt'],
  ['zh', 'zh'],
  ['zh-CN', 'zh'],
  ['zh-Hans-TW', 'zh'],
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-Hant-MO', 'zh-Hant'],
  ['en-u-nu-thai', 'en'],
  ['fa-AF', 'fa'],
  ['ur-IN', 'ur'],
  ['in', 'id'],
])('who asks for %s gets %s', (tag, language) => {
  expect(closestLanguage(tag)).toBe(language)
})

test.each(['yo', 'tlh', '', 'x', 'english please'])('there is none for “%s”', (tag) => {
  expect(closestLanguage(tag)).toBeUndefined()
})

test('whatever is asked for, the answer is a language that there is, or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?$/)),
      (tag) => {
        const language = closestLanguage(tag)
        if (language !== undefined) expect(LANGUAGES).toContain(language)
      },
    ),
  )
})
