import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import production from '../../src/reading/index.ts'
import staging from '../../src/reading/staging.ts'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { ORIGIN, publish } from '../worker.ts'

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})

type Fetch = (request: Request, env: Env, ctx: ExecutionContext) => Response | Promise<Response>

const ask = async (worker: { fetch: Fetch }, path: string, init?: RequestInit) => {
  const ctx = createExecutionContext()
  const response = await worker.fetch(new Request(ORIGIN + path, init), env, ctx)
  const body = await response.text()
  await waitOnExecutionContext(ctx)
  const { 'server-timing': _, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, headers, body }
}

it.each([
  '/',
  '/letters/a-letter',
  '/v1/letters/a-letter',
  '/robots.txt',
  '/widget.js',
  '/letters/nothing',
  '/%',
])('staging answers as production does, and asks not to be indexed: %s', async (path) => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    const expected = await ask(production, path, { method })
    expect(expected.headers).not.toHaveProperty('x-robots-tag')
    expect(await ask(staging, path, { method })).toEqual({
      ...expected,
      headers: { ...expected.headers, 'x-robots-tag': 'noindex' },
    })
  }
})

it('staging answers with a 304 too', async () => {
  const { headers } = await ask(staging, '/v1/letters')
  const again = await ask(staging, '/v1/letters', { headers: { 'If-None-Match': headers.etag ?? '' } })
  expect(again).toMatchObject({ status: 304, body: '', headers: { 'x-robots-tag': 'noindex' } })
})
