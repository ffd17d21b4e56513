import * as z from 'zod/mini'
import { MAX_LIMIT } from '../../embed/options.ts'
import { badQuery, ProblemError } from '../../http/problem.ts'
import { oneOf } from '../../http/query.ts'
import { QueryRedirect } from '../../http/redirect.ts'
import { isoDate } from '../../letter/iso.ts'
import { fnv1a } from '../../revision/fnv1a.ts'
import { Cursor, LanguageTag, Limit, Search } from '../parameters.ts'

const CountryCode = z.string().check(
  z.regex(/^[A-Z]{2}$/, {
    error: ({ input }) =>
      /^[a-z]{2}$/i.test(String(input))
        ? `is in capitals: did you mean ${String(input).toUpperCase()}?`
        : 'is not a two-letter country code such as KE',
  }),
)

/** Which signatories, in which order, and which page of them. `q` has an order of its own. */
export const SignatoriesQuery = z.strictObject({
  limit: z._default(Limit, MAX_LIMIT),
  cursor: z.optional(Cursor),
  sort: z.optional(oneOf('letter', 'name')),
  q: z.optional(Search),
  type: z.optional(oneOf('organisation', 'person')),
  country: z.optional(CountryCode),
  signed_after: z.optional(isoDate('is not a date of the calendar, written YYYY-MM-DD')),
  status: z._default(oneOf('active', 'withdrawn', 'all'), 'active'),
  /** The language in which the widget wants its words; of a list's first page. */
  widget: z.optional(LanguageTag),
})
export type SignatoriesQuery = z.infer<typeof SignatoriesQuery>

/** What is asked for, whatever the page: in one order and with no defaults, so that what means the same reads the same. */
const normalize = ({ q, sort, type, country, signed_after, status }: SignatoriesQuery): URLSearchParams =>
  new URLSearchParams(
    Object.entries({
      q,
      sort: sort === 'letter' ? undefined : sort,
      type,
      country,
      signed_after,
      status: status === 'active' ? undefined : status,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )

const fingerprintOf = (normalized: URLSearchParams): string =>
  normalized.size === 0 ? '' : fnv1a(normalized.toString()).toString(36)

/**
 * The query string, with its question mark, of a page of what `query` asks for.
 * @param place where the page begins in the revision's list; left out, it is the first page
 */
export const pageQueryString = (
  query: SignatoriesQuery,
  revision: string,
  place?: readonly number[],
): string => {
  const parameters = normalize(query)
  const fingerprint = fingerprintOf(parameters)
  if (query.limit !== MAX_LIMIT) parameters.set('limit', String(query.limit))
  if (place) parameters.set('cursor', `${revision}.${place.join('-')}${fingerprint && `.${fingerprint}`}`)
  else if (query.widget !== undefined) parameters.set('widget', query.widget)
  // As the canonical spelling has them.
  parameters.sort()
  return parameters.size > 0 ? `?${parameters}` : ''
}

/** How many numbers a place has: in a list, and in the search index. */
const LIST_DEPTH = 1
const SEARCH_DEPTH = 3

/**
 * Throws a 400 problem when parameters that are right by themselves do not go together, and a `QueryRedirect` where a
 * cursor can be spelt as this API gives it out.
 */
export const checkCombination = (query: SignatoriesQuery): void => {
  const { q, sort, cursor } = query
  const detail =
    q !== undefined && sort !== undefined
      ? 'sort and q do not go together: what is found by q comes the closest first. Leave one of them out.'
      : cursor && cursor.query !== fingerprintOf(normalize(query))
        ? 'cursor belongs to another query. Follow links.next as it is, or leave cursor out to start again.'
        : undefined
  if (detail !== undefined) throw new ProblemError({ type: badQuery, detail })
  const depth = q === undefined ? LIST_DEPTH : SEARCH_DEPTH
  if (cursor && cursor.place.length !== depth) {
    const place = Array.from({ length: depth }, (_, index) => cursor.place[index] ?? 0)
    throw new QueryRedirect(pageQueryString(query, cursor.revision, place).slice(1))
  }
}
