import { beforeEach, expect, it } from 'vitest'
import { emptyKv } from '../../../kv.ts'
import { translated } from '../../../translated.ts'
import { ORIGIN, publish, startWorker } from '../../../worker.ts'

const PAGE = `${ORIGIN}/letters/a-letter`

let worker: ReturnType<typeof startWorker>
beforeEach(async () => {
  await emptyKv()
  await publish(translated())
  worker = startWorker()
})

it('a translation is a page in its language, at an address that names it', async () => {
  const response = await worker.fetch('/letters/a-letter/ar')
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Language')).toBe('ar')
  expect(response.headers.get('Vary')).toBeNull()
  const html = await response.text()
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(html).toContain('سعادة السفيرة،')
  expect(html).not.toContain('Dear Somebody')
  expect(html).toContain(`<link rel="canonical" href="${PAGE}/ar"/>`)
})

it('every language names every other, and the original for all the rest', async () => {
  for (const path of ['', '/ar', '/fr', '/pt-BR']) {
    const html = await (await worker.fetch(`/letters/a-letter${path}`)).text()
    const alternates = Array.from(
      html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g),
      ([, language, href]) => [language, href],
    )
    expect(alternates).toEqual([
      ['en', PAGE],
      ['ar', `${PAGE}/ar`],
      ['fr', `${PAGE}/fr`],
      ['pt-BR', `${PAGE}/pt-BR`],
      ['x-default', PAGE],
    ])
  }
})

it('a translation says that it is one and where the original is; the original does not', async () => {
  const french = await (await worker.fetch('/letters/a-letter/fr')).text()
  expect(french).toContain('Ceci est une traduction. Original\u00a0: <a')
  expect(french).toMatch(new RegExp(`<p class="note">.*<a href="${PAGE}" hreflang="en" lang="en"`))
  expect(await (await worker.fetch('/letters/a-letter')).text()).not.toContain('class="note"')
})

it('a browser’s preferred language changes nothing', async () => {
  const headers = { 'Accept-Language': 'fr' }
  const response = await worker.fetch('/letters/a-letter', { headers })
  expect(response.headers.get('Content-Language')).toBe('en')
})

it.each([
  ['the original’s own language has the short address', '/letters/a-letter/en', PAGE],
  ['also in another case', '/letters/a-letter/EN', PAGE],
  ['a tag in another case leads to its usual form', '/letters/a-letter/pt-br', `${PAGE}/pt-BR`],
])('%s', async (_, path, location) => {
  const response = await worker.fetch(path)
  expect(response.status).toBe(308)
  expect(response.headers.get('Location')).toBe(location)
  expect(response.headers.get('Cache-Control')).toMatch(/max-age=15\b/)
})

it.each(['de', 'pt', 'zz-Latn'])(
  'in a language that there is not (%s), a page lists those that there are',
  async (language) => {
    const response = await worker.fetch(`/letters/a-letter/${language}`)
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    const html = await response.text()
    expect(html).toContain(`“${language}”`)
    for (const href of [PAGE, `${PAGE}/ar`, `${PAGE}/fr`, `${PAGE}/pt-BR`])
      expect(html).toContain(`<a href="${href}" hreflang=`)
  },
)

it('no letter has no languages', async () => {
  const response = await worker.fetch('/letters/nothing/fr')
  expect(response.status).toBe(404)
  expect(await response.text()).not.toContain('hreflang')
})

it('each language has its own validator, and answers 304 to it', async () => {
  const etags = await Promise.all(
    ['', '/ar', '/fr'].map(async (path) =>
      (await worker.fetch(`/letters/a-letter${path}`)).headers.get('ETag'),
    ),
  )
  expect(new Set(etags).size).toBe(3)
  const again = await worker.fetch('/letters/a-letter/ar', { headers: { 'If-None-Match': etags[1] ?? '' } })
  expect(again.status).toBe(304)
})

it('a redirect or a refusal costs one round of KV, a translation two', async () => {
  for (const [path, rounds] of [
    ['/letters/a-letter/en', 1],
    ['/letters/a-letter/de', 1],
    ['/letters/a-letter/fr', 2],
  ] as const) {
    const fresh = startWorker()
    await fresh.fetch(path)
    expect(fresh.rounds).toBe(rounds)
  }
})

it('the letter’s JSON links to the page in each language', async () => {
  const letter = (await (await worker.fetch('/v1/letters/a-letter')).json()) as { links: { pages: object } }
  expect(letter.links.pages).toEqual({
    en: PAGE,
    ar: `${PAGE}/ar`,
    fr: `${PAGE}/fr`,
    'pt-BR': `${PAGE}/pt-BR`,
  })
})

it('a long list goes on in the language that it began in', async () => {
  await publish(translated(1100))
  const long = startWorker()
  const next = async (path: string) => {
    const response = await long.fetch(path)
    expect(response.headers.get('Content-Language')).toBe('fr')
    const [, href = ''] = /<a href="([^"]*)#signatories" rel="next"/.exec(await response.text()) ?? []
    return href
  }
  const second = await next('/letters/a-letter/fr')
  expect(second).toMatch(new RegExp(`^${PAGE}/fr\\?cursor=`))
  const third = await next(second)
  expect(third).toMatch(new RegExp(`^${PAGE}/fr\\?cursor=`))
  expect(await next(third)).toBe('')
})
