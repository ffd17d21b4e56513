import { beforeEach, describe, expect, it } from 'vitest'
import { canonicalPath } from '../../src/http/canonical.ts'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { ORIGIN, publish, startWorker } from '../worker.ts'

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})

const get = (path: string, init?: RequestInit) => startWorker().fetch(path, init)

describe('an address in another spelling', () => {
  it.each([
    ['/letters/a-letter/', '/letters/a-letter'],
    ['/Letters/A-Letter', '/letters/a-letter'],
    ['//letters//a-letter//', '/letters/a-letter'],
    ['/letters/%61-letter', '/letters/a-letter'],
    ['/letters/A-LETTER.MD', '/letters/a-letter.md'],
    ['/V1/letters/a-letter/signatories/ORG-1/', '/v1/letters/a-letter/signatories/org-1'],
    ['/v1/letters/', '/v1/letters'],
    ['/v1/letters/a-letter/signatories/?limit=2', '/v1/letters/a-letter/signatories?limit=2'],
    ['/v1/letters/a-letter/signatories/?limit=500', '/v1/letters/a-letter/signatories'],
    ['/letters/a-letter?utm_source=x', '/letters/a-letter'],
    ['/?fbclid=x', '/'],
  ])('%s redirects once, to %s', async (path, canonical) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await get(ORIGIN + path, { method })
      expect(response.status).toBe(308)
      expect(response.headers.get('Location')).toBe(ORIGIN + canonical)
    }
    expect((await get(canonical)).status).toBe(200)
  })

  it.each([
    '/letters/nothing/',
    '/LETTERS/nothing',
    '/é',
    '/letters/%E9',
    '/letters/א',
    '/%5cevil.example',
    '//evil.example',
  ])('%s is not found when it means nothing', async (path) => {
    expect((await get(ORIGIN + path)).status).toBe(404)
  })

  it('never leads to another host', () => {
    for (const path of [
      '//evil.example',
      '/%5Cevil.example',
      '/%2F%2Fevil.example',
      '/\\evil.example',
      '///%09/evil',
    ]) {
      const canonical = canonicalPath(path)
      if (canonical !== undefined) expect(new URL(canonical, ORIGIN).origin, path).toBe(ORIGIN)
    }
  })
})

describe('a query in another spelling', () => {
  const START = '/v1/letters/a-letter/signatories'

  it.each([
    ['?limit=500', ''],
    ['?limit=007', '?limit=7'],
    ['?', null],
  ])('%s becomes %s', async (query, canonical) => {
    const response = await get(START + query)
    expect(response.headers.get('Location')).toBe(canonical === null ? null : ORIGIN + START + canonical)
    if (canonical !== null) expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  it('is put in alphabetical order', async () => {
    const page = (await (await get(`${START}?limit=2`)).json()) as { links: { next: string } }
    const { searchParams } = new URL(page.links.next)
    const reversed = `${START}?limit=2&cursor=${searchParams.get('cursor')}`
    expect((await get(reversed)).headers.get('Location')).toBe(page.links.next)
    expect((await get(page.links.next)).status).toBe(200)
  })

  it('that is wrong names the parameter that was probably meant', async () => {
    const response = await get(`${START}?limt=2`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      detail:
        'limt is not a parameter here: did you mean limit?. Allowed here: limit, cursor, sort, q, type, country, signed_after, status, widget.',
      errors: [{ parameter: 'limt', detail: 'is not a parameter here: did you mean limit?' }],
    })
  })
})

describe('a letter’s page', () => {
  const accepting = (accept: string) => get('/letters/a-letter', { headers: { Accept: accept } })

  it.each([
    ['application/json', '/v1/letters/a-letter'],
    ['text/markdown, text/html;q=0.5', '/letters/a-letter.md'],
    ['application/ld+json', '/letters/a-letter.jsonld'],
  ])('sends who asks for %s to %s, in an answer that is never kept', async (accept, address) => {
    const response = await accepting(accept)
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe(ORIGIN + address)
    expect(response.headers.get('Vary')).toBe('Accept')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  it.each([
    'text/html,application/xhtml+xml,*/*;q=0.8',
    '*/*',
    'text/*',
    'text/html;q=0.9, application/json;q=0.9',
  ])('is a page for who asks for %s, and does not vary', async (accept) => {
    const response = await accepting(accept)
    expect(response.status).toBe(200)
    expect(response.headers.get('Vary')).toBeNull()
    expect(response.headers.get('Link')).toContain(`<${ORIGIN}/v1/letters/a-letter>; rel="alternate"`)
  })

  it.each(['image/png', 'application/json;q=0'])('cannot be had as %s', async (accept) => {
    const response = await accepting(accept)
    expect(response.status).toBe(406)
    expect(response.headers.get('Vary')).toBe('Accept')
  })
})

describe('problems', () => {
  it('have a type that leads to a page which explains it', async () => {
    const problem = (await (await get('/v1/nothing')).json()) as { type: string; request_id?: string }
    const page = await get(problem.type)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('There is nothing at this address')
    expect(problem.request_id).toBeUndefined()
  })

  it('carry the id that is in the log where no cache shares them', async () => {
    const response = await get('/v1/letters', { method: 'POST', headers: { 'cf-ray': 'abc-LHR' } })
    expect(await response.json()).toMatchObject({
      status: 405,
      request_id: 'abc-LHR',
      instance: '/v1/letters',
    })
  })

  it('say when an address is too long', async () => {
    expect((await get(`/v1/letters/a-letter/signatories?cursor=${'x'.repeat(5000)}`)).status).toBe(414)
  })
})
