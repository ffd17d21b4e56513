import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../../../kv.ts'
import { translated } from '../../../translated.ts'
import { ORIGIN, publish, startWorker } from '../../../worker.ts'

const PAGE = `${ORIGIN}/letters/a-letter`

type OEmbed = { width: number; height: number; html: string; title: string }

let worker: ReturnType<typeof startWorker>
beforeEach(async () => {
  await emptyKv()
  await publish(translated())
  worker = startWorker()
})

const ask = (url: string, rest: Record<string, string> = {}) =>
  worker.fetch(`/oembed?${new URLSearchParams({ url, ...rest })}`)

const answer = async (url: string, rest?: Record<string, string>): Promise<OEmbed> => {
  const response = await ask(url, rest)
  expect(response.status, url).toBe(200)
  return response.json()
}

it('answers with a rich frame, readable by any site', async () => {
  const response = await ask(PAGE)
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(await response.json()).toEqual({
    version: '1.0',
    type: 'rich',
    title: 'A letter & a half',
    provider_name: 'Undersigned',
    provider_url: `${ORIGIN}/`,
    cache_age: 86_400,
    width: 640,
    height: 480,
    html: `<blockquote class="wp-embedded-content" hidden><a href="${PAGE}">A letter &amp; a half</a></blockquote><iframe src="${ORIGIN}/embed/a-letter" title="A letter &amp; a half" width="640" height="480" class="wp-embedded-content" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" loading="lazy" frameborder="0"></iframe>`,
  })
})

it('answers in XML with the same', async () => {
  const response = await ask(PAGE, { format: 'xml' })
  expect(response.headers.get('Content-Type')).toBe('text/xml; charset=utf-8')
  const xml = await response.text()
  expect(xml).toMatch(
    /^<\?xml version="1\.0" encoding="utf-8" standalone="yes"\?>\n<oembed>\n {2}<version>1\.0</,
  )
  expect(xml).toContain('<title>A letter &amp; a half</title>')
  expect(xml).toContain('<html>&lt;blockquote class=&quot;wp-embedded-content&quot; hidden&gt;&lt;a href=')
  expect(xml).toContain(`&lt;iframe src=&quot;${ORIGIN}/embed/a-letter&quot;`)
  expect(xml).toContain('A letter &amp;amp; a half')
})

it.each([
  ['', 'a-letter'],
  ['/', 'a-letter'],
  ['?utm_source=x#signatories', 'a-letter'],
  ['/fr', 'a-letter?lang=fr'],
  ['/pt-BR/?a=b', 'a-letter?lang=pt-BR'],
  [
    '/embed?view=compact&theme=dark&lang=ar&limit=5&utm=x',
    'a-letter?view=compact&amp;theme=dark&amp;lang=ar&amp;limit=5',
  ],
  ['/embed?view=wrong', 'a-letter'],
])('knows the letter by its address with %s', async (rest, embed) => {
  expect((await answer(PAGE + rest)).html).toContain(`src="${ORIGIN}/embed/${embed}"`)
})

it('knows the letter by the address of its embed page, and by http', async () => {
  expect((await answer(`${ORIGIN}/embed/a-letter?view=count`)).html).toContain('a-letter?view=count"')
  expect((await answer(PAGE.replace('https', 'http'))).html).toContain(`src="${ORIGIN}/embed/a-letter"`)
})

it('speaks the language of the address', async () => {
  expect((await answer(`${PAGE}/ar`)).title).toBe('رسالة')
  expect((await answer(`${PAGE}/embed?lang=fr`)).title).toBe('Une lettre')
  expect((await answer(`${PAGE}/embed?lang=de`)).title).toBe('A letter & a half')
})

it('leads to the page of that language where no frame is shown', async () => {
  expect((await answer(`${PAGE}/ar`)).html).toContain(`<a href="${PAGE}/ar">رسالة</a></blockquote><iframe`)
  expect((await answer(`${PAGE}/embed?lang=en`)).html).toContain(`<a href="${PAGE}">A letter`)
  expect((await answer(`${PAGE}/embed?lang=de`)).html).toContain(`<a href="${PAGE}">A letter`)
})

it.each([
  [{ maxwidth: '320' }, 320, 480],
  [{ maxheight: '100' }, 640, 100],
  [{ maxwidth: '5000', maxheight: '5000' }, 640, 480],
  [{ maxwidth: '1', maxheight: '1', dnt: '1' }, 1, 1],
])('fits into %o', async (room, width, height) => {
  const found = await answer(PAGE, room as Record<string, string>)
  expect(found).toMatchObject({ width, height })
  expect(found.html).toContain(`width="${width}" height="${height}"`)
})

describe('refuses, as a problem', () => {
  it.each([
    [`${PAGE.replace('a-letter', 'another')}`],
    [`${PAGE}/de`],
    [`${PAGE}/a/b`],
    [`${ORIGIN}/`],
    [`${ORIGIN}/embed/a-letter/fr`],
    [PAGE.replace('letters.example', 'elsewhere.example')],
    ['javascript:alert(1)'],
  ])('%s, which is no letter, with 404', async (url) => {
    const response = await ask(url)
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(url) })
  })

  it('another format with 501', async () => {
    const response = await ask(PAGE, { format: 'yaml' })
    expect(response.status).toBe(501)
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('only in json and xml') })
  })

  it.each([
    [{}, 'url'],
    [{ url: 'letters/a-letter' }, 'url'],
    [{ url: PAGE, maxwidth: '0' }, 'maxwidth'],
    [{ url: PAGE, maxheight: '1.5' }, 'maxheight'],
  ])('%o with 400, which names what is wrong', async (query, name) => {
    const response = await worker.fetch(`/oembed?${new URLSearchParams(query as Record<string, string>)}`)
    expect(response.status).toBe(400)
    expect(((await response.json()) as { detail: string }).detail).toMatch(new RegExp(`^${name} is not`))
  })
})

it('each answer has its own validator', async () => {
  const etag = async (...args: Parameters<typeof ask>) => (await ask(...args)).headers.get('ETag')
  const etags = await Promise.all([
    etag(PAGE),
    etag(PAGE, { format: 'xml' }),
    etag(`${PAGE}/fr`),
    etag(`${PAGE}/embed?view=compact`),
    etag(PAGE, { maxwidth: '9' }),
    etag(PAGE, { maxheight: '9' }),
  ])
  expect(new Set(etags).size).toBe(etags.length)
  for (const each of etags) expect(each).toMatch(/^"[\x21\x23-\x7e]+"$/)
})

it('every page of a letter and its frame say where its oEmbed answers are, and they are there', async () => {
  for (const path of [
    '/letters/a-letter',
    '/letters/a-letter/ar',
    '/embed/a-letter',
    '/embed/a-letter?lang=ar',
  ]) {
    const html = await (await worker.fetch(path)).text()
    const links = Array.from(html.matchAll(/<link rel="alternate" type="([^"]*\+oembed)" href="([^"]*)"/g))
    expect(links.map(([, type]) => type)).toEqual(['application/json+oembed', 'text/xml+oembed'])
    for (const [, , href = ''] of links) {
      const response = await worker.fetch(href.replaceAll('&amp;', '&'))
      expect(response.status).toBe(200)
      expect(await response.text()).toContain(path.endsWith('ar') ? 'رسالة' : 'A letter')
    }
  }
})
