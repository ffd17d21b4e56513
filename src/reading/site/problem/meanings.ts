import type { problemTypes } from '../../problem-types.ts'

/** What each kind of problem means and what to do, in Markdown with nothing but code spans. Not for the Worker: its pages are built. */
export const meanings: Record<keyof typeof problemTypes, string> = {
  badQuery:
    'A query parameter is unknown, is given twice or has a value that is not allowed. `detail` names it and says what is allowed; `errors` lists each one.',
  notFound:
    'There is nothing at this address. Letters are listed at /v1/letters, and what each has at /docs.',
  methodNotAllowed:
    'Everything here can be read, with GET or HEAD, and nothing changed. `Allow` lists the methods.',
  notAcceptable: 'There is no form of this that `Accept` asks for. `Link` lists the forms that there are.',
  revisionGone:
    'The revision that the address names has been removed. A cursor starts again without it. Where somebody was erased from the revision, `successor` and `Link` lead to what took its place.',
  letterRetired:
    'Whoever published the letter has taken it down; `detail` says when, and why where that is known. Its revisions may still be there under their ids.',
  preconditionFailed:
    'What is here is no longer what `If-Match` names. Leave that field out, or ask for a revision by its id, which never changes.',
  uriTooLong: 'No address of this deployment is longer than 4,096 characters.',
  tooManyRequests:
    'Too many searches came from one network address. Try again after as many seconds as `Retry-After` says.',
  internalError: 'This is our fault, and it has been logged. `request_id` is in the log too.',
  notOffered: 'There is no such form of this. `detail` says which forms there are.',
  unavailable:
    'What is stored cannot be read just now. Try again after as many seconds as `Retry-After` says.',
}
