import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import built from '../../../../build/widget.json'
import { widgetKey } from '../../../../src/revision/keys.ts'
import { emptyKv } from '../../../kv.ts'
import { ORIGIN, startWorker } from '../../../worker.ts'

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
