import * as z from 'zod/mini'
import { MAX_LIMIT } from '../../embed/options.ts'
import { badQuery, ProblemError } from '../../http/problem.ts'
import { oneOf, orElse } from '../../http/query.ts'
import { QueryRedirect } from '../../http/redirect.ts'
import { isoDate } from '../../letter/iso.ts'
import { fnv1a } from '../../revision/fnv1a.ts'
import { FIELDS } from '../../revision/packed.ts'
import { CountryLanguage } from '../country-names.ts'
import { fieldsOf } from '../fields.ts'
import { Cursor, LanguageTag, Limit, Search } from '../parameters.ts'
import { At } from '../revisions/at.ts'

const CountryCode = z.string().check(
  z.regex(/^[A-Z]{2}$/, {
    error: ({ input }) =>
      /^[a-z]{2}$/i.test(String(input))
        ? `is in capitals: did you mean ${String(input).toUpperCase()}?`
        : 'is not a two-letter country code such as KE',
  }),
)

const ITEM_FIELDS = ['position', ...FIELDS, 'country_name']

/** Which signatories, in which order, and which page of them. `q` has an order of its own. */
export const SignatoriesQuery = z.strictObject({
  limit: orElse(Limit, String(MAX_LIMIT)),
  cursor: z.optional(Cursor),
  sort: z.optional(oneOf('letter', 'name')),
  q: z.optional(Search),
  type: z.optional(oneOf('organisation', 'person')),
  country: z.optional(CountryCode),
  signed_after: z.optional(isoDate('is not a date of the calendar, written YYYY-MM-DD')),
  status: orElse(oneOf('active', 'withdrawn', 'all'), 'active'),
  /** The language in which the widget wants its words; of a list's first page. */
  widget: z.optional(LanguageTag),
  /** When: now, where it is left out. */
  at: z.optional(At),
  fields: z.optional(fieldsOf(ITEM_FIELDS)),
  lang: z.optional(CountryLanguage),
})
export type SignatoriesQuery = z.infer<typeof SignatoriesQuery>

/** What is wanted of one signatory. */
export const SignatoryQuery = z.strictObject({
  fields: z.optional(fieldsOf([...ITEM_FIELDS, 'letter', 'revision', 'license', 'links'])),
  lang: z.optional(CountryLanguage),
})

/** Throws a 400 problem where names of countries are wanted in no language. */
export const checkNames = ({ fields, lang }: z.infer<typeof SignatoryQuery>): void => {
  if (fields?.chosen.includes('country_name') && !lang) {
    const detail = 'fields has country_name, so add its language, such as lang=en.'
    throw new ProblemError({ type: badQuery, detail })
  }
}

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
  if (query.fields) parameters.set('fields', query.fields.spelling)
  if (query.lang) parameters.set('lang', query.lang.spelling)
  if (place) parameters.set('cursor', `${revision}.${place.join('-')}${fingerprint && `.${fingerprint}`}`)
  else if (query.widget !== undefined) parameters.set('widget', query.widget)
  // As the canonical spelling has them.
  parameters.sort()
  return parameters.size > 0 ? `?${parameters}` : ''
}

/** How many numbers a place has: in a list, and in the search index. */
const LIST_DEPTH = 1
const SEARCH_DEPTH = 3

/** A place with as many numbers as the query's have; without one, the beginning. */
const placeOf = ({ q }: SignatoriesQuery, place: readonly number[] = []): number[] =>
  Array.from({ length: q === undefined ? LIST_DEPTH : SEARCH_DEPTH }, (_, index) => place[index] ?? 0)

/** The query string of the first page of what `query` asks for, in one revision. */
export const firstPageOf = (query: SignatoriesQuery, revision: string): string =>
  pageQueryString(query, revision, placeOf(query))

/**
 * Throws a 400 problem when parameters that are right by themselves do not go together, and a `QueryRedirect` where a
 * cursor can be spelt as this API gives it out.
 */
export const checkCombination = (query: SignatoriesQuery): void => {
  checkNames(query)
  const { q, sort, cursor, at, widget } = query
  const detail =
    q !== undefined && sort !== undefined
      ? 'sort and q do not go together: what is found by q comes the closest first. Leave one of them out.'
      : cursor && cursor.query !== fingerprintOf(normalize(query))
        ? 'cursor belongs to another query. Follow links.next as it is, or leave cursor out to start again.'
        : at && (cursor || widget !== undefined)
          ? 'at goes with neither cursor nor widget.'
          : undefined
  if (detail !== undefined) throw new ProblemError({ type: badQuery, detail })
  if (!cursor) return
  const place = placeOf(query, cursor.place)
  if (cursor.place.length !== place.length) {
    throw new QueryRedirect(pageQueryString(query, cursor.revision, place).slice(1))
  }
}
