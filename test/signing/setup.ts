/** A receiver of webhooks, which is a WebSub hub, too, on this machine and in Node, for tests that run inside workerd. */
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import type { TestProject } from 'vitest/node'
import { listen } from '../listen.ts'

declare module 'vitest' {
  interface ProvidedContext {
    receiver: { base: string; secret: string }
  }
}

/** Answers each POST with the status that its path names; a GET of the same path lists what was told there. */
export default async ({ provide }: TestProject) => {
  const secret = `whsec_${btoa('a secret of the tests, of 32 chars')}`
  const webhook = new Webhook(secret)
  const told = new Map<string, { id: string; event: unknown }[]>()
  const { base, close } = await listen(async (request, response) => {
    const path = request.url ?? ''
    const there = told.get(path) ?? []
    if (request.method === 'GET') return void response.end(JSON.stringify(there))
    const body = await text(request)
    if (request.headers['content-type'] === 'application/x-www-form-urlencoded') {
      const { 'hub.mode': mode, 'hub.url': id } = Object.fromEntries(new URLSearchParams(body))
      told.set(path, [...there, { id: `${id}`, event: mode }])
      return void response.writeHead(Number(/\d+/.exec(path)?.[0])).end()
    }
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers
    // Tests have a clock of their own, which `verify` would call wrong.
    const isSigned = signature === webhook.sign(`${id}`, new Date(Number(at) * 1000), body)
    told.set(path, [...there, { id: isSigned ? `${id}` : 'not signed', event: JSON.parse(body) }])
    response.writeHead(Number(/\d+/.exec(path)?.[0])).end()
  })
  provide('receiver', { base, secret })
  return close
}
