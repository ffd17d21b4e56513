import { READ_METHODS } from '../http/cors.ts'
import { badQuery, type ProblemType } from '../http/problem.ts'

/** Seconds after which it is worth trying again: the limiter's `period` in wrangler.toml, and enough for KV to recover. */
const RETRY_AFTER = '10'

/** Every kind of problem that this Worker answers with, by status. */
export const problemTypes = {
  badQuery,
  notFound: {
    status: 404,
    name: 'not-found',
    title: 'Not found',
    freshness: 'missing',
  },
  methodNotAllowed: {
    status: 405,
    name: 'method-not-allowed',
    title: 'Method not allowed',
    freshness: 'never',
    headers: { Allow: READ_METHODS },
  },
  notAcceptable: {
    status: 406,
    name: 'not-acceptable',
    title: 'Not acceptable',
    freshness: 'never',
    headers: { Vary: 'Accept' },
  },
  revisionGone: {
    status: 410,
    name: 'revision-gone',
    title: 'Revision no longer held',
    freshness: 'missing',
  },
  letterRetired: {
    status: 410,
    name: 'letter-retired',
    title: 'Letter retired',
    freshness: 'missing',
  },
  preconditionFailed: {
    status: 412,
    name: 'precondition-failed',
    title: 'No longer the same',
    freshness: 'never',
  },
  uriTooLong: {
    status: 414,
    name: 'uri-too-long',
    title: 'Address too long',
    freshness: 'never',
  },
  tooManyRequests: {
    status: 429,
    name: 'too-many-requests',
    title: 'Too many searches',
    freshness: 'never',
    headers: { 'Retry-After': RETRY_AFTER },
  },
  internalError: {
    status: 500,
    name: 'internal-error',
    title: 'Something went wrong',
    freshness: 'never',
  },
  notOffered: {
    status: 501,
    name: 'not-offered',
    title: 'Not offered',
    freshness: 'missing',
  },
  unavailable: {
    status: 503,
    name: 'unavailable',
    title: 'Not available just now',
    freshness: 'never',
    headers: { 'Retry-After': RETRY_AFTER },
  },
} as const satisfies Record<string, ProblemType>
