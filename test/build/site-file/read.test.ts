import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSite } from '../../../src/build/site-file/read.ts'
import { SiteFile } from '../../../src/build/site-file/schema.ts'
import { formatDiagnostic } from '../../../src/editing/diagnostic.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-site-'))
})
afterAll(() => rm(root, { recursive: true }))

const read = async (yaml: string, files: Record<string, string> = {}) => {
  for (const [path, content] of Object.entries({ 'site.yaml': yaml, ...files }))
    await writeFile(join(root, path), content)
  return readSite(root)
}

const problemsOf = async (yaml: string, files?: Record<string, string>): Promise<string[]> =>
  (await read(yaml, files)).problems.map(formatDiagnostic)

const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'

describe('a site that says nothing of itself', () => {
  const nothing = {
    name: 'Undersigned',
    language: 'en',
    links: [],
    robots: 'index',
    webhooks: [],
    introduction: [],
    imprint: [],
    privacy: [],
  }

  it.each(['', '# nothing yet\n'])('is as one without the file: %j', async (yaml) => {
    expect(await read(yaml)).toEqual({ site: nothing, problems: [], warnings: [] })
  })

  it('is one without the file', async () => {
    await rm(join(root, 'site.yaml'), { force: true })
    expect(await readSite(root)).toEqual({ site: nothing, problems: [], warnings: [] })
  })
})

it('reads every key, the texts as the blocks of letters, those in the site’s own language first', async () => {
  const { site, problems } = await read(
    `name: Letters of a coalition
origin: https://letters.example
sign_origin: https://sign.example:8443
staging: { origin: https://staging.example }
language: fr
logo: logo.svg
accent: { light: "#7d1f2c", dark: "#f0a8a4" }
introduction:
  en: |
    What *we* do.
  fr: Ce que nous faisons.
imprint: { de: "Wir, Genf" }
privacy: { en: None. }
controller: A Coalition
contact: privacy@example.org
links:
  - text: About us
    url: https://example.org/about
  - { text: Write to us, url: "mailto:us@example.org" }
licence: { name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/ }
robots: noindex
`,
    { 'logo.svg': DRAWING },
  )
  expect(problems).toEqual([])
  expect(site).toMatchObject({
    name: 'Letters of a coalition',
    origin: 'https://letters.example',
    sign_origin: 'https://sign.example:8443',
    staging: { origin: 'https://staging.example' },
    language: 'fr',
    accent: { light: '#7d1f2c', dark: '#f0a8a4' },
    controller: 'A Coalition',
    contact: 'privacy@example.org',
    links: [{ text: 'About us' }, { url: 'mailto:us@example.org' }],
    licence: { name: 'CC BY 4.0' },
    robots: 'noindex',
    imprint: [{ language: 'de' }],
  })
  expect(site?.introduction.map(({ language }) => language)).toEqual(['fr', 'en'])
  expect(site?.introduction[1]?.blocks).toEqual([
    {
      type: 'paragraph',
      children: [
        { type: 'text', value: 'What ' },
        { type: 'emphasis', children: [{ type: 'text', value: 'we' }] },
        { type: 'text', value: ' do.' },
      ],
    },
  ])
  expect(site?.logo).toContain('<path d="M0 0h1"></path>')
})

it('takes the example of docs/site.md, and that page has every key', async () => {
  const page = await readFile('docs/site.md', 'utf8')
  const [, example = ''] = /```yaml\n(.*?)```/s.exec(page) ?? []
  expect(await problemsOf(example, { 'logo.svg': DRAWING })).toEqual([])
  const described = Array.from(page.matchAll(/^\| `(\w+)`/gm), ([, key]) => key)
  expect(described).toEqual(Object.keys(SiteFile.def.shape))
})

describe('what is wrong is said where it stands, with what would be right', () => {
  it.each([
    ['nam: X', '1:1: there is no key “nam”; did you mean name?'],
    ['staging:\n  orgin: https://a.example', '2:3: there is no key “orgin” in staging; did you mean origin?'],
    ['name: ""', '1:7: name is empty; write it, or delete the line'],
    ['# a\nname:', '2:1: name is empty; write it, or delete the line'],
    ['name: [a]', '1:7: name is not text; put it in quotation marks'],
    [
      'origin: letters.example',
      '1:9: origin is “letters.example”, and not a scheme and a host alone; write https://letters.example',
    ],
    [
      'origin: https://letters.example/a?b',
      '1:9: origin is “https://letters.example/a?b”, and not a scheme and a host alone; write https://letters.example',
    ],
    ['language: gr', '1:11: language: “gr” is not Greek; write el'],
    [
      'imprint: We',
      '1:10: imprint does not say its language; write below it, indented, en: | and below that, indented further, the text',
    ],
    ['imprint: { jp: We }', '1:16: imprint.jp: “jp” is not Japanese; write ja'],
    ['privacy: { en: "" }', '1:16: privacy.en is empty; write it, or delete it'],
    [
      'accent: { light: "#fff000", dark: "#f0a8a4" }',
      '1:18: accent.light #fff000 has a contrast of 1.1 to 1 with the light ground, and text needs 4.5 (WCAG 2.2, AA); write for example "#7d7600"',
    ],
    [
      'accent: { light: "#7d1f2c", dark: "#7d1f2c" }',
      '1:35: accent.dark #7d1f2c has a contrast of 1.8 to 1 with the dark ground, and text needs 4.5 (WCAG 2.2, AA); write for example "#ac7078"',
    ],
    [
      'accent: { light: "#a23", dark: "#f0a8a4" }',
      '1:18: accent.light is not a colour of six hexadecimal digits; write "#aa2233"',
    ],
    [
      'accent:\n  dark: "#f0a8a4"\n  light: #7d1f2c',
      '3:3: accent.light is not a colour of six hexadecimal digits; write for example "#7d1f2c", with the quotation marks',
    ],
    [
      'accent: "#7d1f2c"',
      '1:9: accent is one colour, and none can be read on both the light and the dark ground; write accent: { light: "#7d1f2c", dark: "#ac7078" }',
    ],
    ['links:\n  - text: A', '2:5: links.url is missing; add it'],
    [
      'links:\n  - { text: A, url: example.org }',
      '2:21: links.url is “example.org”, which is no web address; write https://example.org',
    ],
    ['licence: CC BY', '1:10: licence is not a list of keys and values; write them below it, indented'],
    [
      'origin: https://a.example\nwebhooks: [https://b.example/hook, "http://localhost:8000/", http://b.example]',
      '2:62: webhooks has http://b.example, to which no event is sent; write one that begins with https:// and the name of a host, without a password',
    ],
    [
      'origin: https://a.example\nwebhooks: https://b.example',
      '2:11: webhooks is not a list; write - and an address on each line below it',
    ],
    [
      'hub: https://hub.example/',
      '1:6: hub is told the addresses of feeds, and there is no origin; write the address that readers use, such as origin: https://letters.example.org',
    ],
    [
      'origin: https://a.example\nhub: http://hub.example/',
      '2:6: hub is http://hub.example/, which no hub is told at; write one that begins with https:// and the name of a host, without a password',
    ],
    [
      'origin: https://a.example\nhub: https://b.example/\nwebhooks: [https://b.example/]',
      '2:6: hub is among the webhooks, too; delete it there: a hub takes no events',
    ],
    [
      'webhooks: [https://b.example]',
      '1:11: webhooks are told addresses, and there is no origin; write the address that readers use, such as origin: https://letters.example.org',
    ],
    [
      'robots: none',
      '1:9: robots can be index or noindex; write noindex to keep the site out of search engines',
    ],
    [
      'origin: https://a.example\nstaging: { origin: https://a.example }',
      '2:20: staging.origin is that of the site itself; write the address at which staging is looked at, such as https://undersigned-staging.<your account>.workers.dev',
    ],
    ['name: &x A\ncontact: *x', '2:10: an alias is not part of this file; write the value again'],
    ['logo: none.svg', '1:7: there is no none.svg; put the file there, or delete the line'],
    [
      'logo: ../logo.svg',
      '1:7: logo is ../logo.svg, outside the project; put the file into the project and write its path from here',
    ],
    ['- name', '1:1: the file is not a list of keys and values; write key: value on each line'],
  ])('%j', async (yaml, problem) => {
    expect(await problemsOf(yaml)).toEqual([`site.yaml:${problem}`])
  })

  it.each([
    'https://10.0.0.1/',
    'https://[fd00::1]/',
    'https://2130706433/',
    'https://intranet/',
    'https://a.localhost/',
    'https://name:word@b.example/',
    'http://localhost.b.example/',
  ])('in a receiver at %s', async (address) => {
    expect(await problemsOf(`origin: https://a.example\nwebhooks: ["${address}"]`)).toEqual([
      expect.stringContaining(`webhooks has ${address}, to which no event is sent`),
    ])
  })

  it('also inside the Markdown of a text', async () => {
    expect(await problemsOf('introduction:\n  en: |\n    Hello.\n\n    Then <b>this</b>.\n')).toEqual([
      'site.yaml:5:10: HTML is not part of this text; write it in Markdown, or \\< for the sign itself',
      'site.yaml:5:17: HTML is not part of this text; write it in Markdown, or \\< for the sign itself',
    ])
  })

  it('all of it at once, in the order of the file', async () => {
    expect(await problemsOf('robots: x\nnmae: A\nname: ""\n')).toHaveLength(3)
    expect((await read('robots: x\nnmae: A\nname: ""\n')).problems.map(({ line }) => line)).toEqual([1, 2, 3])
  })

  it('in the drawing of the logo, too', async () => {
    const svg = DRAWING.replace('<path', '<script>1</script><path')
    expect(await problemsOf('logo: logo.svg', { 'logo.svg': svg })).toEqual([
      'logo.svg:1:59: a script is not part of a logo; delete it',
    ])
  })
})
