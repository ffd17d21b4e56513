import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMarkdown } from '../../src/editing/read-markdown.ts'
import { toMarkdown } from '../../src/letter/print-markdown.ts'
import type { Block, Inline } from '../../src/letter/schema.ts'
import { blocks } from '../editing/blocks.ts'

test('what it prints is what a person would write', () => {
  const markdown = 'a*b*c **d** [us](https://a.org/) 5 < 6\n\n1. x\n2. y\n\n> q\n'
  expect(toMarkdown(readMarkdown('letter.en.md', markdown, 1).blocks)).toBe(markdown)
})

const text = (value: string): Inline => ({ type: 'text', value })
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children })

test.each<[what: string, blocks: Block[], markdown: string]>([
  ['a heading', [{ type: 'heading', depth: 2, children: [text('A')] }], '## A\n'],
  ['a rule', [{ type: 'rule' }], '___\n'],
  [
    'a quotation',
    [{ type: 'quotation', children: [paragraph(text('A')), paragraph(text('B'))] }],
    '> A\n>\n> B\n',
  ],
  [
    'a list of short items',
    [{ type: 'list', ordered: false, start: 1, items: [[paragraph(text('A'))], [paragraph(text('B'))]] }],
    '- A\n- B\n',
  ],
  [
    'a list of longer items',
    [
      {
        type: 'list',
        ordered: false,
        start: 1,
        items: [[paragraph(text('A')), paragraph(text('B'))], [paragraph(text('C'))]],
      },
    ],
    '- A\n\n  B\n\n- C\n',
  ],
  [
    'a list with numbers',
    [{ type: 'list', ordered: true, start: 9, items: [[paragraph(text('A'))], [paragraph(text('B'))]] }],
    '9. A\n10. B\n',
  ],
  [
    'what stands out, and a line that ends',
    [
      paragraph(
        { type: 'emphasis', children: [text('a')] },
        text(' '),
        { type: 'strong', children: [text('b')] },
        { type: 'break' },
        text('c'),
      ),
    ],
    '*a* **b**\\\nc\n',
  ],
  [
    'a link, also where its text is its address',
    [paragraph({ type: 'link', url: 'https://a.example/', children: [text('https://a.example/')] })],
    '[https://a.example/](https://a.example/)\n',
  ],
  [
    'signs that other Markdown has a meaning for',
    [paragraph(text('~~a~~ [^1] {{b}} {% c %}'))],
    '\\~~a\\~\\~ \\[^1] \\{{b}} \\{% c %}\n',
  ],
  ['one sign alone', [paragraph(text('~a [1] {b} a#b'))], '\\~a \\[1] {b} a#b\n'],
  ['a number sign at the beginning', [paragraph(text('#a'))], '\\#a\n'],
])('%s is printed', (_, blocks, markdown) => {
  expect(toMarkdown(blocks)).toBe(markdown)
})

test('what toMarkdown prints, readMarkdown reads back as the same blocks', () => {
  fc.assert(
    fc.property(blocks, (letter) => {
      expect(readMarkdown('letter.en.md', toMarkdown(letter), 1)).toMatchObject({
        blocks: letter,
        problems: [],
      })
    }),
    { numRuns: 200 },
  )
}, 60_000)
