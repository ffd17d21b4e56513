import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { createApp } from '../../src/reading/app.ts'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { ORIGIN, publish } from '../worker.ts'

beforeEach(emptyKv)

it('no request of any method reaches anything of KV but get', async () => {
  await publish(letterSignedBy(3))
  const used = new Set<string | symbol>()
  const watched = new Proxy(env.LETTERS, {
    get(kv, name) {
      used.add(name)
      if (name !== 'get') throw new Error(`the Worker reached KV's ${String(name)}`)
      return kv.get.bind(kv)
    },
  })
  const app = createApp({})
  const paths = new Set(app.paths.map((path) => path.replace(':slug', 'a-letter').replace(/:id\b/, 'org-1')))
  expect(paths.size).toBeGreaterThan(6)
  for (const path of [
    ...paths,
    '/nothing/here',
    '/v1/letters/no-letter',
    '/v1/letters/a-letter/signatories?limit=x',
  ]) {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const ctx = createExecutionContext()
      const body = /^P/.test(method) ? '{"slug":"a-letter"}' : null
      const request = new Request(new URL(path, ORIGIN), { method, body })
      const response = await app.fetch(request, { ...env, LETTERS: watched }, ctx)
      await response.arrayBuffer()
      await waitOnExecutionContext(ctx)
      expect(response.status, `${method} ${path}`).toBeLessThan(500)
    }
  }
  expect([...used]).toEqual(['get'])
})
