import type { Context } from 'hono'
import { headersAt, isApi } from '../http/headers.ts'
import { type Problem, ProblemError, problemHeaders, problemResponse } from '../http/problem.ts'
import { noticePage } from '../render/page/notice.tsx'
import { Unavailable } from '../store/fault.ts'

export const nothingAt = (path: string): Problem => ({
  status: 404,
  title: 'Not found',
  detail: `There is nothing at ${path}.`,
})

/** What the reader is told of an error. What is not expected is logged, and stays inside. */
export const problemOf = (error: Error): Problem => {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof Unavailable) {
    return {
      status: 503,
      title: 'Not available just now',
      detail: 'The letter cannot be read just now. Try again in a few seconds.',
    }
  }
  console.error(JSON.stringify({ event: 'unexpected-error', detail: error.stack ?? error.message }))
  return { status: 500, title: 'Something went wrong', detail: 'This is our fault, and it has been logged.' }
}

export const methodNotAllowed = (c: Context): Response | Promise<Response> =>
  respondProblem(c, {
    status: 405,
    title: 'Method not allowed',
    detail: `${c.req.method} is not possible here: everything can be read, with GET or HEAD, and nothing changed.`,
  })

/** The problem in the form that the path's readers expect: JSON on the API, a page elsewhere. */
export const respondProblem = (c: Context, problem: Problem): Response => {
  const { pathname, origin } = new URL(c.req.url)
  if (isApi(pathname)) return problemResponse(problem)
  return new Response(noticePage({ origin, ...problem }), {
    status: problem.status,
    headers: {
      ...headersAt(pathname),
      ...problemHeaders(problem),
      'Content-Type': 'text/html; charset=utf-8',
    },
  })
}
