import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMarkdown } from '../../src/editing/read-markdown.ts'
import { Block } from '../../src/letter/schema.ts'

const FILE = 'data/x/letter.en.md'
const read = (source: string) => readMarkdown(FILE, source, 1)
const paragraph = (value: string) => ({ type: 'paragraph', children: [{ type: 'text', value }] })

test('a soft line break is a space, a hard one is a break, a blank line parts paragraphs', () => {
  expect(read('One\n  two\\\nthree  \nfour\n\nfive\n').blocks).toEqual([
    {
      type: 'paragraph',
      children: [
        { type: 'text', value: 'One two' },
        { type: 'break' },
        { type: 'text', value: 'three' },
        { type: 'break' },
        { type: 'text', value: 'four' },
      ],
    },
    paragraph('five'),
  ])
})

test('headings, lists, quotations, emphasis and links are what they say', () => {
  const { blocks, problems } = read('## We *ask*\n\n3. one\n4. **two**\n\n> [us](mailto:a@b.org)\n')
  expect(problems).toEqual([])
  expect(blocks).toEqual([
    {
      type: 'heading',
      depth: 2,
      children: [
        { type: 'text', value: 'We ' },
        { type: 'emphasis', children: [{ type: 'text', value: 'ask' }] },
      ],
    },
    {
      type: 'list',
      ordered: true,
      start: 3,
      items: [
        [paragraph('one')],
        [{ type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: 'two' }] }] }],
      ],
    },
    {
      type: 'quotation',
      children: [
        {
          type: 'paragraph',
          children: [{ type: 'link', url: 'mailto:a@b.org', children: [{ type: 'text', value: 'us' }] }],
        },
      ],
    },
  ])
})

test('emphasis inside emphasis says nothing more, and of two definitions the first counts', () => {
  const { blocks, problems } = read('*a _b_ c*#d [e]\n\n[e]: https://a.org\n[e]: https://b.org\n')
  expect(problems).toEqual([])
  expect(blocks).toEqual([
    {
      type: 'paragraph',
      children: [
        { type: 'emphasis', children: [{ type: 'text', value: 'a b c' }] },
        { type: 'text', value: '#d ' },
        { type: 'link', url: 'https://a.org', children: [{ type: 'text', value: 'e' }] },
      ],
    },
  ])
})

test('text is in normal form C and keeps every other character', () => {
  expect(read('E\u0301t\u0301  — “a” … &amp; 5 * 3 _ x\n').blocks).toEqual([
    paragraph('\u00c9t\u0301  — “a” … & 5 * 3 _ x'),
  ])
})

test('links by reference, bare addresses and dividing lines are what a reader takes them for', () => {
  const { blocks, problems, places } = read('[We][us] and https://b.org/c_d.\n\n---\n\n[us]: https://a.org\n')
  expect(problems).toEqual([])
  expect(blocks).toEqual([
    {
      type: 'paragraph',
      children: [
        { type: 'link', url: 'https://a.org', children: [{ type: 'text', value: 'We' }] },
        { type: 'text', value: ' and ' },
        { type: 'link', url: 'https://b.org/c_d', children: [{ type: 'text', value: 'https://b.org/c_d' }] },
        { type: 'text', value: '.' },
      ],
    },
    { type: 'rule' },
  ])
  expect(places.map(({ line }) => line)).toEqual([1, 3])
})

test('bold words may end with Chinese and Japanese punctuation', () => {
  expect(read('**我们呼吁。**各国政府').blocks).toEqual([
    {
      type: 'paragraph',
      children: [
        { type: 'strong', children: [{ type: 'text', value: '我们呼吁。' }] },
        { type: 'text', value: '各国政府' },
      ],
    },
  ])
})

test('the lines of an address that would run together are told, those of wrapped text are not', () => {
  const address = 'Ambassador Example\nUnited States Mission\n799 UN Plaza\n'
  expect(read(`a\n\n${address}`).warnings).toMatchObject([
    {
      line: 3,
      column: 1,
      message: 'these 3 lines are printed as one',
      hint: expect.stringContaining('Example\\'),
    },
  ])
  expect(read(address.replaceAll('\n', '\\\n')).warnings).toEqual([])
  expect(read('We write to you about the\nletter of last week.').warnings).toEqual([])
  expect(read('Ambassador Example').warnings).toEqual([])
  expect(read(`${'We write at length. '.repeat(3)}\nYou may answer.`).warnings).toEqual([])
})

describe('what is no part of a letter is refused where it stands', () => {
  test.each([
    ['HTML in a line', 'One\ntwo 🕊 <b>three</b>', ['2:7 HTML', '2:15 HTML']],
    ['an HTML block', 'One\n\n<script>\nx\n</script>', ['3:1 HTML']],
    ['an image', 'a ![b](https://c.org/d.png)', ['1:3 an image']],
    ['code', 'a `b`', ['1:3 code']],
    ['a code block', 'a\n\n```\nb\n```', ['3:1 code']],
    ['indented code', 'a\n\n    b', ['3:1 code']],
    ['a link definition that nothing uses', 'a\n\n[b]: https://c.org', ['3:1 no link']],
    ['a footnote', 'a[^1]\n', ['1:2 a footnote']],
    ['bold that is none', 'so **very ** much', ['1:4 these asterisks']],
    ['a heading that is none', 'a\n\n#Heading', ['3:1 this is']],
    ['a heading that is none, at the beginning', '#Heading', ['1:1 this is']],
    ['a heading of two lines', 'We\\\nwrite.\n===\n', ['1:3 a heading']],
    ['a heading without words', 'a\n\n#\n', ['3:1 this heading']],
    ['an empty quotation', 'a\n\n>\n', ['3:1 this quotation']],
    ['a link with a space in its address', '[b](<https://c.org/d e>)', ['1:1 a link']],
    ['a heading by accident', 'We write.\n---\n', ['1:1 the line']],
    ['struck words', 'a ~~b~~', ['1:3 words that']],
    ['a command', 'a {% include b %}', ['1:3 this is']],
    ['a table', 'a\n\n| b | c |\n|---|---|\n| d | e |', ['3:1 a table']],
    ['a javascript: link', 'a [b](javascript:alert(1))', ['1:3 a link']],
    ['a data: link', '[b](data:text/html,x)', ['1:1 a link']],
    ['a relative link', '[b](/c)', ['1:1 a link']],
    ['a link’s title', '[b](https://c.org "d")', ['1:1 a link']],
    ['a link without words', '[](https://c.org)', ['1:1 this link']],
    ['a fifth heading', '##### a', ['1:1 this is']],
    ['an empty list item', '- a\n-\n- b', ['2:1 this list']],
    ['an override', 'a\n\nb\u202ec', ['3:2 holds a']],
  ])('%s', (_, source, expected) => {
    const { problems } = read(source)
    expect(
      problems.map(
        ({ line, column, message }) => `${line}:${column} ${message.split(' ').slice(0, 2).join(' ')}`,
      ),
    ).toEqual(expected.map((said) => (said.split(' ').length < 3 ? expect.stringContaining(said) : said)))
  })

  test('in the order of the file', () => {
    expect(read('<b>\n\nc\u202ed\n\n<i>').problems.map(({ line }) => line)).toEqual([1, 3, 5])
  })

  test('counted from the line on which the text begins in its file', () => {
    expect(readMarkdown(FILE, 'a\n<b>', 7).problems).toMatchObject([{ file: FILE, line: 8, column: 1 }])
  })
})

test.each([
  ['quotations', '> '.repeat(30_000)],
  ['quotations without spaces', '>'.repeat(60_000)],
  ['lists', '- '.repeat(30_000)],
  ['numbers', '1. '.repeat(20_000)],
  ['thirteen quotations', `${'> '.repeat(13)}a`],
  ['more than a letter', 'a'.repeat(131_073)],
])('nesting and length beyond any letter are told, not a stack overflow: %s', (_, source) => {
  expect(read(source).problems).toHaveLength(1)
})

test.each(['[', '![', '**a ', '*a **a ', '_', '*', '[](', '&', '<', '\\'])(
  'a long run of %s is read in bearable time',
  (run) => {
    expect(read(run.repeat(60_000 / run.length)).blocks.length).toBeLessThan(2)
  },
  20_000,
)

test('any text gives blocks that fit the schema, or problems', () => {
  const source = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(
          '*',
          '_',
          '[',
          '](',
          ')',
          'a',
          ' ',
          '\n',
          '> ',
          '- ',
          '1. ',
          '#',
          '\\',
          '`',
          '<',
          '&',
          '\t',
          '!',
          '\r\n',
          'http://a.b',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(source, (text) => {
      const { blocks, problems } = read(text)
      if (problems.length > 0) return
      for (const block of blocks) expect(Block.safeParse(block).success).toBe(true)
    }),
    { numRuns: 600 },
  )
}, 60_000)
