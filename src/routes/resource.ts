import type { Context } from 'hono'
import { ProblemError } from '../http/problem.ts'
import type { Representation } from '../http/representation.ts'
import { isSlug } from '../letter/schema.ts'
import type { Io } from '../store/kv.ts'
import type { Store } from '../store/store.ts'
import { nothingAt } from './problems.ts'

/** One request for a resource. */
export type Visit = {
  io: Io
  origin: string
  query: URLSearchParams
  param: (name: string) => string
  /** Answers with a representation: 304, the body from memory, or the body rendered now. */
  answer: (representation: Representation) => Promise<Response>
}

/** What a path gives: parse, look up, render. Undefined when there is no such thing. */
export type Resource = (store: Store, visit: Visit) => Promise<Response | undefined>

type Respond = (request: Request, io: Io, representation: Representation) => Promise<Response>

export const createHandler =
  (store: Store, respond: Respond) =>
  (resource: Resource) =>
  async (c: Context<{ Bindings: Env }>): Promise<Response> => {
    const url = new URL(c.req.url)
    const slug = c.req.param('slug')
    if (slug !== undefined && !isSlug(slug)) throw new ProblemError(nothingAt(url.pathname))
    const io: Io = { kv: c.env.LETTERS, waitUntil: (promise) => c.executionCtx.waitUntil(promise), waited: 0 }
    const response = await resource(store, {
      io,
      origin: url.origin,
      query: url.searchParams,
      param: (name) => c.req.param(name) ?? '',
      answer: (representation) => respond(c.req.raw, io, representation),
    })
    if (response) return response
    throw new ProblemError(nothingAt(url.pathname))
  }
