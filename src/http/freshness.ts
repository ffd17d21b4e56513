/**
 * How long a response may be kept, and by whom: the one place where `Cache-Control` is written (RFC 9111, RFC 5861).
 *
 * A new revision is seen everywhere within two minutes, without a purge. What may add up, in seconds: KV 60, a location's
 * copy of the head in KV 30, reading it 1.5, the isolate's copy 7, and 20 in Workers Cache and a
 * browser together, which both count from the `Age` of the response. docs/scale.md has the reckoning, and a test holds it.
 *
 * What was removed from KV is served to nobody after a day: KV spreads that within a minute, a location's copy and an
 * isolate's last six hours each, and what was answered from them eleven.
 *
 * Workers Cache answers with nothing stale where it finds `s-maxage`, not even on an error: so it stands only where that
 * is wanted.
 */
const cacheControl = {
  /** What changes at a publish. */
  current: 'public, max-age=15, stale-while-revalidate=5, stale-if-error=39600',
  /** An image in a page that we do not see. Proxies of images (GitHub's for one) go by these ages, and one more minute
   * is soon enough for a number. */
  proxied: 'public, max-age=60, stale-while-revalidate=20, stale-if-error=39600',
  /** What names its revision: it never changes, and may be removed, so it is kept for eleven hours and not for ever. */
  pinned: 'public, max-age=39600, s-maxage=39600, immutable',
  /** What changes at a deploy. A page that asks meanwhile gets the copy at once; the next one gets the new. */
  deployed: 'public, max-age=600, stale-while-revalidate=86400, stale-if-error=604800',
  /** A copy that is served because KV has none or fails: asked for again soon. */
  fallback: 'public, max-age=5, stale-if-error=39600',
  /** What is not there may be published any moment. */
  missing: 'public, max-age=0, s-maxage=10',
  never: 'no-store',
} as const

/** Within this from a publish on, every reader gets what is current: the sum above. */
export const SPREAD_MS = 120_000

export type Freshness = keyof typeof cacheControl

/** The `Cache-Control` field of a response. */
export const cacheControlOf = (freshness: Freshness): string => cacheControl[freshness]

/** The response as caches may not share it (RFC 9111, 5.2.2.7). */
export const unshared = (response: Response): Response => {
  const headers = new Headers(response.headers)
  const cacheControl = headers.get('Cache-Control') ?? 'no-store'
  headers.set('Cache-Control', cacheControl.replace('public', 'private').replace(/, s-maxage=\d+/, ''))
  return new Response(response.body, { status: response.status, headers })
}
