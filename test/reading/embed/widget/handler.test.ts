import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import built from '../../../../build/widget.json'
import { widgetKey } from '../../../../src/revision/keys.ts'
import { emptyKv } from '../../../kv.ts'
import { letterSignedBy } from '../../../letters.ts'
import { ORIGIN, publish, startWorker } from '../../../worker.ts'

beforeEach(emptyKv)

const get = (path: string, init?: RequestInit) => startWorker().fetch(path, init)

describe('the script', () => {
  it('may be run by any page, and moves with deploys without keeping anyone waiting', async () => {
    const response = await get('/widget.js')
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringMatching(/^public, max-age=600, .*stale-while-revalidate=86400/),
    })
    expect(await response.text()).toContain('signatory-list')
  })

  it('is not sent again to who has it', async () => {
    const etag = (await get('/widget.js')).headers.get('ETag') ?? ''
    expect((await get('/widget.js', { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  it('never changes under the hash of its bytes', async () => {
    const response = await get(`/widget/${built.hash}.js`)
    expect(response.headers.get('Cache-Control')).toContain('immutable')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    const body = await response.arrayBuffer()
    const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
    expect(sha256.slice(0, 8).toHex()).toBe(built.hash)
    const sha384 = new Uint8Array(await crypto.subtle.digest('SHA-384', body))
    expect(`sha384-${sha384.toBase64()}`).toBe(built.integrity)
  })

  it('of an earlier deploy is served as long as it is kept and whole', async () => {
    const old = 'export const old = true'
    const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(old)))
    const hash = sha256.slice(0, 8).toHex()
    await env.LETTERS.put(widgetKey(hash), old)
    const response = await get(`/widget/${hash}.js`)
    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('Cache-Control')).toContain('immutable')
    expect(await response.text()).toBe(old)

    await env.LETTERS.put(widgetKey(hash), old.slice(1))
    const broken = await get(`/widget/${hash}.js`)
    expect(broken.status).toBe(503)
    expect(broken.headers.get('Cache-Control')).toBe('no-store')
  })

  it('that was not kept is not there, and the answer says which is', async () => {
    for (const path of ['/widget/0123456789abcdef.js', '/widget/widget.js']) {
      const response = await get(path)
      expect(response.status).toBe(404)
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
      expect(await response.json()).toMatchObject({
        detail: expect.stringContaining(
          `${ORIGIN}/widget/${built.hash}.js with integrity="${built.integrity}"`,
        ),
      })
    }
  })
})

describe('the list of signatories', () => {
  it('has the widget’s facts and words only for who asks for them, in the language asked for', async () => {
    await publish(letterSignedBy(3))
    const path = '/v1/letters/a-letter/signatories'
    expect(await (await get(path)).json()).not.toHaveProperty('widget')
    const { widget, links } = await (await get(`${path}?limit=2&widget=ar-EG`)).json<{
      widget: object
      links: { next: string; self: string }
    }>()
    expect(widget).toMatchObject({
      language: 'ar',
      direction: 'rtl',
      title: 'A letter',
      title_language: 'en',
      page: `${ORIGIN}/letters/a-letter`,
      words: { read: 'قراءة الرسالة', updated: 'آخر تحديث: 1 مارس 2020' },
    })
    expect(links.self).toBe(`${ORIGIN}${path}?limit=2&widget=ar-EG`)
    expect(await (await get(links.next)).json()).not.toHaveProperty('widget')
  })

  it('has an entity tag for each language', async () => {
    await publish(letterSignedBy(3))
    const tags = await Promise.all(
      ['', '?widget=fr', '?widget=fr-CA', '?widget=%22%2C%20%E2%98%83'].map(
        async (query) => (await get(`/v1/letters/a-letter/signatories${query}`)).headers.get('ETag') ?? '',
      ),
    )
    expect(new Set(tags).size).toBe(4)
    for (const tag of tags) expect(tag).toMatch(/^"[\x21\x23-\x7e]+"$/)
  })

  it('speaks English to a page that has its language wrong, and refuses what is too long for one', async () => {
    await publish(letterSignedBy(3))
    const path = '/v1/letters/a-letter/signatories?widget='
    expect(await (await get(`${path}English!`)).json()).toMatchObject({ widget: { language: 'en' } })
    expect((await get(path + 'x'.repeat(36))).status).toBe(400)
  })
})

describe('the iframe’s page', () => {
  it('may be framed by anyone, also when it is a problem; no other page may', async () => {
    await publish(letterSignedBy(3))
    for (const path of ['/embed/a-letter', '/embed/no-such-letter', '/embed/a-letter?view=wall']) {
      const { headers } = await get(path)
      expect(headers.get('Content-Security-Policy'), path).toMatch(/^default-src 'none'.*frame-ancestors \*$/)
      expect(headers.get('Cross-Origin-Resource-Policy'), path).toBe('cross-origin')
      expect(headers.has('X-Frame-Options')).toBe(false)
    }
    for (const path of ['/', '/letters/a-letter', '/v1/letters', '/embed']) {
      const { headers } = await get(path)
      expect(headers.get('Content-Security-Policy'), path).toContain("frame-ancestors 'none'")
    }
  })

  it('names each parameter that is wrong', async () => {
    await publish(letterSignedBy(3))
    const response = await get('/embed/a-letter?view=wall&limit=0&heading=7&colour=red')
    expect(response.status).toBe(400)
    const page = await response.text()
    for (const wrong of [
      'view is not list, grid, compact or count',
      'limit is less than 1',
      'heading is not a level from 1 to 6, or none',
      'colour is not a parameter here',
    ]) {
      expect(page).toContain(wrong)
    }
  })

  it('speaks the letter’s language unless another is asked for', async () => {
    await publish(letterSignedBy(3))
    expect(await (await get('/embed/a-letter')).text()).toContain('<html lang="en" dir="ltr">')
    expect(await (await get('/embed/a-letter?lang=ar')).text()).toContain('<html lang="ar" dir="rtl">')
  })

  it('has an entity tag for each look', async () => {
    await publish(letterSignedBy(3))
    const queries = ['', '?view=grid', '?theme=dark', '?lang=fr', '?limit=2', '?sort=name', '?heading=2']
    const tags = await Promise.all(
      queries.map(async (query) => (await get(`/embed/a-letter${query}`)).headers.get('ETag')),
    )
    expect(new Set(tags).size).toBe(queries.length)
  })
})
