import { expect, it } from 'vitest'
import type { Letter } from '../../src/letter/schema.ts'
import { textId } from '../../src/letter/text-id.ts'

const letter = (text: string, title = 'A letter'): Letter => ({
  slug: 'a-letter',
  date: '2020-02-29',
  translations: [
    {
      language: 'en',
      title,
      addressee: 'You',
      body: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }],
    },
  ],
})

it('is the same for what differs in typography alone', () => {
  const id = textId(letter("We don't agree - stop it."))
  expect(textId(letter('We don’t agree – stop it!'))).toBe(id)
  expect(textId({ ...letter('We don’t agree – stop it'), date: '2021-01-01' })).toBe(id)
})

it('is the same with another translation', () => {
  const { translations, ...rest } = letter('We agree.')
  const [original] = translations
  expect(textId({ ...rest, translations: [original, { ...original, language: 'fr', title: 'Autre' }] })).toBe(
    textId({ ...rest, translations }),
  )
})

it('is another for other words, in the text or the title', () => {
  const id = textId(letter('We agree.'))
  expect(textId(letter('We do not agree.'))).not.toBe(id)
  expect(textId(letter('We agree.', 'Another letter'))).not.toBe(id)
})
