import { expect, test } from 'vitest'
import { textWidth } from '../../../../src/reading/embed/badge/text-width.ts'

test.each([
  ['Lettre signée', 'Lettre signee'],
  ['İmzalar', 'Imzalar'],
  ['подписей', 'подписеи'],
  ['団体が', '団体か'],
])('an accent takes no room: %s is as wide as %s, however it is composed', (text, bare) => {
  for (const form of ['NFC', 'NFD']) expect(textWidth(text.normalize(form))).toBe(textWidth(bare))
})

test('a Korean syllable is one square, a little narrower than a Chinese character', () => {
  for (const form of ['NFC', 'NFD']) expect(textWidth('단체'.normalize(form))).toBe(1.84)
  expect(textWidth('団体')).toBe(2)
})
