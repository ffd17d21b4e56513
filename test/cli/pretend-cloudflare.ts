/**
 * A server on this machine that answers as Cloudflare's API does, as far as deploying and publishing
 * need it. It can be told to fail, and notes what it was asked.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { listen } from '../listen.ts'
import { createNamespace, type KvState, kvRoutes, type Namespaces } from './pretend-kv.ts'
import { ApiError, type Call, type Route } from './pretend-route.ts'
import { type Workers, workersRoutes } from './pretend-workers.ts'

const ACCOUNT = '0123456789abcdef0123456789abcdef'
const LETTERS = 'letters-id'

export type Asked = { method: string; path: string }
/** What becomes of a request: an error as the API gives it, nothing at all for ever, or undefined for what is right. */
export type Fault = { status: number; code: number; message: string } | 'hang' | undefined

const patternOf = (route: string): RegExp => new RegExp(`^${route.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)

export type PretendCloudflare = Awaited<ReturnType<typeof startPretendCloudflare>>

/** @param worker the name of one that is deployed already, with a namespace for `LETTERS` */
export const startPretendCloudflare = async (worker?: string) => {
  const asked: Asked[] = []
  const untroubled = { fault: (_: Asked): Fault => undefined, loses: () => false, lateness: 0 }
  const state: KvState & { fault: (asked: Asked) => Fault } = { ...untroubled }

  const namespaces: Namespaces = new Map()
  const workers: Workers = new Map()
  const accounts: { id: string; name: string }[] = []
  const letters = createNamespace(`${worker}-letters`, state)
  const begin = (): void => {
    asked.length = 0
    Object.assign(state, untroubled)
    letters.clear()
    namespaces.clear()
    workers.clear()
    accounts.splice(0, Number.POSITIVE_INFINITY, { id: ACCOUNT, name: 'Pretend' })
    if (worker === undefined) return
    namespaces.set(LETTERS, letters)
    const bindings = [{ type: 'kv_namespace', name: 'LETTERS', namespace_id: LETTERS }]
    workers.set(worker, { versions: [{ id: 'first', bindings }], deployed: 'first' })
  }
  begin()
  const account: Route = ['GET /accounts', () => ({ result: accounts })]
  const routes = [account, ...kvRoutes(namespaces, state), ...workersRoutes(workers, namespaces)].map(
    ([pattern, answer]) => ({ pattern: patternOf(pattern), answer }),
  )

  const dispatch = async (what: Asked, call: Call): Promise<object> => {
    for (const { pattern, answer } of routes) {
      const found = pattern.exec(`${what.method} ${what.path}`)
      if (found) return answer({ ...call, ...found.groups })
    }
    throw new ApiError(404, 7003, `No route for ${what.method} ${what.path}`)
  }
  const respond = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ success: status < 400, errors: [], messages: [], result: null, ...body }))
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://localhost')
    const body = await buffer(request)
    const what = { method: request.method ?? '', path }
    asked.push(what)
    try {
      const fault = state.fault(what)
      if (fault === 'hang') return
      if (fault !== undefined) throw new ApiError(fault.status, fault.code, fault.message)
      respond(
        response,
        200,
        await dispatch(what, { query, body, type: request.headers['content-type'] ?? '' }),
      )
    } catch (error) {
      const { status = 500, code = 10_000, message } = error as Partial<ApiError>
      respond(response, status, { errors: [{ code, message }] })
    }
  }

  const { base, server, close } = await listen((request, response) => {
    void answer(request, response)
  })
  return {
    /** What lies in the KV of the Worker that was there. */
    values: letters.values,
    namespaces,
    workers,
    /** Those of the login. */
    accounts,
    asked,
    state,
    /** For the environment of a command that is to use this server and nothing else. */
    env: {
      CLOUDFLARE_API_BASE_URL: base,
      CLOUDFLARE_API_TOKEN: 'pretend',
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
    },
    /** How many connections are open. */
    connections: () =>
      new Promise<number>((tell, fail) =>
        server.getConnections((error, count) => (error ? fail(error) : tell(count))),
      ),
    /** Everything right again, as before the first request. */
    reset: begin,
    stop: close,
  }
}
