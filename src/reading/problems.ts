import { canonicalPath } from '../http/canonical.ts'
import {
  answerWithProblem,
  isUncached,
  type Occurrence,
  type Problem,
  ProblemError,
  problemResponse,
} from '../http/problem.ts'
import { QueryRedirect, redirect } from '../http/redirect.ts'
import { addresses } from '../page/addresses.ts'
import { dateIn } from '../page/formatter.ts'
import { noticePage } from '../page/notice.tsx'
import { headersAt, isApi } from './headers.ts'
import { problemTypes } from './problem-types.ts'
import { renamedAddress } from './renamed.ts'
import { NoSuchPlace } from './store/place.ts'
import { Erased, Renamed, Retired, Unavailable } from './store/unavailable.ts'

export const notFound = (path: string): Problem => ({
  type: problemTypes.notFound,
  detail: `There is nothing at ${path}.`,
})

/** Characters in an address. */
export const MAX_ADDRESS_LENGTH = 4096

/** The problem of an address that leads nowhere: it is too long for any, or there is nothing at it. */
export const nothingAt = (url: string): Problem =>
  url.length > MAX_ADDRESS_LENGTH
    ? {
        type: problemTypes.uriTooLong,
        detail: `The address has ${url.length} characters; none here has more than 4,096.`,
      }
    : notFound(new URL(url).pathname)

/** The problem of a precondition that does not hold (RFC 9110, 13.1.1). */
export const preconditionFailed = (etag: string): Problem => ({
  type: problemTypes.preconditionFailed,
  detail: `If-Match does not hold: the entity tag is ${etag} now.`,
})

export const tooManySearches: Problem = {
  type: problemTypes.tooManyRequests,
  detail: 'Too many searches came from your network address. Try again in a few seconds.',
}

export const notAcceptable = (accept: string, types: readonly string[]): Problem => ({
  type: problemTypes.notAcceptable,
  detail: `Accept is ${accept}; this can be had as ${types.join(', ')}.`,
})

const noSuchPlace: Problem = {
  type: problemTypes.notFound,
  detail: 'The list has no such place. Follow links.next as it is, or leave cursor out to start again.',
}

/** The problem of a cursor whose revision is not there. `start` is the address to start again at. */
export const revisionGone = (revision: string, start: string): Problem => ({
  type: problemTypes.revisionGone,
  detail: `The cursor belongs to revision ${revision}, which is not held here. Start again at ${start}.`,
})

export const methodNotAllowed = (method: string): Problem => ({
  type: problemTypes.methodNotAllowed,
  detail: `${method} is not possible here: everything can be read, with GET or HEAD, and nothing changed.`,
})

/** The problem of a revision from which somebody was erased, for an address of an origin. */
const erased = ({ slug, successor }: Erased, { origin, pathname }: URL): Problem => {
  const { revision, revisionPage } = addresses(origin, slug)
  return {
    type: problemTypes.revisionGone,
    detail: 'Somebody was erased from this revision. What took its place has everything else of it.',
    successor: (isApi(pathname) ? revision : revisionPage)(successor),
  }
}

/** The problem of a letter that is taken down (RFC 9110, 15.5.11): when, and why. */
const retired = ({ retirement: { since, note, revisions } }: Retired): Problem => ({
  type: problemTypes.letterRetired,
  detail: [
    `This letter was retired on ${dateIn('en', since)}.`,
    ...(note === undefined ? [] : [note]),
    ...(revisions ? ['Its revisions can still be read by their ids.'] : []),
  ].join(' '),
})

/** What the reader is told of an error. */
const problemOf = (error: Error, url: URL): Problem => {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof NoSuchPlace) return noSuchPlace
  if (error instanceof Erased) return erased(error, url)
  if (error instanceof Retired) return retired(error)
  return error instanceof Unavailable
    ? {
        type: problemTypes.unavailable,
        detail: 'What is stored cannot be read just now. Try again in a few seconds.',
      }
    : { type: problemTypes.internalError, detail: 'This is our fault, and it has been logged.' }
}

/** What the operator is told of it: errors that are ours, with the id that the reader was given. */
const log = (error: Error, requestId: string): void => {
  if (error instanceof ProblemError || error instanceof NoSuchPlace) return
  const event = error instanceof Unavailable ? 'unavailable' : 'unexpected-error'
  console.error(JSON.stringify({ event, request_id: requestId, detail: error.stack ?? error.message }))
}

const problemPage = (problem: Problem, { origin, instance, requestId }: Occurrence): Response => {
  const { type, title = type.title, detail, successor } = problem
  const page = noticePage({ origin, status: type.status, title, detail, successor, requestId })
  return answerWithProblem(problem, page, {
    ...headersAt(instance),
    'Content-Type': 'text/html; charset=utf-8',
  })
}

/**
 * Answers what did not go well, in the form that the path's readers expect: JSON on the API, a page elsewhere. Addresses
 * that only differ in spelling from one that exists are redirected here, so that canonical ones pay nothing for it.
 *
 * @param probe what an address of this deployment answers
 */
export const answerProblem = async (
  error: Error,
  { url: address, method, headers }: Request,
  probe: (url: URL) => Promise<Response>,
): Promise<Response> => {
  const url = new URL(address)
  if (error instanceof QueryRedirect) {
    url.search = error.query
    // Not kept, so that spellings of a query cannot fill a cache.
    return redirect(308, url.href, 'never')
  }
  if (error instanceof Renamed) return redirect(308, renamedAddress(url, error), 'missing')
  const problem = problemOf(error, url)
  const { origin, pathname } = url
  if (problem.type.status === 404 && (method === 'GET' || method === 'HEAD')) {
    const path = canonicalPath(pathname)
    if (path !== undefined) {
      const canonical = new URL(path + url.search, origin)
      const found = await probe(canonical)
      // Its query may have another spelling too: one redirect for both.
      const location = found.status === 308 ? found.headers.get('Location') : null
      if (found.status !== 404) return redirect(308, location ?? canonical.href, 'missing')
    }
  }
  const requestId = isUncached(problem) ? (headers.get('cf-ray') ?? crypto.randomUUID()) : undefined
  if (requestId !== undefined) log(error, requestId)
  const answer = isApi(pathname) ? problemResponse : problemPage
  return answer(problem, { origin, instance: pathname, requestId })
}
