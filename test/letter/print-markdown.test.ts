import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMarkdown } from '../../src/editing/read-markdown.ts'
import { toMarkdown } from '../../src/letter/print-markdown.ts'
import { blocks } from '../editing/blocks.ts'

test('what toMarkdown prints, readMarkdown reads back as the same blocks', () => {
  fc.assert(
    fc.property(blocks, (letter) => {
      expect(readMarkdown('letter.en.md', toMarkdown(letter), 1)).toMatchObject({
        blocks: letter,
        problems: [],
      })
    }),
    { numRuns: 500 },
  )
}, 60_000)

test('what it prints is what a person would write', () => {
  const markdown = 'a*b*c **d** [us](https://a.org/) 5 < 6\n\n1. x\n2. y\n\n> q\n'
  expect(toMarkdown(readMarkdown('letter.en.md', markdown, 1).blocks)).toBe(markdown)
})
