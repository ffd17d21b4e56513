import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import built from '../../../../build/widget.json'
import type { Signatory } from '../../../../src/letter/schema.ts'
import { widgetKey } from '../../../../src/revision/keys.ts'
import { emptyKv } from '../../../kv.ts'
import { translated } from '../../../translated.ts'
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
    const response = await get('/widget/0123456789abcdef.js')
    expect(response.status).toBe(404)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining(
        `${ORIGIN}/widget/${built.hash}.js with integrity="${built.integrity}"`,
      ),
    })
  })
})

describe('a letter’s own script', () => {
  /** What the script calls the widget's code with: the list, the tag and the origin. */
  const given = (body: string) => {
    const [, list = '', origin] = /\}\)\((\{.*\}),document\.currentScript,"([^"]+)"\)$/s.exec(body) ?? []
    return { list: JSON.parse(list), origin }
  }

  it('brings the widget, what it shows of the first names, and the words of the letter’s language, as the API has them', async () => {
    await publish(translated())
    const response = await get('/widget/a-letter.js')
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-tag': 'letters,letter:a-letter,widget',
      'cache-control': (await get('/v1/letters/a-letter/signatories')).headers.get('Cache-Control'),
    })
    const { list, origin } = given(await response.text())
    expect(origin).toBe(ORIGIN)
    const query = 'fields=position%2Cname%2Curl%2Cprinted_as%2Csection&limit=50&widget=en'
    expect(list).toEqual(await (await get(`/v1/letters/a-letter/signatories?${query}`)).json())
  })

  it('brings no more than the first names of a long list, and leads to the rest', async () => {
    await publish({ ...translated(120), slug: 'long' })
    const { list } = given(await (await get('/widget/long.js')).text())
    expect(list.signatories).toHaveLength(50)
    expect(list.count).toBe(120)
    const { signatories } = await (await get(list.links.next.slice(ORIGIN.length))).json<typeof list>()
    expect(signatories[0]).toEqual({ position: 51, name: expect.any(String), printed_as: expect.any(String) })
  })

  it('is the same to who has it, until the letter changes; a HEAD has no body and OPTIONS no names', async () => {
    await publish(translated())
    const etag = (await get('/widget/a-letter.js')).headers.get('ETag') ?? ''
    expect(etag).toMatch(/^"/)
    const again = await get('/widget/a-letter.js', { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
    const head = await get('/widget/a-letter.js', { method: 'HEAD' })
    expect([head.headers.get('ETag'), await head.text()]).toEqual([etag, ''])
    const options = await get('/widget/a-letter.js', { method: 'OPTIONS' })
    expect([options.status, options.headers.get('Allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
  })

  it('holds whatever a name says without ending', async () => {
    const letter = translated()
    const [first] = letter.signatories as [Signatory]
    await publish({ ...letter, signatories: [{ ...first, name: '</script>\u2028<!--' }] })
    const body = await (await get('/widget/a-letter.js')).text()
    expect(body).not.toMatch(/<\/script|<!--|\u2028/)
    expect(given(body).list.signatories[0].name).toBe('</script>\u2028<!--')
  })

  it('is there for a letter whose name looks like a hash, and for no other', async () => {
    await publish({ ...translated(), slug: '0123456789abcdef' })
    expect((await get('/widget/0123456789abcdef.js')).status).toBe(200)
    for (const path of ['/widget/no-letter.js', '/widget/0123456789abcdef', '/widget/0123456789abcdef.json'])
      expect((await get(path)).status).toBe(404)
  })
})
