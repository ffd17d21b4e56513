import { DOMParser } from '@xmldom/xmldom'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { THEMES } from '../../src/embed/options.ts'
import { badgeTitle } from '../../src/page/badge-phrase.ts'
import { LANGUAGES } from '../../src/page/languages.ts'
import { attributes, escapeXml } from '../../src/page/xml.ts'
import { badgeSvg } from '../../src/reading/embed/badge/badge.ts'
import { oembedJson, oembedXml } from '../../src/reading/embed/oembed/oembed.ts'
import { messagesIn } from '../messages.ts'

/** The root of a document that a strict parser takes without a complaint. */
const rootOf = (xml: string) => {
  const parser = new DOMParser({
    onError(level, message) {
      if (level !== 'warning') throw new Error(message)
    },
  })
  const root = parser.parseFromString(xml, 'text/xml').documentElement
  if (!root) throw new Error('no root')
  return root
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('<', '>', '&', '"', "'", ']]>', '<!--', '&amp;', '\0', '\ud800', 'é', '\u202e'))
    .map((parts) => parts.join('')),
)

/** What an element makes of line ends, those of XML 1.1 among them, for xmldom reads both. */
const lines = (text: string) => text.replace(/\r[\n\x85]?|[\x85\u2028]/g, '\n')

/** What XML can hold of a string. */
const held = (text: string) =>
  Array.from(text.toWellFormed(), (character) =>
    /[\t\n\r]|[^\p{Cc}\ufffe\uffff]|[\x7f-\x9f]/u.test(character) ? character : '\ufffd',
  ).join('')

test('any string comes back from an element and from an attribute', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const root = rootOf(`<a${attributes({ b: text, c: undefined })}>${escapeXml(text)}</a>`)
      expect(root.textContent).toBe(lines(held(text)))
      expect(root.getAttribute('b') ?? '').toBe(lines(held(text)).replace(/[\t\n]/g, ' '))
      expect(root.attributes.length).toBe(1)
    }),
    { numRuns: 500 },
  )
})

test('whatever a letter’s title, oEmbed’s XML says what its JSON says', () => {
  fc.assert(
    fc.property(anyText, fc.option(fc.integer({ min: 1 }), { nil: undefined }), (title, maxwidth) => {
      const view = {
        origin: 'https://letters.example',
        slug: 'x',
        title: held(title).replace(/\s/g, ' '),
        page: 'https://letters.example/letters/x',
        options: { view: 'list', theme: 'auto', sort: 'letter', heading: 'none', lang: 'fr' } as const,
        maxwidth,
      }
      const xml = rootOf(oembedXml(view))
      const json = JSON.parse(oembedJson(view)) as Record<string, unknown>
      for (const [name, value] of Object.entries(json))
        expect(xml.getElementsByTagName(name)[0]?.textContent).toBe(String(value))
    }),
  )
})

test('whatever a letter’s title, its badge is an SVG document of one shape that has it', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.constantFrom(...LANGUAGES, 'yo'),
      fc.constantFrom(...THEMES),
      fc.nat(),
      (title, language, theme, total) => {
        const svg = rootOf(
          badgeSvg({ title, language, theme, total, organisations: total, messages: messagesIn(language) }),
        )
        expect(Array.from(svg.childNodes, ({ nodeName }) => nodeName)).toEqual([
          'title',
          ...(theme === 'auto' ? ['style'] : []),
          'rect',
          'path',
          'text',
        ])
        const name = svg.getElementsByTagName('text')[0]?.textContent ?? ''
        expect(name).not.toBe('')
        expect(svg.firstChild?.textContent).toBe(badgeTitle(messagesIn(language), name, lines(held(title))))
      },
    ),
  )
})
