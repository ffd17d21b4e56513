/** A site of somebody's own, built from its site.yaml: both real Workers are asked at every route that they have. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letterSignedBy } from '../letters.ts'
import { type Sites, startSites } from './sites.ts'

const SITE = `name: Briefe & Siegel
language: de
logo: logo.svg
accent: { light: "#004488", dark: "#88bbff" }
origin: https://briefe.example
introduction:
  en: What *we* do.
  de: Was *wir* tun.
imprint: { de: Verein Briefe in Genf }
privacy: { en: We keep little., de: Wir behalten wenig. }
controller: Der Verein
contact: hallo@briefe.example
links: [{ text: Über uns, url: "https://verein.example/" }]
licence: { name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/" }
hub: http://localhost:9/hub
robots: noindex
`
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path class="sealed" d="M0 0h9v9"/></svg>'

let root: string
let sites: Sites
let versions: string[]

/** Builds the site of a `site.yaml`. @returns what entity tags call that */
const build = async (yaml: string): Promise<string> => {
  await writeFile(join(root, 'site.yaml'), yaml)
  const node = join(root, 'node_modules/.bin/node')
  await promisify(execFile)(node, ['src/cli/undersigned.ts', 'build'], { cwd: root })
  return JSON.parse(await readFile(join(root, 'build/version.json'), 'utf8')).version
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-own-'))
  // The sources are copied, for what is built lies beside them; without a folder data/ there is no letter but the test's.
  for (const path of [
    'src',
    'package.json',
    'tsconfig.json',
    'wrangler.toml',
    'wrangler.local.toml',
    'wrangler.signing.toml',
  ])
    await cp(resolve(path), join(root, path), { recursive: true })
  await symlink(resolve('node_modules'), join(root, 'node_modules'))
  await writeFile(join(root, 'logo.svg'), LOGO)
  versions = [await build(SITE.replace('in Genf', 'in Bern')), await build(SITE)]
  sites = await startSites(
    letterSignedBy(3),
    { who: 'persons', moderation: 'before', fields: ['role'] },
    root,
  )
}, 120_000)
afterAll(async () => {
  await sites?.close()
  await rm(root, { recursive: true })
})

const textOf = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(sites.origin + path, { redirect: 'manual', ...init })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** An address of each route of the reading Worker, which its own reference lists, by the route. */
const readersRoutes = async (): Promise<Map<string, string>> => {
  const { paths } = JSON.parse((await textOf('/v1/openapi.json')).text) as { paths: Record<string, object> }
  const { revision } = JSON.parse((await textOf('/v1/letters/a-letter')).text) as { revision: string }
  const values: Record<string, string> = {
    slug: 'a-letter',
    id: 'org-1',
    lang: 'en',
    name: 'not-found',
    file: 'a-letter.js',
    picture: 'none',
    revision,
    before: revision,
    after: revision,
  }
  const queries: Record<string, string> = {
    '/oembed': `?url=${sites.origin}/letters/a-letter`,
    '/v1/letters/{slug}/counts': '?by=day',
    '/v1/signatories': '?q=org',
  }
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/imprint', '/privacy', '/logo.svg', '/docs']))
  return new Map(
    Object.keys(paths).map((path) => [
      path,
      path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name) + (queries[path] ?? ''),
    ]),
  )
}

/** Those of the sign-on Worker's table, which only a Worker can load. */
const formRoutes = async (): Promise<string[]> => {
  const source = await readFile('src/signing/app.ts', 'utf8')
  const paths = Array.from(source.matchAll(/resource\('([^']+)'/g), ([, path = '']) => path)
  expect(paths.length).toBeGreaterThan(10)
  return paths.map((path) => path.replace(':slug', 'a-letter').replace(/:number\{.*\}/, '1'))
}

test('nowhere in what either Worker answers is it called Undersigned', async () => {
  const routes = [
    ...(await readersRoutes()).values(),
    '/nothing',
    '/v1/nothing',
    ...(await formRoutes()),
    '/sign/none',
  ]
  for (const path of routes) {
    const { status, headers, text } = await textOf(path)
    expect(status, path).toBeLessThan(500)
    if (status !== 308) expect(text, path).not.toBe('')
    expect(text + JSON.stringify([...headers]), path).not.toMatch(/undersigned/i)
    if (!path.startsWith('/sign')) expect(headers.get('X-Robots-Tag'), path).toBe('noindex')
  }
})

test('pages of both have its name, logo, mark and what stands at their foot', async () => {
  for (const path of ['/', '/imprint', '/letters/a-letter', '/docs', '/nothing', '/sign/a-letter']) {
    const { headers, text } = await textOf(path)
    expect(text, path).toContain('content="Briefe &amp; Siegel"')
    expect(text, path).toContain(`<img src="${sites.origin}/logo.svg" alt=""/>Briefe &amp; Siegel</a>`)
    expect(text, path).toContain("stroke='%232e669d'")
    expect(text, path).toContain(`<a href="${sites.origin}/imprint">`)
    expect(text, path).toContain('<a href="https://verein.example/" lang="de">Über uns</a>')
    expect(text, path).toContain('rel="license" lang="de">CC BY 4.0</a>')
    expect(headers.get('Content-Security-Policy'), path).toMatch(/img-src (?:data: )?'self'/)
  }
  const logo = await textOf('/logo.svg')
  expect(logo.text).toContain('class="sealed"')
  expect(logo.headers.get('Content-Security-Policy')).toContain('sandbox')
})

test('the home page speaks its language, and its texts are where they belong', async () => {
  const home = await textOf('/')
  expect(home.text).toContain('<html lang="de" dir="ltr">')
  expect(home.text).toContain('<div class="text" lang="de" dir="ltr"><p>Was <em>wir</em> tun.</p></div>')
  expect(home.text).toContain('<summary><bdi lang="en">English</bdi></summary>')
  expect(home.text).toContain('<p>What <em>we</em> do.</p>')
  expect((await textOf('/imprint')).text).toContain('<h1>Impressum</h1>')
  expect((await textOf('/privacy')).text).toMatch(/Wir behalten wenig.*We keep little/s)
  const privacy = (await textOf('/sign/a-letter/privacy?lang=en')).text
  expect(privacy).toContain('<bdi>Der Verein</bdi><br/><bdi>hallo@briefe.example</bdi>')
  expect(privacy).toContain(
    '<h2>Privacy</h2><div class="text" lang="en" dir="ltr"><p>We keep little.</p></div>',
  )
  // Nobody reads Arabic in the texts: they get the site's own language.
  expect((await textOf('/sign/a-letter/privacy?lang=ar')).text).toContain(
    'lang="de" dir="ltr"><p>Wir behalten',
  )
})

test('a word that is another gives every answer another entity tag', () => {
  expect(versions[0]).not.toBe(versions[1])
})

/** What shows no letter; a redirect to the page; and what no publish has drawn here. */
const WITHOUT_LETTERS = new Set([
  '/v1/openapi.json',
  '/problems/{name}',
  '/.well-known/jwks.json',
  '/robots.txt',
  '/healthz',
  '/imprint',
  '/privacy',
  '/logo.svg',
  '/widget.js',
  '/builder.js',
  '/letters/{slug}/{lang}',
  '/letters/{slug}/badge.png',
  '/letters/{slug}/preview/{picture}.png',
])
/** Forms that have no place for a licence: for them there is the `Link` field alone. */
const BARE = new Set([
  '/letters/{slug}/signatories.csv',
  '/letters/{slug}/signatories.jsonl',
  '/letters/{slug}/badge.svg',
  '/embed/{slug}',
  '/sitemap.xml',
])
const HUB = 'http://localhost:9/hub'
const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'
const LICENSE = { name: 'CC BY 4.0', url: LICENCE, attribution: 'Briefe & Siegel' }

test('every form of a letter says its licence, in itself where it has a place for it', async () => {
  for (const [route, path] of await readersRoutes()) {
    const { status, headers, text } = await textOf(path)
    const links = headers.get('Link') ?? ''
    if (WITHOUT_LETTERS.has(route)) {
      expect(links, route).not.toContain('license')
      continue
    }
    expect(status, route).toBe(200)
    expect(links, route).toContain(`<${LICENCE}>; rel="license"`)
    expect(text.includes(LICENCE), route).toBe(!BARE.has(route))
    if (route.startsWith('/v1/')) expect(JSON.parse(text), route).toMatchObject({ license: LICENSE })
  }
  const csv = (await textOf('/letters/a-letter/signatories.csv')).headers.get('Link')
  expect(csv).toContain('/letters/a-letter/datapackage.json>; rel="describedby"')
})

test('programs are told its name, licence and contact', async () => {
  const json = async (path: string) => JSON.parse((await textOf(path)).text) as Record<string, unknown>
  const name = 'Briefe & Siegel'
  expect(await json('/letters/a-letter.jsonld')).toMatchObject({
    publisher: { name, url: `${sites.origin}/`, logo: `${sites.origin}/logo.svg` },
    license: LICENCE,
  })
  expect(await json(`/oembed?url=${sites.origin}/letters/a-letter`)).toMatchObject({
    provider_name: name,
    license: LICENSE.name,
    license_url: LICENCE,
  })
  expect(await json('/v1/openapi.json')).toMatchObject({
    info: { title: name, contact: { name, email: 'hallo@briefe.example' } },
  })
  expect(await json('/letters/a-letter/feed.json')).toMatchObject({
    description: expect.stringContaining(name),
    _license: LICENSE,
    hubs: [{ type: 'WebSub', url: HUB }],
  })
  expect(await json('/letters/a-letter/cite.json')).toMatchObject([
    { publisher: name, custom: { license: LICENSE } },
  ])
  const bibtex = (await textOf('/letters/a-letter/cite.bib')).text
  expect(bibtex).toContain('publisher = {Briefe \\& Siegel}')
  expect(bibtex).toContain(`copyright = {Briefe \\& Siegel, CC BY 4.0, ${LICENCE}}`)
  for (const path of [
    '/feed.atom',
    '/letters/a-letter/feed.atom',
    '/feed.json',
    '/letters/a-letter/feed.json',
  ])
    expect((await textOf(path)).headers.get('Link'), path).toContain(
      `<${HUB}>; rel="hub", <${sites.origin}${path}>; rel="self"`,
    )
  const { text } = await textOf('/letters/a-letter/feed.atom')
  expect(text).toContain(`<link rel="hub" href="${HUB}"/>`)
  expect(text).toContain('<subtitle>Briefe &amp; Siegel</subtitle>')
  expect(text).toContain(`<rights>Briefe &amp; Siegel, CC BY 4.0, ${LICENCE}</rights>`)
  // Of the feed and of its entry.
  expect(text.split(`<link rel="license" href="${LICENCE}"/>`)).toHaveLength(3)
  expect((await textOf('/letters/a-letter.txt')).text).toContain(
    `\nLicence: Briefe & Siegel, CC BY 4.0, ${LICENCE}\n`,
  )
})
