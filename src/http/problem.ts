import { cacheControlOf, type Freshness } from './freshness.ts'
import { apiHeaders } from './headers.ts'

/**
 * The kinds of problem, one for each status: the last segment of its type URL (`/problems/{name}`), its title, what it
 * means and what to do, and how long its answer may be kept.
 */
export const problemTypes = {
  400: {
    name: 'bad-query',
    title: 'Bad query',
    meaning:
      'A query parameter is unknown, is given twice or has a value that is not allowed. `detail` names it and says what is allowed; `errors` lists each one.',
    freshness: 'missing',
  },
  404: {
    name: 'not-found',
    title: 'Not found',
    meaning:
      'There is nothing at this address. Letters are listed at /v1/letters, and what each has at /docs.',
    freshness: 'missing',
  },
  405: {
    name: 'method-not-allowed',
    title: 'Method not allowed',
    meaning: 'Everything here can be read, with GET or HEAD, and nothing changed. `Allow` lists the methods.',
    freshness: 'never',
  },
  406: {
    name: 'not-acceptable',
    title: 'Not acceptable',
    meaning: 'There is no form of this that `Accept` asks for. `Link` lists the forms that there are.',
    freshness: 'never',
  },
  410: {
    name: 'revision-gone',
    title: 'Revision no longer held',
    meaning: 'The cursor belongs to a revision that has been removed. Start again without a cursor.',
    freshness: 'missing',
  },
  414: {
    name: 'uri-too-long',
    title: 'Address too long',
    meaning: 'No address of this deployment is longer than 4,096 characters.',
    freshness: 'never',
  },
  429: {
    name: 'too-many-requests',
    title: 'Too many searches',
    meaning:
      'Too many searches came from one network address. Try again after as many seconds as `Retry-After` says.',
    freshness: 'never',
  },
  500: {
    name: 'internal-error',
    title: 'Something went wrong',
    meaning: 'This is our fault, and it has been logged. `request_id` is in the log too.',
    freshness: 'never',
  },
  501: {
    name: 'not-offered',
    title: 'Not offered',
    meaning: 'There is no such form of this. `detail` says which forms there are.',
    freshness: 'missing',
  },
  503: {
    name: 'unavailable',
    title: 'Not available just now',
    meaning: 'The letter cannot be read just now. Try again after as many seconds as `Retry-After` says.',
    freshness: 'never',
  },
} as const satisfies Record<number, { name: string; title: string; meaning: string; freshness: Freshness }>

/** Seconds after which it is worth trying again: the limiter's `period` in wrangler.toml, and enough for KV to recover. */
const RETRY_AFTER = '10'

/** What is wrong with one query parameter. */
export type ParameterError = { parameter: string; detail: string }

/** What went wrong, for a program and for a person (RFC 9457). `detail` says what would be right. */
export type Problem = {
  status: keyof typeof problemTypes
  title: string
  detail: string
  errors?: ParameterError[]
}

/** Where a problem happened. An answer that caches may share carries no id: it would be another request's. */
export type Occurrence = { origin: string; instance: string; requestId?: string }

/** A problem on its way to the reader. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** Whether every request with this problem gets an answer of its own. */
export const isUncached = ({ status }: Problem): boolean => problemTypes[status].freshness === 'never'

/** Fields that every answer with this problem has, whether it is JSON or a page. */
export const problemHeaders = ({ status }: Problem): Record<string, string> => ({
  'Cache-Control': cacheControlOf(problemTypes[status].freshness),
  ...(status === 405 && { Allow: 'GET, HEAD, OPTIONS' }),
  ...(status === 406 && { Vary: 'Accept' }),
  ...((status === 429 || status === 503) && { 'Retry-After': RETRY_AFTER }),
})

/** The problem as `application/problem+json`. */
export const problemResponse = (problem: Problem, { origin, instance, requestId }: Occurrence): Response => {
  const { status, title, detail, errors } = problem
  const body = new TextEncoder().encode(
    `${JSON.stringify(
      {
        type: `${origin}/problems/${problemTypes[status].name}`,
        title,
        status,
        detail,
        instance,
        ...(requestId !== undefined && { request_id: requestId }),
        ...(errors && { errors }),
      },
      null,
      2,
    )}\n`,
  )
  return new Response(body, {
    status,
    headers: {
      ...apiHeaders,
      ...problemHeaders(problem),
      'Content-Type': 'application/problem+json',
      'Content-Length': String(body.byteLength),
    },
  })
}
