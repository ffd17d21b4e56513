/** That each language says all that English says, in its own plural forms, the build checks: test/build/messages.test.ts. */
import { expect, test } from 'vitest'
import built from '../../build/signing-messages.json' with { type: 'json' }
import { LANGUAGES } from '../../src/page/languages.ts'

test('every language that pages speak can be signed in, by words of its own', () => {
  const words = built as unknown as Record<string, { signing: { consent: string } }>
  expect(Object.keys(words).sort()).toEqual([...LANGUAGES].sort())
  expect(new Set(Object.values(words).map(({ signing }) => signing.consent)).size).toBe(LANGUAGES.length)
})
