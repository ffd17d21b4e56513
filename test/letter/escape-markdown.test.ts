import fc from 'fast-check'
import type { Paragraph } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'
import { escapeMarkdownLine, escapeMarkdownText } from '../../src/letter/escape-markdown.ts'

const line = fc
  .string({ unit: fc.constantFrom(...'ab1 #*_-+=.)(>|`~[]!&;<:/@\\'), minLength: 1 })
  .map((text) => text.replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '')

test.each([
  ['a line of our own', escapeMarkdownLine],
  ['text in another’s Markdown', escapeMarkdownText],
])('%s reads as the words that it was', (_, print) => {
  fc.assert(
    fc.property(line, (text) => {
      const [paragraph, ...rest] = fromMarkdown(print(text)).children
      expect(rest).toEqual([])
      expect((paragraph as Paragraph).children).toMatchObject([{ type: 'text', value: text }])
    }),
    { numRuns: 600 },
  )
})

test('a name in our own Markdown stays readable; in another’s, no sign is left that it might have a meaning for', () => {
  expect(escapeMarkdownLine('O’Neil & Sons (U.K.), @home: 1.')).toBe('O’Neil \\& Sons (U.K.), @home: 1.')
  expect(escapeMarkdownText('@home: #1')).toBe('\\@home\\: \\#1')
})

test('a sign that is markup only at the beginning of a line is escaped there alone', () => {
  expect(escapeMarkdownLine('# a # b + c = d - e')).toBe('\\# a # b + c = d - e')
  expect(escapeMarkdownLine('a # b')).toBe('a # b')
  expect(escapeMarkdownLine('10. a')).toBe('10\\. a')
  expect(escapeMarkdownLine('10) a')).toBe('10\\) a')
  expect(escapeMarkdownLine('a 10. b')).toBe('a 10. b')
})

test('text in another’s Markdown is on one line', () => {
  expect(escapeMarkdownText('a \n\n b')).toBe('a b')
})
