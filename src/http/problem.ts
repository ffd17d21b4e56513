/** Problems as RFC 9457 has them: what went wrong, for a program and for a person. */
import { cacheControlOf, type Freshness } from './freshness.ts'
import { apiHeaders } from './headers.ts'
import { formatJson } from './json.ts'

/** A kind of problem. A Worker has a page for each of those that it answers with, at its type URL. */
export type ProblemType = {
  /** HTTP status code, from 400 to 599. */
  status: number
  /** The last segment of its type URL, `/problems/{name}` (RFC 9457, 3.1.1). */
  name: string
  title: string
  /** How long an answer with it may be kept. `never`: every request gets one of its own. */
  freshness: Freshness
  /** Further fields of every answer with it, such as `Allow`. */
  headers?: Readonly<Record<string, string>>
}

/** What is wrong with one query parameter. */
export type ParameterError = { parameter: string; detail: string }

export type Problem = {
  type: ProblemType
  /** In place of the type's. */
  title?: string
  /** What would be right (RFC 9457, 3.1.4). */
  detail: string
  errors?: ParameterError[]
  /** The address of what took the place of what is gone. */
  successor?: string
}

/** Where a problem happened. An answer that caches may share carries no id: it would be another request's. */
export type Occurrence = { origin: string; instance: string; requestId?: string | undefined }

/** A problem on its way to the reader. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

export const badQuery = {
  status: 400,
  name: 'bad-query',
  title: 'Bad query',
  freshness: 'missing',
} as const satisfies ProblemType

/** Whether every request with this problem gets an answer of its own. */
export const isUncached = ({ type }: Problem): boolean => type.freshness === 'never'

/** An answer that says so, in whatever form, with the fields that it has in each. */
export const answerWithProblem = (
  { type, successor }: Problem,
  text: string,
  headers: Record<string, string>,
): Response => {
  const body = new TextEncoder().encode(text)
  return new Response(body, {
    status: type.status,
    headers: {
      ...headers,
      'Content-Length': String(body.byteLength),
      'Cache-Control': cacheControlOf(type.freshness),
      ...type.headers,
      // RFC 5829
      ...(successor !== undefined && { Link: `<${successor}>; rel="successor-version"` }),
    },
  })
}

/** The problem as `application/problem+json` (RFC 9457, 3). */
export const problemResponse = (problem: Problem, { origin, instance, requestId }: Occurrence): Response => {
  const { type, title = type.title, detail, errors, successor } = problem
  const { status, name } = type
  const json = formatJson({
    type: `${origin}/problems/${name}`,
    title,
    status,
    detail,
    instance,
    request_id: requestId,
    errors,
    successor,
  })
  return answerWithProblem(problem, json, { ...apiHeaders, 'Content-Type': 'application/problem+json' })
}
