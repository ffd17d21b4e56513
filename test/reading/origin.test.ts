import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../src/reading/app.ts'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { publish } from '../worker.ts'
import { createWorkersCache } from '../workers-cache.ts'

const ORIGIN = 'https://letters.example'
const ELSEWHERE = [
  'https://letters.example:2096',
  'http://letters.example',
  'https://undersigned.somebody.workers.dev',
]
/** Answers that name addresses, and one that is not there. */
const PATHS = [
  '/',
  '/letters/a-letter',
  '/v1/letters',
  '/v1/letters/a-letter',
  '/v1/letters/a-letter/signatories?limit=1',
  '/letters/a-letter.md',
  '/letters/a-letter/feed.atom',
  '/oembed?url=https%3A%2F%2Fletters.example%2Fletters%2Fa-letter',
  '/sitemap.xml',
  '/v1/letters/none',
  '/letters/none',
]

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})
afterEach(() => vi.useRealTimers())

/** A Worker behind Workers Cache. */
const start = (configured: string | undefined) => {
  const app = createApp({}, { origin: configured })
  const worker = async (request: Request): Promise<Response> => {
    const ctx = createExecutionContext()
    const response = await app.fetch(request, env, ctx)
    const body = response.body === null ? null : await response.arrayBuffer()
    await waitOnExecutionContext(ctx)
    return new Response(body, response)
  }
  const cached = createWorkersCache(worker)
  return { worker, cached: (address: string) => cached(new Request(address, { redirect: 'manual' })) }
}

describe('with an origin', () => {
  it.each(PATHS)('%s leads there when it is asked for elsewhere', async (path) => {
    const { worker } = start(ORIGIN)
    for (const elsewhere of ELSEWHERE) {
      const response = await worker(new Request(elsewhere + path))
      expect([response.status, response.headers.get('Location')]).toEqual([308, ORIGIN + path])
      expect(response.headers.get('Cache-Control')).toBe('no-store')
    }
  })

  it.each(PATHS)('%s names that origin alone, whoever asked first', async (path) => {
    const honest = await (await start(ORIGIN).cached(ORIGIN + path)).text()
    const { cached } = start(ORIGIN)
    for (const elsewhere of ELSEWHERE) await cached(elsewhere + path)
    expect(await (await cached(ORIGIN + path)).text()).toBe(honest)
    vi.setSystemTime(Date.now() + 3_600_000)
    expect(await (await cached(ORIGIN + path)).text()).toBe(honest)
  })

  it('the operator’s own machine is answered, and nothing of that is shared', async () => {
    const response = await start(ORIGIN).worker(new Request('http://localhost:8787/v1/letters'))
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toContain('private')
  })
})

describe('without an origin', () => {
  it.each(PATHS)('%s is never handed on from one origin to another', async (path) => {
    const honest = await (await start(undefined).cached(ORIGIN + path)).text()
    const { cached } = start(undefined)
    for (const elsewhere of ELSEWHERE) await cached(elsewhere + path)
    expect(await (await cached(ORIGIN + path)).text()).toBe(honest)
  })
})
