import { describe, expect, it, test } from 'vitest'
import { readLogo } from '../../../src/build/site-file/logo.ts'

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
const logo = (content: string, attributes = 'viewBox="0 0 9 9"') =>
  readLogo('logo.svg', new TextEncoder().encode(`<svg ${NS} ${attributes}>${content}</svg>`))

describe('what could run, load or lead elsewhere is refused', () => {
  it.each([
    '<script>alert(1)</script>',
    '<script href="https://evil.example/x.js"/>',
    '<g onclick="alert(1)"/>',
    '<g ONLOAD="alert(1)"/>',
    '<a href="https://evil.example"><path d="M0 0"/></a>',
    '<image href="https://evil.example/x.png"/>',
    '<image href="data:image/svg+xml,x"/>',
    '<use href="https://evil.example/x.svg#a"/>',
    '<use xlink:href="//evil.example/x.svg#a"/>',
    '<use href="javascript:alert(1)"/>',
    '<use href="&#106;avascript:alert(1)"/>',
    '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    '<set attributeName="href" to="https://evil.example"/>',
    '<animate attributeName="x"/>',
    '<iframe src="https://evil.example"/>',
    '<path fill="url(https://evil.example/#a)"/>',
    '<path style="fill: url( \'//evil.example\' )"/>',
    '<path style="fill: u\\72l(https://evil.example)"/>',
    '<path style="background: image-set(\'https://evil.example\' 1x)"/>',
    '<style>@import "https://evil.example";</style>',
    '<style><![CDATA[@font-face{src:url(https://evil.example)}]]></style>',
    '<style>.a{fill:url(data:x)}</style>',
  ])('%s', (content) => {
    const { svg, problems } = logo(content)
    expect(svg).toBeUndefined()
    expect(problems.length).toBeGreaterThan(0)
  })

  it('also on the outermost element, and in a document type', () => {
    expect(logo('', 'viewBox="0 0 1 1" onload="alert(1)"').problems).toHaveLength(1)
    const entity = `<!DOCTYPE svg [<!ENTITY x "<script/>">]><svg ${NS} viewBox="0 0 1 1">&x;</svg>`
    expect(readLogo('logo.svg', new TextEncoder().encode(entity)).problems).toMatchObject([
      { message: 'a DOCTYPE is not part of a logo' },
    ])
  })
})

test('what draws is kept: shapes, shades by their names, styles, also those for dark grounds', () => {
  const content =
    '<style>.a{fill:#123}@media (prefers-color-scheme: dark){.a{fill:#fff}}</style><defs><linearGradient id="shade"><stop offset="1"></stop></linearGradient></defs><path class="a" d="M0 0h9" fill="url(#shade)" style="stroke:red"></path><text>A &amp; B</text>'
  expect(logo(content)).toEqual({
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${content}</svg>`,
    problems: [],
  })
})

test('a reference of SVG 1.1 is one of SVG 2, and what programs note for themselves is left out', () => {
  const { svg } = logo(
    '<!-- a note --><metadata>x</metadata><i:view xmlns:i="urn:inkscape" x="1"/><g i:label="x" xmlns:i="urn:inkscape"><use xlink:href="#a"/></g><?php 1 ?>',
  )
  expect(svg).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g><use href="#a"></use></g></svg>',
  )
})

test.each([
  ['<svg', 'this is not XML'],
  ['<html/>', 'this is no SVG'],
  [`<svg ${NS}/>`, 'the drawing has no size'],
  [`<svg ${NS} viewBox="0 0 1 1"><p</svg>`, 'this is not XML'],
  [`<svg ${NS} viewBox="0 0 1 1"><title>${'x'.repeat(70_000)}</title></svg>`, 'the logo takes 69 KiB'],
])('%.40s is no logo', (text, message) => {
  expect(readLogo('logo.svg', new TextEncoder().encode(text)).problems[0]?.message).toContain(message)
})
