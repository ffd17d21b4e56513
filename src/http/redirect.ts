import { cacheControlOf, type Freshness } from './freshness.ts'
import { apiHeaders } from './headers.ts'

/** A redirect. `location` is absolute, so that no address can be mistaken for another host's. */
export const redirect = (status: 303 | 307 | 308, location: string, freshness: Freshness): Response =>
  new Response(null, {
    status,
    headers: { ...apiHeaders, 'Cache-Control': cacheControlOf(freshness), Location: location },
  })

/** Says, from inside a route, that this query has another, canonical spelling. */
export class Redirection extends Error {
  /** Without its question mark. */
  readonly query: string
  constructor(query: string) {
    super(`the canonical query is ${query}`)
    this.query = query
  }
}
