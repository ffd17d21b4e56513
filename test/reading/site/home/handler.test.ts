/** The home page's search and pages, the site's sitemap, of a site that grew. */
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { catalogueKey } from '../../../../src/revision/keys.ts'
import type { Catalogue } from '../../../../src/revision/layout.ts'
import { emptyKv } from '../../../kv.ts'
import { ORIGIN, startWorker } from '../../../worker.ts'

const list = (count: number, languages: Catalogue[number]['languages'] = ['en']): Promise<void> =>
  env.LETTERS.put(
    catalogueKey,
    JSON.stringify(
      Array.from({ length: count }, (_, n) => ({
        slug: `letter-${n}`,
        title: `About ${n % 2 ? 'rivers' : 'roads'}, ${n}`,
        date: `${1950 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`,
        addressee: 'Somebody',
        languages,
        count: 1,
        revision: n.toString(16).padStart(64, '0'),
        published: '2026-01-01T00:00:00.000Z',
      })) satisfies Catalogue,
    ),
  )

beforeEach(emptyKv)

const html = async (path: string) => {
  const response = await startWorker().fetch(path)
  expect(response.status, path).toBe(200)
  return response.text()
}
const titles = (page: string) => Array.from(page.matchAll(/<h2>.*?>([^<]*)<\/a>/g), ([, title]) => title)
const link = (page: string, rel: string) =>
  new RegExp(`href="([^"]*)" rel="${rel}"`).exec(page)?.[1]?.replaceAll('&amp;', '&')

it('shows fifty letters on a page, and leads on and back', async () => {
  await list(120)
  const first = await html('/')
  expect(titles(first)).toHaveLength(50)
  expect(titles(first)[0]).toBe('About rivers, 119')
  expect(link(first, 'prev')).toBeUndefined()
  const second = await html(link(first, 'next')?.slice(ORIGIN.length) ?? '')
  expect(titles(second)[0]).toBe('About rivers, 69')
  expect(link(second, 'prev')).toBe(`${ORIGIN}/`)
  const third = await html(link(second, 'next')?.slice(ORIGIN.length) ?? '')
  expect(titles(third)).toHaveLength(20)
  expect(link(third, 'next')).toBeUndefined()
  expect(titles(await html(link(third, 'prev')?.slice(ORIGIN.length) ?? ''))).toEqual(titles(second))
  expect(third).toContain('101 to 120 of 120')
  expect(third).toMatch(/<link rel="canonical" href="[^"]*\?cursor=/)
})

it('searches with a form that any page of its own may send, and says what it did', async () => {
  await list(120)
  const response = await startWorker().fetch('/?q=RIVERS')
  expect(response.headers.get('Content-Security-Policy')).toContain("form-action 'self'")
  const page = await response.text()
  expect(titles(page)).toHaveLength(50)
  expect(page).toContain('1 to 50 of 60')
  expect(page).toContain('value="RIVERS"')
  expect(page).toContain('only title, addressee and line of context')
  expect(page).toContain('<meta name="robots" content="noindex"')
  expect(link(page, 'next')).toContain('&q=RIVERS')
  expect(await html('/?q=%3Cb%3E+seas')).toMatch(/value="&lt;b&gt; seas".*No letter was found/s)
})

it('takes an empty field for no question, and offers none where there are few letters', async () => {
  await list(3)
  for (const query of ['q=', 'q=%21%21', 'utm_source=x']) {
    const { status, headers } = await startWorker().fetch(`/?${query}`)
    expect([status, headers.get('Location')]).toEqual([308, `${ORIGIN}/`])
  }
  expect(await html('/')).not.toContain('<form')
})

it('names the feeds of the site, in its head and in its Link field', async () => {
  await list(1)
  const response = await startWorker().fetch('/')
  const page = await response.text()
  for (const [type, path] of [
    ['application/json', '/v1/letters'],
    ['application/atom+xml', '/feed.atom'],
    ['application/feed+json', '/feed.json'],
  ]) {
    expect(page).toContain(`<link rel="alternate" type="${type}" href="${ORIGIN}${path}"`)
    expect(response.headers.get('Link')).toContain(`<${ORIGIN}${path}>; rel="alternate"; type="${type}"`)
  }
})

it('has every address in one sitemap up to 10,000, and beyond that in parts of an index', async () => {
  const locations = (text: string) => Array.from(text.matchAll(/<loc>([^<]*)<\/loc>/g), ([, loc = '']) => loc)
  const languages: Catalogue[number]['languages'] = ['en', 'ar', 'de', 'es', 'fr', 'pt', 'ru', 'zh', 'it']
  await list(1_111, languages)
  expect(locations(await html('/sitemap.xml'))).toHaveLength(10_000)
  await list(1_112, languages)
  const index = await html('/sitemap.xml')
  expect(index).toContain('<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
  expect(locations(index)).toEqual([1, 2].map((page) => `${ORIGIN}/sitemap.xml?page=${page}`))
  const parts = await Promise.all(locations(index).map((url) => html(url.slice(ORIGIN.length))))
  const all = parts.flatMap(locations)
  expect(new Set(all).size).toBe(1 + 1_112 * languages.length)
  expect(all).toContain(`${ORIGIN}/letters/letter-0/it`)
  expect((await startWorker().fetch('/sitemap.xml?page=3')).status).toBe(404)
})
