import { isLocal } from '../http/local.ts'
import { ProblemError } from '../http/problem.ts'
import { isOverLimit } from '../http/rate-limit.ts'
import { isOpen } from '../letter/signing.ts'
import { options } from './options.ts'
import {
  answerProblem,
  MAX_ADDRESS_LENGTH,
  methodNotAllowed,
  notFound,
  nothingAt,
  tooManySearches,
} from './problems.ts'
import type { Representation, Respond } from './respond.ts'
import type { Router } from './router.ts'
import { andThen, recover, type Soon } from './soon.ts'
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
  accept: () => string | undefined
  param: (name: string) => string
  /** Where the public signs a letter, for as long as it can: its form. */
  sign: (letter: Pick<CurrentLetter, 'slug' | 'head'>) => string | undefined
  /** Counts a search that is about to be made. Throws a 429 problem where its client has made too many. */
  countSearch: () => Promise<void>
  /** Answers with a representation: 304, the body from memory, or the body rendered now. */
  respond: (representation: Representation) => Soon<Response>
}

/** What a path gives: parse, look up, render. Undefined when there is no such thing. */
export type Handler = (store: Store, context: RequestContext) => Soon<Response | undefined>

export type Answer = (request: Request, env: Bindings, execution: ExecutionContext) => Soon<Response>

/** Answers requests with what stands at their paths. */
export const createAnswer = (
  find: Router<Handler>['find'],
  store: Store,
  respond: Respond,
  signOrigin: string | undefined,
): Answer => {
  const answer: Answer = (request, env, execution) => {
    const { url, method } = request
    // By hand: to make a URL takes longer than to find the answer.
    const pathAt = url.indexOf('/', 8)
    const queryAt = url.indexOf('?')
    const pathEnd = queryAt < 0 ? url.length : queryAt
    const origin = url.slice(0, pathAt)
    const path = url.slice(pathAt, pathEnd)
    const search = url.slice(pathEnd)
    return recover<Response>(
      () => {
        const found = url.length > MAX_ADDRESS_LENGTH ? undefined : find(path)
        if (!found) throw new ProblemError(nothingAt(url))
        if (method === 'OPTIONS') return options(path)
        if (method !== 'GET' && method !== 'HEAD') throw new ProblemError(methodNotAllowed(method))
        const io: Io = { kv: env.LETTERS, assets: env.ASSETS, execution, waited: 0 }
        const response = found.target(store, {
          io,
          origin,
          search,
          accept: () => request.headers.get('Accept') ?? undefined,
          param: found.param,
          sign: ({ slug, head: { signing } }) =>
            signing && isOpen(signing, Date.now())
              ? `${(!isLocal(origin) && signOrigin) || origin}/sign/${slug}`
              : undefined,
          async countSearch() {
            if (await isOverLimit(env.SEARCH_LIMIT, request.headers.get('CF-Connecting-IP') ?? undefined)) {
              throw new ProblemError(tooManySearches)
            }
          },
          respond: (representation) => respond(request, { io, origin }, representation),
        })
        return andThen(response, (response) => {
          if (response) return response
          throw new ProblemError(notFound(path))
        })
      },
      (error) => {
        const probe = async (url: URL) =>
          answer(new Request(url, { method: 'HEAD', headers: request.headers }), env, execution)
        return answerProblem(error as Error, request, probe)
      },
    )
  }
  return answer
}
