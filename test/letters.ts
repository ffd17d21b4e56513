/** Letters to test with. */
import type { Signatory, SignedLetter } from '../src/letter/schema.ts'

const signatory = (n: number): Signatory => ({
  id: `org-${n}`,
  type: 'organisation',
  name: `Organisation ${n}`,
})

/** A letter signed by organisations 1 to `count`. */
export const letterSignedBy = (count: number, slug = 'a-letter', title = 'A letter'): SignedLetter => ({
  slug,
  date: '2020-02-29',
  translations: [
    {
      language: 'en',
      title,
      addressee: 'Somebody',
      body: [{ type: 'paragraph', children: [{ type: 'text', value: 'Dear Somebody,' }] }],
    },
  ],
  signatories: Array.from({ length: count }, (_, index) => signatory(index + 1)),
})

/** A letter signed by one organisation, with these words. */
export const letterSaying = (
  slug: string,
  text: string,
  date = '2020-02-29',
  title = 'A letter',
): SignedLetter => {
  const signed = letterSignedBy(1, slug, title)
  const [translation] = signed.translations
  const body = [{ type: 'paragraph' as const, children: [{ type: 'text' as const, value: text }] }]
  return { ...signed, date, translations: [{ ...translation, body }] }
}
