import { cacheControlOf, type Freshness } from './freshness.ts'
import { apiHeaders } from './headers.ts'

/** A redirect (RFC 9110, 15.4). `location` is absolute, so that no address can be mistaken for another host's. */
export const redirect = (status: 303 | 307 | 308, location: string, freshness: Freshness): Response =>
  new Response(null, {
    status,
    headers: { ...apiHeaders, 'Cache-Control': cacheControlOf(freshness), Location: location },
  })

/** Says, from inside a handler, that this query has another, canonical spelling. */
export class QueryRedirect extends Error {
  /** The canonical query, without its question mark. */
  readonly query: string
  constructor(query: string) {
    super(`the canonical query is ${query}`)
    this.name = 'QueryRedirect'
    this.query = query
  }
}
