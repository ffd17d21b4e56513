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
    meaning:
      'There is nothing at this address. Letters are listed at /v1/letters, and what each has at /docs.',
    freshness: 'missing',
  },
  methodNotAllowed: {
    status: 405,
    name: 'method-not-allowed',
    title: 'Method not allowed',
    meaning: 'Everything here can be read, with GET or HEAD, and nothing changed. `Allow` lists the methods.',
    freshness: 'never',
    headers: { Allow: READ_METHODS },
  },
  notAcceptable: {
    status: 406,
    name: 'not-acceptable',
    title: 'Not acceptable',
    meaning: 'There is no form of this that `Accept` asks for. `Link` lists the forms that there are.',
    freshness: 'never',
    headers: { Vary: 'Accept' },
  },
  revisionGone: {
    status: 410,
    name: 'revision-gone',
    title: 'Revision no longer held',
    meaning: 'The cursor belongs to a revision that has been removed. Start again without a cursor.',
    freshness: 'missing',
  },
  preconditionFailed: {
    status: 412,
    name: 'precondition-failed',
    title: 'No longer the same',
    meaning:
      'What is here is no longer what `If-Match` names. Leave that field out, or ask for a revision by its id, which never changes.',
    freshness: 'never',
  },
  uriTooLong: {
    status: 414,
    name: 'uri-too-long',
    title: 'Address too long',
    meaning: 'No address of this deployment is longer than 4,096 characters.',
    freshness: 'never',
  },
  tooManyRequests: {
    status: 429,
    name: 'too-many-requests',
    title: 'Too many searches',
    meaning:
      'Too many searches came from one network address. Try again after as many seconds as `Retry-After` says.',
    freshness: 'never',
    headers: { 'Retry-After': RETRY_AFTER },
  },
  internalError: {
    status: 500,
    name: 'internal-error',
    title: 'Something went wrong',
    meaning: 'This is our fault, and it has been logged. `request_id` is in the log too.',
    freshness: 'never',
  },
  notOffered: {
    status: 501,
    name: 'not-offered',
    title: 'Not offered',
    meaning: 'There is no such form of this. `detail` says which forms there are.',
    freshness: 'missing',
  },
  unavailable: {
    status: 503,
    name: 'unavailable',
    title: 'Not available just now',
    meaning: 'The letter cannot be read just now. Try again after as many seconds as `Retry-After` says.',
    freshness: 'never',
    headers: { 'Retry-After': RETRY_AFTER },
  },
} as const satisfies Record<string, ProblemType>
