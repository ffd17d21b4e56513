import { DOMParser } from '@xmldom/xmldom'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oembedJson, oembedXml } from '../../src/render/oembed.ts'
import { attributes, escapeXml } from '../../src/render/xml.ts'

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

/** What XML makes of a string that it can hold: line ends become \n (in an attribute, spaces). */
const held = (text: string) =>
  Array.from(text.toWellFormed(), (character) =>
    /[\t\n\r]|[^\p{Cc}\ufffe\uffff]|[\x7f-\x9f]/u.test(character) ? character : '\ufffd',
  ).join('')

test('any string comes back from an element and from an attribute', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const root = rootOf(`<a${attributes({ b: text, c: undefined })}>${escapeXml(text)}</a>`)
      expect(root.textContent).toBe(held(text).replace(/\r\n?/g, '\n'))
      expect(root.getAttribute('b') ?? '').toBe(held(text).replace(/\r\n|[\t\r\n]/g, ' '))
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
        options: { view: 'list', theme: 'auto', sort: 'letter', heading: 'show', lang: 'fr' } as const,
        maxwidth,
      }
      const xml = rootOf(oembedXml(view))
      const json = JSON.parse(oembedJson(view)) as Record<string, unknown>
      for (const [name, value] of Object.entries(json))
        expect(xml.getElementsByTagName(name)[0]?.textContent).toBe(String(value))
    }),
  )
})
