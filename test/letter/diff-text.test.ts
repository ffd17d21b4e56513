import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { diffText, shorten } from '../../src/letter/diff-text.ts'

test('a word diff holds both texts, whatever they are and in any language', () => {
  const text = fc.oneof(
    fc.lorem(),
    fc.string({ unit: 'grapheme' }),
    fc.constant('我们写信回应您的来信。'),
    fc.array(fc.constantFrom('One.', 'Two.', '\n\n', '\n'), { maxLength: 12 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, text, fc.constantFrom('en', 'zh', 'ar', 'th'), (old, now, language) => {
      const changes = diffText(old, now, language)
      if (old === now) expect(changes).toEqual([])
      if (old === now) return
      const without = (type: string) =>
        changes
          .filter((each) => each.type !== type)
          .map(({ value }) => value)
          .join('')
      expect(without('added')).toBe(old)
      expect(without('removed')).toBe(now)
    }),
  )
})

describe('a word diff', () => {
  it('marks the words alone that changed, in the paragraph where they did', () => {
    expect(
      diffText('Dear Sir,\n\nStop this now.\n\nYours', 'Dear Sir,\n\nStop it now.\n\nYours', 'en'),
    ).toEqual([
      { type: 'same', value: 'Dear Sir,\n\nStop ' },
      { type: 'removed', value: 'this' },
      { type: 'added', value: 'it' },
      { type: 'same', value: ' now.\n\nYours' },
    ])
  })

  it('takes a paragraph that came or went for one change', () => {
    expect(diffText('One.\n\nThree.', 'One.\n\nTwo.\n\nThree.', 'en')).toEqual([
      { type: 'same', value: 'One.\n\n' },
      { type: 'added', value: 'Two.\n\n' },
      { type: 'same', value: 'Three.' },
    ])
  })

  it('says that one text takes the place of the other where they have next to nothing in common', () => {
    const text = (word: string, length: number) => Array.from({ length }, (_, n) => `${word}${n}`).join(' ')
    for (const length of [4, 2_000])
      expect(diffText(text('a', length), text('b', length), 'en')).toEqual([
        { type: 'removed', value: text('a', length) },
        { type: 'added', value: text('b', length) },
      ])
  })
})

test('of the words that stayed those around a change are kept, and no character or word is cut in two', () => {
  const doves = '🕊'.repeat(200)
  expect(shorten(doves, true, false)).toBe(`…${'🕊'.repeat(60)}`)
  expect(shorten(doves, false, true)).toBe(`${'🕊'.repeat(60)}…`)
  expect(shorten(doves, false, false)).toBe(`${'🕊'.repeat(60)} … ${'🕊'.repeat(60)}`)
  const words = 'never shorten '.repeat(20).trim()
  expect(shorten(words, false, true)).toBe('never shorten never shorten never shorten never shorten…')
  expect(shorten(words, true, false)).toBe('…never shorten never shorten never shorten never shorten')
  expect(shorten('🕊'.repeat(120), false, false)).toBe('🕊'.repeat(120))
})
