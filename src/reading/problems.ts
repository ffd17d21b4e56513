import type { Context } from 'hono'
import { canonicalPath } from '../http/canonical.ts'
import { headersAt, isApi } from '../http/headers.ts'
import {
  isUncached,
  type Problem,
  ProblemError,
  problemHeaders,
  problemResponse,
  problemTypes,
} from '../http/problem.ts'
import { Redirection, redirect } from '../http/redirect.ts'
import { noticePage } from '../page/notice.tsx'
import { Unavailable } from './store/unavailable.ts'

/** A problem with the title of its kind. */
const problem = (status: Problem['status'], detail: string): Problem => ({
  status,
  title: problemTypes[status].title,
  detail,
})

export const nothingAt = (path: string): Problem => problem(404, `There is nothing at ${path}.`)

export const tooLong = (characters: number): Problem =>
  problem(414, `The address has ${characters} characters; none here has more than 4,096.`)

export const tooManySearches = (): Problem =>
  problem(429, 'Too many searches came from your network address. Try again in a few seconds.')

export const notAcceptable = (accept: string, types: string[]): Problem =>
  problem(406, `Accept is ${accept}; this can be had as ${types.join(', ')}.`)

export const methodNotAllowed = (c: Context): never => {
  throw new ProblemError(
    problem(
      405,
      `${c.req.method} is not possible here: everything can be read, with GET or HEAD, and nothing changed.`,
    ),
  )
}

/** What the reader is told of an error. */
const problemOf = (error: Error): Problem => {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof Unavailable) {
    return problem(503, 'The letter cannot be read just now. Try again in a few seconds.')
  }
  return problem(500, 'This is our fault, and it has been logged.')
}

/** What the operator is told of it: errors that are ours, with the id that the reader was given. */
const log = (error: Error, requestId: string): void => {
  if (error instanceof ProblemError) return
  const event = error instanceof Unavailable ? 'unavailable' : 'unexpected-error'
  console.error(JSON.stringify({ event, request_id: requestId, detail: error.stack ?? error.message }))
}

/**
 * Answers what did not go well, in the form that the path's readers expect: JSON on the API, a page elsewhere. Addresses
 * that only differ in spelling from one that exists are redirected here, so that canonical ones pay nothing for it.
 *
 * @param probe what an address of this deployment answers
 */
export const createProblemResponder =
  (probe: (url: URL, c: Context) => Response | Promise<Response>) =>
  async (error: Error, c: Context): Promise<Response> => {
    const url = new URL(c.req.url)
    if (error instanceof Redirection) {
      url.search = error.query
      // Not kept, so that spellings of a query cannot fill a cache.
      return redirect(308, url.href, 'never')
    }
    const problem = problemOf(error)
    const { origin, pathname } = url
    const { method } = c.req
    if (problem.status === 404 && (method === 'GET' || method === 'HEAD')) {
      const path = canonicalPath(pathname)
      if (path !== undefined) {
        const canonical = new URL(path + url.search, origin)
        const found = await probe(canonical, c)
        // Its query may have another spelling too: one redirect for both.
        const location = found.status === 308 ? found.headers.get('Location') : null
        if (found.status !== 404) return redirect(308, location ?? canonical.href, 'missing')
      }
    }
    const requestId = isUncached(problem) ? (c.req.header('cf-ray') ?? crypto.randomUUID()) : undefined
    if (requestId !== undefined) log(error, requestId)
    if (isApi(pathname)) {
      return problemResponse(problem, {
        origin,
        instance: pathname,
        ...(requestId !== undefined && { requestId }),
      })
    }
    const page = noticePage({ origin, ...problem, ...(requestId !== undefined && { requestId }) })
    const body = new TextEncoder().encode(page)
    return new Response(body, {
      status: problem.status,
      headers: {
        ...headersAt(pathname),
        ...problemHeaders(problem),
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Length': String(body.byteLength),
      },
    })
  }
