/** What programs that make a card of a link find: with libraries that such programs use, over real HTTP. */
import { loadImage } from '@napi-rs/canvas'
import { getPreviewFromContent } from 'link-preview-js'
import openGraphScraper from 'open-graph-scraper'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDraw } from '../../src/cli/draw.ts'
import { translated } from '../translated.ts'
import { type Server, serve } from './server.ts'

const draw = createDraw((line) => {
  throw new Error(line)
})

let server: Server
beforeAll(async () => {
  server = await serve([[translated(18), '2026-03-22T09:00:00.000Z']], (pairs, { letter, revision }) =>
    draw([pairs], { slug: letter.slug, revision, isOpen: false }),
  )
})
afterAll(() => server.close())

const PAGES = ['', '/ar', '/fr', '/pt-BR']
const fetchPage = async (path: string) => {
  const url = `${server.base}/letters/a-letter${path}`
  const response = await fetch(url)
  return { url, response, html: await response.text() }
}

describe.each(PAGES)('/letters/a-letter%s', (path) => {
  it('gives open-graph-scraper a title, a picture with its size and its words, the language and the site', async () => {
    const { html } = await fetchPage(path)
    const { error, result } = await openGraphScraper({ html })
    expect(error).toBe(false)
    expect(result).toMatchObject({
      ogTitle: expect.stringMatching(/\S/),
      ogSiteName: 'Undersigned',
      ogType: 'article',
      ogLocale: { '': 'en_US', '/ar': 'ar_EG', '/fr': 'fr_FR', '/pt-BR': 'pt_BR' }[path],
      twitterCard: 'summary_large_image',
      ogImage: [{ width: '1200', height: '630', alt: result.ogTitle }],
    })
    const [image] = result.ogImage ?? []
    const response = await fetch(image?.url ?? '')
    expect(response.headers.get('Content-Type')).toBe('image/png')
    const { width, height } = await loadImage(Buffer.from(await response.arrayBuffer()))
    expect({ width, height }).toEqual({ width: 1200, height: 630 })
  })

  it('gives link-preview-js that picture', async () => {
    const { url, response, html } = await fetchPage(path)
    const headers = Object.fromEntries(response.headers)
    const preview = await getPreviewFromContent({ url, headers, data: html })
    expect(preview).toMatchObject({ siteName: 'Undersigned', images: [expect.stringMatching(/\.png$/)] })
  })
})

it('has another picture in each language', async () => {
  const images = await Promise.all(
    PAGES.map(
      async (path) =>
        (await openGraphScraper({ html: (await fetchPage(path)).html })).result.ogImage?.[0]?.url,
    ),
  )
  expect(new Set(images).size).toBe(PAGES.length)
})

it('has a favicon and an icon for home screens where programs ask without being told', async () => {
  for (const [path, type] of [
    ['/favicon.ico', /^image\/(?:x-icon|vnd\.microsoft\.icon)$/],
    ['/apple-touch-icon.png', /^image\/png$/],
  ] as const) {
    const response = await fetch(server.base + path)
    expect(response.status, path).toBe(200)
    expect(response.headers.get('Content-Type')).toMatch(type)
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(500)
  }
})
