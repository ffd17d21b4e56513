import { beforeEach, describe, expect, it } from 'vitest'
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
        'limt is not a parameter here: did you mean limit?. Allowed here: limit, cursor, sort, q, type, country, signed_after, status, widget, at, fields, lang.',
      errors: [{ parameter: 'limt', detail: 'is not a parameter here: did you mean limit?' }],
    })
  })
})
