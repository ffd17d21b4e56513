/** The part of the pretend Cloudflare that is Workers KV: namespaces, and what lies in them. */
import { randomBytes } from 'node:crypto'
import { ApiError, type Route } from './pretend-route.ts'

/** As few as the API may give, so that a list has pages. */
const KEYS_PER_PAGE = 10

type Value = { value: string; metadata?: unknown }
type Shown = { at: number; before: Value | undefined }

export type KvState = {
  /** Whether the bulk call leaves out this key, though it answers success. */
  loses: (key: string) => boolean
  /** Milliseconds until a write is seen. */
  lateness: number
}

type Namespace = ReturnType<typeof createNamespace>

export const createNamespace = (title: string, state: KvState) => {
  const values = new Map<string, Value>()
  const shown = new Map<string, Shown>()

  const see = (key: string): Value | undefined => {
    const late = shown.get(key)
    return late !== undefined && Date.now() < late.at ? late.before : values.get(key)
  }
  const change = (key: string, value: Value | undefined): void => {
    if (state.lateness > 0) shown.set(key, { at: Date.now() + state.lateness, before: see(key) })
    if (value === undefined) values.delete(key)
    else values.set(key, value)
  }
  return {
    title,
    values,
    clear: () => {
      values.clear()
      shown.clear()
    },
    put: (body: string) => {
      const pairs = JSON.parse(body) as (Value & { key: string })[]
      const lost = pairs.filter(({ key }) => state.loses(key)).map(({ key }) => key)
      for (const { key, ...value } of pairs) if (!lost.includes(key)) change(key, value)
      return { result: { successful_key_count: pairs.length - lost.length, unsuccessful_keys: lost } }
    },
    remove: (body: string) => {
      const keys = JSON.parse(body) as string[]
      for (const key of keys) change(key, undefined)
      return { result: { successful_key_count: keys.length, unsuccessful_keys: [] } }
    },
    get: (body: string) => {
      const { keys } = JSON.parse(body) as { keys: string[] }
      return { result: { values: Object.fromEntries(keys.map((key) => [key, see(key)?.value ?? null])) } }
    },
    list: (query: URLSearchParams) => {
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
    },
  }
}

/** By id. */
export type Namespaces = Map<string, Namespace>

const NAMESPACES = '/accounts/:account/storage/kv/namespaces'

export const kvRoutes = (namespaces: Namespaces, state: KvState): Route[] => {
  const find = (id = ''): Namespace => {
    const found = namespaces.get(id)
    if (found === undefined) throw new ApiError(404, 10_013, 'namespace not found')
    return found
  }
  return [
    [
      `GET ${NAMESPACES}`,
      ({ query }) => {
        const size = Number(query.get('per_page') ?? 20)
        const from = (Number(query.get('page') ?? 1) - 1) * size
        return {
          result: Array.from(namespaces, ([id, { title }]) => ({ id, title })).slice(from, from + size),
        }
      },
    ],
    [
      `POST ${NAMESPACES}`,
      ({ body }) => {
        const { title } = JSON.parse(body.toString()) as { title: string }
        if ([...namespaces.values()].some((namespace) => namespace.title === title))
          throw new ApiError(400, 10_014, 'a namespace with this account ID and title already exists')
        const id = randomBytes(16).toString('hex')
        namespaces.set(id, createNamespace(title, state))
        return { result: { id, title } }
      },
    ],
    [`PUT ${NAMESPACES}/:id/bulk`, ({ id, body }) => find(id).put(body.toString())],
    [`POST ${NAMESPACES}/:id/bulk/delete`, ({ id, body }) => find(id).remove(body.toString())],
    [`POST ${NAMESPACES}/:id/bulk/get`, ({ id, body }) => find(id).get(body.toString())],
    [`GET ${NAMESPACES}/:id/keys`, ({ id, query }) => find(id).list(query)],
  ]
}
