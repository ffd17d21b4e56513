import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWidgetOptions } from '../../src/embed/markup.ts'
import {
  builderParameters,
  type EmbedOptions,
  HEADINGS,
  optionParameters,
  queryString,
  readEmbedOptions,
  SORTS,
  THEMES,
  VIEWS,
} from '../../src/embed/options.ts'
import { readQuery } from '../../src/http/query.ts'
import { LANGUAGES } from '../../src/page/languages.ts'
import { FrameQuery } from '../../src/reading/embed/frame/query.ts'

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

test('an address that says options is right for the frame, and the element with the same attributes looks the same', () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      const parameters = optionParameters(options)
      const query = readQuery(FrameQuery, queryString(parameters))
      expect(readWidgetOptions((name) => query[name]?.toString())).toEqual(
        readWidgetOptions((name) => parameters[name]),
      )
      const { view, sort, heading, limit } = options
      const shown = readWidgetOptions((name) => parameters[name])
      expect(shown).toMatchObject({ view, sort, heading, ...(limit !== undefined && { limit }) })
    }),
  )
})

describe('an element’s attributes', () => {
  const read = (attributes: Record<string, string>) => readWidgetOptions((name) => attributes[name] ?? null)
  const defaults = { view: 'list', sort: 'letter', heading: '3', limit: 50 }

  test.each([
    [{}, {}],
    [{ view: 'wall', sort: 'date', heading: '7', limit: 'many' }, {}],
    [{ view: 'compact' }, { view: 'compact', limit: 3 }],
    [{ heading: 'none' }, { heading: 'none' }],
    [{ limit: '2.9' }, { limit: 2 }],
    [{ limit: '0' }, {}],
    [{ limit: '9999' }, { limit: 9999 }],
  ])('%j, where they make no sense, are as if they were not there', (attributes, options) => {
    expect(read(attributes)).toEqual({ ...defaults, ...options })
  })
})
