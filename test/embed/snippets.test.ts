import fc from 'fast-check'
import type { Image, Link, Paragraph } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'
import { contrast } from '../../src/embed/contrast.ts'
import {
  builderParameters,
  type EmbedOptions,
  HEADINGS,
  queryString,
  readEmbedOptions,
  SORTS,
  THEMES,
  VIEWS,
} from '../../src/embed/options.ts'
import { snippets } from '../../src/embed/snippets.ts'
import { LANGUAGES } from '../../src/page/languages.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

const anyOptions: fc.Arbitrary<EmbedOptions> = fc.record(
  {
    view: fc.constantFrom(...VIEWS),
    theme: fc.constantFrom(...THEMES),
    sort: fc.constantFrom(...SORTS),
    heading: fc.constantFrom(...HEADINGS),
    lang: fc.constantFrom(...LANGUAGES),
    limit: fc.integer({ min: 1, max: 500 }),
    colours: fc.record({ accent: colour, text: colour, background: colour }),
  },
  { requiredKeys: ['view', 'theme', 'sort', 'heading'] },
)

test('options come back from the builder’s address as they were', () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      const query = new URLSearchParams(queryString(builderParameters(options)))
      expect(readEmbedOptions(query, LANGUAGES)).toEqual(options)
    }),
  )
})

test('any query gives options', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('view', 'limit', 'lang', 'colours', 'accent'), fc.string()),
      (query) => {
        const options = readEmbedOptions(new URLSearchParams(query), LANGUAGES)
        expect(readEmbedOptions(new URLSearchParams(builderParameters(options)), LANGUAGES)).toEqual(options)
      },
    ),
  )
})

test('whatever the title, the Markdown is one badge in one link, and the title is its text', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom('*', '_', '](x)', '![', '<b>', '&amp;', '`', '\\', '#', '~', 'https://x.example', '|'),
  )
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      const title = words.join(' ').replace(/\s+/g, ' ').trim()
      fc.pre(title !== '')
      const { badgeMarkdown } = snippets({
        origin: 'https://letters.example',
        slug: 'x',
        titles: { en: title },
        options: { view: 'list', theme: 'dark', sort: 'letter', heading: '3' },
      })
      const [paragraph, ...rest] = fromMarkdown(badgeMarkdown).children
      expect(rest).toEqual([])
      const [link, ...more] = (paragraph as Paragraph).children
      expect(more).toEqual([])
      expect(link).toMatchObject({ type: 'link', url: 'https://letters.example/letters/x' })
      const [image] = (link as Link).children
      expect(image).toMatchObject({
        type: 'image',
        url: 'https://letters.example/letters/x/badge.svg?theme=dark',
      })
      expect((image as Image).alt).toBe(title)
    }),
  )
})

test('contrast is as WCAG has it', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#ffffff', '#ffffff')).toBe(1)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrast('#ffffff', '#7d1f2c')).toBeCloseTo(contrast('#7d1f2c', '#ffffff'), 10)
})
