/** Every language says all that English says, with the same things put in, in its own plural forms. */
import { expect, test } from 'vitest'
import built from '../../build/signing-messages.json' with { type: 'json' }
import { LANGUAGES } from '../../src/page/languages.ts'

const all = built as unknown as Record<string, { signing: Record<string, string | Record<string, string>> }>
const placeholders = (text: string) => (text.match(/\{\w+\}|#/g) ?? []).sort()

test('every language that pages speak can be signed in', () => {
  expect(Object.keys(all).sort()).toEqual([...LANGUAGES].sort())
})

test.each(LANGUAGES)('%s puts in what English puts in, and has the plural forms of its rules', (language) => {
  const english = all.en?.signing ?? {}
  const { signing } = all[language] ?? { signing: {} }
  for (const [name, said] of Object.entries(english)) {
    const own = signing[name]
    if (typeof said !== 'string' || typeof own !== 'string') continue
    expect(placeholders(own), name).toEqual(placeholders(said))
    expect(own.trim(), name).toBe(own)
    expect(own, name).not.toBe('')
  }
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  expect(Object.keys(signing.days ?? {}).sort()).toEqual([...categories].sort())
  for (const form of Object.values(signing.days ?? {})) expect(placeholders(form)).toEqual(['#'])
})
