import type { Context } from 'hono'
import { isLocal } from '../http/local.ts'
import { ProblemError } from '../http/problem.ts'
import { isOverLimit } from '../http/rate-limit.ts'
import { isSlug } from '../letter/schema.ts'
import { isOpen } from '../letter/signing.ts'
import { MAX_ADDRESS_LENGTH, notFound, nothingAt, tooManySearches } from './problems.ts'
import type { Representation, Respond } from './respond.ts'
import type { Io } from './store/kv-reader.ts'
import type { CurrentLetter, Store } from './store/store.ts'

/** What wrangler.toml binds; a limiter only where the operator has one. */
export type Bindings = Omit<Env, 'SEARCH_LIMIT'> & { SEARCH_LIMIT?: RateLimit | undefined }

/** One request for a resource. */
export type RequestContext = {
  io: Io
  origin: string
  /** The query string with its question mark, or nothing. */
  search: string
  /** The request's `Accept` field. */
  accept: string | undefined
  param: (name: string) => string
  /** The text of a file that was deployed beside the Worker. */
  asset: (path: string) => Promise<string>
  /** Where the public signs a letter, for as long as it can: its form. */
  sign: (letter: Pick<CurrentLetter, 'slug' | 'head'>) => string | undefined
  /** Counts a search that is about to be made. Throws a 429 problem where its client has made too many. */
  countSearch: () => Promise<void>
  /** Answers with a representation: 304, the body from memory, or the body rendered now. */
  respond: (representation: Representation) => Promise<Response>
}

/** What a path gives: parse, look up, render. Undefined when there is no such thing. */
export type Handler = (store: Store, context: RequestContext) => Promise<Response | undefined>

export const createHandler =
  (store: Store, respond: Respond, signOrigin: string | undefined) =>
  (handler: Handler) =>
  async (c: Context<{ Bindings: Bindings }>): Promise<Response> => {
    // By hand: to make a URL takes longer than to find the answer.
    const { url } = c.req
    const [pathAt, queryAt] = [url.indexOf('/', 8), url.indexOf('?')]
    const pathEnd = queryAt < 0 ? url.length : queryAt
    const [origin, pathname, search] = [url.slice(0, pathAt), url.slice(pathAt, pathEnd), url.slice(pathEnd)]
    // In `/letters/{slug}.md` the segment is a file's name.
    const slug = c.req.param('slug') ?? c.req.param('file')?.replace(/\.(?:bundle\.zip|\w+)$/, '')
    // No address of ours is percent-encoded: one that is would be a second address for the same thing.
    if ((slug !== undefined && !isSlug(slug)) || pathname.includes('%')) {
      throw new ProblemError(nothingAt(url))
    }
    if (url.length > MAX_ADDRESS_LENGTH) throw new ProblemError(nothingAt(url))
    const io: Io = { kv: c.env.LETTERS, waitUntil: (promise) => c.executionCtx.waitUntil(promise), waited: 0 }
    const response = await handler(store, {
      io,
      origin,
      search,
      accept: c.req.header('Accept'),
      param: (name) => (name === 'slug' ? slug : c.req.param(name)) ?? '',
      asset: async (path) => {
        const file = await c.env.ASSETS.fetch(new URL(path, origin))
        if (!file.ok) throw new Error(`the asset ${path} answered ${file.status}`)
        return file.text()
      },
      sign: ({ slug, head: { signing } }) =>
        signing && isOpen(signing, Date.now())
          ? `${(!isLocal(origin) && signOrigin) || origin}/sign/${slug}`
          : undefined,
      async countSearch() {
        if (await isOverLimit(c.env.SEARCH_LIMIT, c.req.header('CF-Connecting-IP'))) {
          throw new ProblemError(tooManySearches)
        }
      },
      respond: (representation) => respond(c.req.raw, { io, origin }, representation),
    })
    if (response) return response
    throw new ProblemError(notFound(pathname))
  }
