import { expect, it } from 'vitest'
import { languageChanges, signatoryChanges } from '../../src/letter/changes.ts'
import type { Letter, Signatory } from '../../src/letter/schema.ts'
import { translated } from '../translated.ts'

const signed = (id: string, fields: Partial<Signatory> = {}): Signatory =>
  ({ id, type: 'organisation', name: `Name of ${id}`, ...fields }) as Signatory

it('signatories who came, went, have another name or another field are told apart by their ids', () => {
  const before = [signed('a'), signed('b'), signed('c', { country: 'KE' }), signed('d'), signed('e')]
  const after = [
    signed('e'),
    signed('f'),
    signed('d', { name: 'New' }),
    signed('c', { url: 'https://c.example/', signed: '2020-01-01' }),
    signed('b'),
  ]
  expect(signatoryChanges(before, after)).toEqual({
    added: [{ id: 'f', name: 'Name of f' }],
    removed: [{ id: 'a', name: 'Name of a' }],
    renamed: [{ id: 'd', before: 'Name of d', after: 'New' }],
    changed: [{ id: 'c', name: 'Name of c', fields: ['country', 'url', 'signed'] }],
  })
})

it('a field that has another value is named, beside a new name', () => {
  const { renamed, changed } = signatoryChanges(
    [signed('a', { country: 'KE' })],
    [signed('a', { country: 'TZ', name: 'New' })],
  )
  expect(renamed).toHaveLength(1)
  expect(changed).toEqual([{ id: 'a', name: 'New', fields: ['country'] }])
})

it('languages that a letter gained, lost, or has other words in are told, and no others', () => {
  const letter = translated()
  const [original, french, ...rest] = letter.translations
  if (!french) throw new Error('the letter has no second language')
  const after: Letter = {
    ...letter,
    translations: [
      original,
      { ...french, title: `${french.title}.` },
      ...rest.slice(1),
      { ...original, language: 'sw' },
    ],
  }
  expect(languageChanges(letter, after)).toEqual({
    added: ['sw'],
    removed: [rest[0]?.language],
    changed: [french.language],
  })
  expect(languageChanges(letter, letter)).toEqual({ added: [], removed: [], changed: [] })
})
