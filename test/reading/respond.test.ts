import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { publish, startWorker } from '../worker.ts'

const PATHS = [
  '/',
  '/letters/a-letter',
  '/v1/letters',
  '/v1/letters/a-letter',
  '/v1/letters/a-letter/signatories',
  '/v1/letters/a-letter/signatories/org-2',
]

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})

const get = (path: string, headers: Record<string, string> = {}) => startWorker().fetch(path, { headers })

describe.each(PATHS)('%s', (path) => {
  it('has a strong entity tag of its own and can be kept for a short while', async () => {
    const { headers } = await get(path)
    expect(headers.get('ETag')).toMatch(/^"[\x21\x23-\x7e]+"$/)
    expect(headers.get('Cache-Control')).toBe(
      'public, max-age=15, stale-while-revalidate=5, stale-if-error=39600',
    )
    expect(headers.get('Cache-Tag')).toContain('letters')
  })

  it('answers 304 to its own tag, in a list, as weak, and to *, without a body', async () => {
    const { headers } = await get(path)
    const tag = headers.get('ETag') ?? ''
    for (const value of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const response = await get(path, { 'If-None-Match': value })
      expect(response.status, value).toBe(304)
      expect(await response.text()).toBe('')
      expect(response.headers.get('ETag')).toBe(tag)
      expect(response.headers.get('Cache-Control')).toBe(headers.get('Cache-Control'))
    }
    for (const value of ['"other"', tag.slice(1, -1), `"${tag}"`, '']) {
      expect((await get(path, { 'If-None-Match': value })).status, value).toBe(200)
    }
  })

  it('is confirmed by an isolate that has not made it, again and again, and then had from it whole', async () => {
    const whole = await get(path)
    const tag = whole.headers.get('ETag') ?? ''
    const worker = startWorker()
    const [first, again] = [
      await worker.fetch(path, { headers: { 'If-None-Match': tag } }),
      await worker.fetch(path, { headers: { 'If-None-Match': tag } }),
    ]
    expect([first.status, again.status]).toEqual([304, 304])
    const fields = Object.fromEntries(again.headers)
    expect({ ...Object.fromEntries(whole.headers), ...fields }).toEqual(Object.fromEntries(whole.headers))
    expect(fields).not.toHaveProperty('content-length')
    const given = await worker.fetch(path)
    expect(given.status).toBe(200)
    expect(await given.text()).toBe(await whole.text())
  })

  it('answers HEAD with the headers of GET', async () => {
    const worker = startWorker()
    await worker.fetch(path)
    const got = await worker.fetch(path)
    const head = await worker.fetch(path, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(got.headers))
  })

  it('answers OPTIONS, and 405 to what would change something', async () => {
    const worker = startWorker()
    const options = await worker.fetch(path, { method: 'OPTIONS' })
    expect(options.status).toBe(204)
    expect(options.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await worker.fetch(path, { method })
      expect(response.status).toBe(405)
      expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
    }
  })

  it('has security headers', async () => {
    for (const response of [await get(path), await get(`${path === '/' ? '' : path}/nothing/here`)]) {
      const { headers } = response
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin')
      expect(headers.get('Strict-Transport-Security')).toBe('max-age=63072000')
      expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; /)
      expect(headers.get('Content-Security-Policy')).not.toContain('unsafe')
      const api = path.startsWith('/v1/')
      expect(headers.get('Cross-Origin-Resource-Policy')).toBe(api ? 'cross-origin' : 'same-origin')
      expect(headers.get('Access-Control-Allow-Origin')).toBe(api ? '*' : null)
    }
  })

  it('says how long KV and rendering took when it had to wait for them, and nothing when it had not', async () => {
    const worker = startWorker()
    worker.interfere = async (_, read) => {
      await scheduler.wait(20)
      return read()
    }
    expect((await worker.fetch(path)).headers.get('Server-Timing')).toMatch(/kv;dur=\d+, render;dur=\d+/)
    expect((await worker.fetch(path)).headers.get('Server-Timing')).toBeNull()
  })
})

it('gives each representation its own tag', async () => {
  const tags = await Promise.all(PATHS.map(async (path) => (await get(path)).headers.get('ETag')))
  expect(new Set(tags).size).toBe(PATHS.length)
})

it('changes its tag with the revision, and when an old revision is published again', async () => {
  const tag = async () => (await get('/v1/letters/a-letter')).headers.get('ETag')
  const first = await tag()
  await publish(letterSignedBy(4), '2020-03-02T12:00:00.000Z')
  const second = await tag()
  await publish(letterSignedBy(3), '2020-03-03T12:00:00.000Z')
  expect(new Set([first, second, await tag()]).size).toBe(3)
})

it('honours If-Modified-Since, but not beside If-None-Match', async () => {
  const path = '/v1/letters/a-letter'
  expect((await get(path)).headers.get('Last-Modified')).toBe('Sun, 01 Mar 2020 12:00:00 GMT')
  const since = (date: string) => get(path, { 'If-Modified-Since': date })
  expect((await since('Sun, 01 Mar 2020 12:00:00 GMT')).status).toBe(304)
  expect((await since('Mon, 02 Mar 2020 12:00:00 GMT')).status).toBe(304)
  expect((await since('Sun, 01 Mar 2020 11:59:59 GMT')).status).toBe(200)
  expect((await since('yesterday')).status).toBe(200)
  // To the second, as that field is.
  await publish(letterSignedBy(4), '2020-03-03T12:00:00.750Z')
  expect((await since('Tue, 03 Mar 2020 12:00:00 GMT')).status).toBe(304)
  const both = { 'If-Modified-Since': 'Wed, 04 Mar 2020 12:00:00 GMT', 'If-None-Match': '"other"' }
  expect((await get(path, both)).status).toBe(200)
})

it('lets any site ask before it reads the API', async () => {
  const response = await startWorker().fetch('/v1/letters', {
    method: 'OPTIONS',
    headers: { Origin: 'https://partner.example', 'Access-Control-Request-Method': 'GET' },
  })
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(response.headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, OPTIONS')
  expect(response.headers.get('Access-Control-Max-Age')).toBe('86400')
})
