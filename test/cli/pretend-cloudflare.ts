/**
 * A server on this machine that answers the real Wrangler as Cloudflare's API does, as far as publishing needs it: KV,
 * its namespaces, and what is deployed. It can be told to fail, and notes what it was asked.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

const ACCOUNT = '0123456789abcdef0123456789abcdef'
/** As few as the API may give, so that a list has pages. */
const KEYS_PER_PAGE = 10

type Value = { value: string; metadata?: unknown }
type Shown = { at: number; before: Value | undefined }
export type Asked = { method: string; path: string }
/** What becomes of a request: an error as the API gives it, nothing at all for ever, or undefined for what is right. */
export type Fault = { status: number; code: number; message: string } | 'hang' | undefined

export type PretendCloudflare = Awaited<ReturnType<typeof startPretendCloudflare>>

/** @param worker the name of the one that is deployed, with a namespace for `LETTERS` */
export const startPretendCloudflare = async (worker: string) => {
  const values = new Map<string, Value>()
  const shown = new Map<string, Shown>()
  const asked: Asked[] = []
  const state = {
    fault: (_: Asked): Fault => undefined,
    /** Whether the bulk call leaves out this key, though it answers success. */
    loses: (_: string): boolean => false,
    /** Milliseconds until a write is seen. */
    lateness: 0,
  }

  const see = (key: string): Value | undefined => {
    const late = shown.get(key)
    return late !== undefined && Date.now() < late.at ? late.before : values.get(key)
  }
  const change = (key: string, value: Value | undefined): void => {
    if (state.lateness > 0) shown.set(key, { at: Date.now() + state.lateness, before: see(key) })
    if (value === undefined) values.delete(key)
    else values.set(key, value)
  }

  const put = (body: string) => {
    const pairs = JSON.parse(body) as (Value & { key: string })[]
    const lost = pairs.filter(({ key }) => state.loses(key)).map(({ key }) => key)
    for (const { key, ...value } of pairs) if (!lost.includes(key)) change(key, value)
    return { result: { successful_key_count: pairs.length - lost.length, unsuccessful_keys: lost } }
  }
  const remove = (body: string) => {
    const keys = JSON.parse(body) as string[]
    for (const key of keys) change(key, undefined)
    return { result: { successful_key_count: keys.length, unsuccessful_keys: [] } }
  }
  const get = (body: string) => {
    const { keys } = JSON.parse(body) as { keys: string[] }
    return { result: { values: Object.fromEntries(keys.map((key) => [key, see(key)?.value ?? null])) } }
  }
  const list = (query: URLSearchParams) => {
    const all = [...values.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '')).sort()
    const seen = all.filter((key) => see(key) !== undefined)
    const from = Number(query.get('cursor') ?? 0)
    const next = from + KEYS_PER_PAGE
    return {
      result: seen.slice(from, next).map((name) => ({
        name,
        ...(see(name)?.metadata !== undefined && { metadata: see(name)?.metadata }),
      })),
      result_info: { count: seen.length, cursor: next < seen.length ? String(next) : '' },
    }
  }

  const kv = `/accounts/${ACCOUNT}/storage/kv/namespaces/letters-id`
  const answers: Record<string, (body: string, query: URLSearchParams) => object> = {
    [`GET /accounts/${ACCOUNT}/workers/scripts/${worker}/settings`]: () => ({
      result: { bindings: [{ type: 'kv_namespace', name: 'LETTERS', namespace_id: 'letters-id' }] },
    }),
    [`PUT ${kv}/bulk`]: put,
    [`DELETE ${kv}/bulk`]: remove,
    [`POST ${kv}/bulk/get`]: get,
    [`GET ${kv}/keys`]: (_, query) => list(query),
  }

  const respond = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ success: status < 400, errors: [], messages: [], result: null, ...body }))
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://localhost')
    const body = await text(request)
    const what = { method: request.method ?? '', path }
    asked.push(what)
    const fault = state.fault(what)
    if (fault === 'hang') return
    if (fault !== undefined) {
      const { status, code, message } = fault
      return respond(response, status, { errors: [{ code, message }] })
    }
    const right = answers[`${what.method} ${path}`]
    if (right !== undefined) respond(response, 200, right(body, searchParams))
    else respond(response, 404, { errors: [{ code: 7003, message: `No route for ${what.method} ${path}` }] })
  }

  const server = createServer((request, response) => {
    void answer(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    values,
    asked,
    state,
    /** For the environment of a command that is to use this server and nothing else. */
    env: {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}`,
      CLOUDFLARE_API_TOKEN: 'pretend',
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
    },
    /** How many connections are open. */
    connections: () =>
      new Promise<number>((tell, fail) =>
        server.getConnections((error, count) => (error ? fail(error) : tell(count))),
      ),
    /** Everything right again, as before the first request. */
    reset: () => {
      values.clear()
      shown.clear()
      asked.length = 0
      Object.assign(state, { fault: () => undefined, loses: () => false, lateness: 0 })
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
