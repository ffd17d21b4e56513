import * as z from 'zod/mini'
import { MAX_LIMIT } from '../../embed/options.ts'
import { badQuery, ProblemError } from '../../http/problem.ts'
import { orElse } from '../../http/query.ts'
import { QUERY_LENGTH } from '../../letter/search.ts'
import { fnv1a } from '../../revision/fnv1a.ts'
import { Cursor, Limit, Search } from '../parameters.ts'
import type { Cursor as Place } from '../store/place.ts'

/** Who is looked for in all letters, and which page of them. */
export const SearchQuery = z.strictObject({
  q: Search,
  limit: orElse(Limit, String(MAX_LIMIT)),
  cursor: z.optional(Cursor),
})
export type SearchQuery = z.infer<typeof SearchQuery>

/** As a form on a page sends it: nothing may be looked for yet. */
export const SearchPageQuery = z.strictObject({
  q: z.optional(z.string().check(z.maxLength(QUERY_LENGTH))),
  cursor: z.optional(Cursor),
})

const fingerprintOf = (q: string): string => fnv1a(q).toString(36)

/** The query string of a page of what is found in an index; without `place` it is the first. */
export const searchQueryString = (
  { q, limit }: Pick<SearchQuery, 'q' | 'limit'>,
  index = '',
  place?: Place,
): string => {
  const parameters = new URLSearchParams({ q })
  if (limit !== MAX_LIMIT) parameters.set('limit', String(limit))
  if (place) parameters.set('cursor', `${index}.${place.join('-')}.${fingerprintOf(q)}`)
  parameters.sort()
  return `?${parameters}`
}

/** Throws a 400 problem where a cursor is of another query. */
export const checkCursor = ({ q, cursor }: Pick<SearchQuery, 'q' | 'cursor'>): void => {
  if (!cursor || (cursor.query === fingerprintOf(q) && cursor.place.length === 3)) return
  const detail =
    'cursor belongs to another query. Follow links.next as it is, or leave cursor out to start again.'
  throw new ProblemError({ type: badQuery, detail })
}
