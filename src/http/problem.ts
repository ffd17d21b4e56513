import { cacheControlOf, type Freshness } from './freshness.ts'
import { apiHeaders } from './headers.ts'

/** What went wrong, for a program and for a person (RFC 9457). `detail` says what would be right. */
export type Problem = { status: 400 | 404 | 405 | 410 | 500 | 501 | 503; title: string; detail: string }

/** A problem on its way to the reader. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

const freshness: Record<Problem['status'], Freshness> = {
  400: 'missing',
  404: 'missing',
  405: 'never',
  410: 'missing',
  500: 'never',
  501: 'missing',
  503: 'never',
}

/** Fields that every answer with this problem has, whether it is JSON or a page. */
export const problemHeaders = ({ status }: Problem): Record<string, string> => ({
  'Cache-Control': cacheControlOf(freshness[status]),
  ...(status === 405 && { Allow: 'GET, HEAD, OPTIONS' }),
  ...(status === 503 && { 'Retry-After': '10' }),
})

/** The problem as `application/problem+json`. */
export const problemResponse = (problem: Problem): Response =>
  new Response(`${JSON.stringify({ type: 'about:blank', ...problem }, null, 2)}\n`, {
    status: problem.status,
    headers: { ...apiHeaders, ...problemHeaders(problem), 'Content-Type': 'application/problem+json' },
  })
