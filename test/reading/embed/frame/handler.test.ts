import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../../../kv.ts'
import { letterSignedBy } from '../../../letters.ts'
import { ORIGIN, publish, startWorker } from '../../../worker.ts'

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})

const get = (path: string, init?: RequestInit) => startWorker().fetch(path, init)

describe('the iframe’s page', () => {
  it('may be framed by anyone, also when it is a problem; no other page may', async () => {
    for (const path of ['/embed/a-letter', '/embed/no-such-letter', '/embed/a-letter?view=wall']) {
      const { headers } = await get(path)
      // A `*` would keep out pages in files and apps.
      expect(headers.get('Content-Security-Policy'), path).toMatch(/^default-src 'none'(?!.*frame-ancestors)/)
      expect(headers.get('Cross-Origin-Resource-Policy'), path).toBe('cross-origin')
      expect(headers.has('X-Frame-Options')).toBe(false)
    }
    for (const path of ['/', '/letters/a-letter', '/v1/letters', '/embed']) {
      const { headers } = await get(path)
      expect(headers.get('Content-Security-Policy'), path).toContain("frame-ancestors 'none'")
    }
  })

  it('passes over what others add to its address', async () => {
    const plain = await get('/embed/a-letter?view=grid')
    const other = await get('/embed/a-letter?utm_source=x&view=grid&utm_source=y')
    expect(other.status).toBe(200)
    expect(other.headers.get('ETag')).toBe(plain.headers.get('ETag'))
  })

  it('gives each link the place of its own signatory, also where two have one site', async () => {
    const letter = letterSignedBy(4)
    const signatories = letter.signatories.map((each, n) =>
      n === 1 ? each : { ...each, url: 'https://one.example/' },
    )
    await publish({ ...letter, signatories })
    const html = await (await get('/embed/a-letter')).text()
    const places = Array.from(
      html.matchAll(/data-place="([^"]*)"[^>]*>.*?(Organisation \d)/g),
      ([, place, name]) => [place?.split('#')[1], name],
    )
    expect(places).toEqual([1, 3, 4].map((n) => [`signatory-org-${n}`, `Organisation ${n}`]))
  })

  it('is embedded by its address as it is shown there', async () => {
    const discovered = async (path: string) => {
      const html = await (await get(path)).text()
      const [, href = ''] = /type="application\/json\+oembed" href="([^"]*)"/.exec(html) ?? []
      const { html: code } = await (await get(href.replaceAll('&amp;', '&'))).json<{ html: string }>()
      return /<iframe src="([^"]*)"/.exec(code)?.[1]
    }
    const path = '/embed/a-letter?view=compact&theme=dark&lang=fr&limit=2&sort=name&heading=2'
    expect(await discovered(path)).toBe(`${ORIGIN}${path.replaceAll('&', '&amp;')}`)
    expect(await discovered('/embed/a-letter?utm_source=x&view=grid')).toBe(`${ORIGIN}/embed/a-letter`)
  })

  it.each([
    ['/embed/a-letter?', 'view=compact', 'fbclid=1'],
    ['/letters/a-letter/badge.svg?', 'lang=fr', 'v=2'],
    ['/oembed?', 'url=https%3A%2F%2Fletters.example%2Fletters%2Fa-letter', 'dnt=1'],
    ['/widget/a-letter.js', '', '?ver=6.8'],
  ])('at %s%s, no shared cache keeps what somebody asks for with %s besides', async (path, known, other) => {
    const plain = await get(path + known)
    const added = await get(`${path}${known}${known && '&'}${other}`)
    expect(plain.headers.get('Cache-Control')).toMatch(/^public, max-age=\d+/)
    expect(added.headers.get('Cache-Control')).toMatch(/^private, max-age=\d+/)
    expect(added.headers.get('Cache-Control')).not.toContain('s-maxage')
    expect(added.headers.get('ETag')).toBe(plain.headers.get('ETag'))
    expect(await added.text()).toBe(await plain.text())
  })

  it('names each parameter that is wrong', async () => {
    const response = await get('/embed/a-letter?view=wall&limit=0&heading=7&utm_source=x')
    expect(response.status).toBe(400)
    const page = await response.text()
    for (const detail of [
      'view is not list, compact or count',
      'limit is less than 1',
      'heading is not a level from 1 to 6, or none',
    ]) {
      expect(page).toContain(detail)
    }
  })

  it('speaks the letter’s language unless another is asked for', async () => {
    expect(await (await get('/embed/a-letter')).text()).toContain('<html lang="en" dir="ltr">')
    expect(await (await get('/embed/a-letter?lang=ar')).text()).toContain('<html lang="ar" dir="rtl">')
    // With its digits, also those beside the names.
    const farsi = await (await get('/embed/a-letter?lang=fa')).text()
    expect(farsi).toContain('<span part="number">۳</span>')
    expect(farsi).toContain('value="3" data-n="۳"')
  })

  it('has an entity tag for each set of options', async () => {
    const queries = ['', '?view=compact', '?theme=dark', '?lang=fr', '?limit=2', '?sort=name', '?heading=4']
    const tags = await Promise.all(
      queries.map(async (query) => (await get(`/embed/a-letter${query}`)).headers.get('ETag')),
    )
    expect(new Set(tags).size).toBe(queries.length)
  })
})
