/**
 * How long a response may be kept, and by whom: the one place where `Cache-Control` is written (RFC 9111, RFC 5861).
 *
 * A new revision is seen everywhere within about two minutes, without a purge. The ages that add up, in seconds: a
 * location's copy of the head in KV 30, the isolate's 25, the shared cache's 30 and 20 more while it revalidates, and a
 * browser's 10.
 */
const cacheControl = {
  /** What changes at a publish. */
  current: 'public, max-age=10, s-maxage=30, stale-while-revalidate=20, stale-if-error=86400',
  /** An image in a page that we do not see. Proxies of images (GitHub's for one) go by these ages, and one more minute
   * is soon enough for a number. */
  proxied: 'public, max-age=60, s-maxage=60, stale-while-revalidate=60, stale-if-error=86400',
  /** What names its revision. The browser's year is shortened to a day, so that a corrected rendering reaches it. */
  pinned: 'public, max-age=86400, s-maxage=31536000, immutable',
  /** What changes at a deploy. A page that asks meanwhile gets the copy at once; the next one gets the new. */
  deployed: 'public, max-age=600, s-maxage=600, stale-while-revalidate=86400, stale-if-error=604800',
  /** A copy that is served because KV has none or fails: asked for again soon. */
  fallback: 'public, max-age=0, s-maxage=5, stale-if-error=86400',
  /** What is not there may be published any moment. */
  missing: 'public, max-age=0, s-maxage=10',
  never: 'no-store',
} as const

export type Freshness = keyof typeof cacheControl

/** The `Cache-Control` field of a response. */
export const cacheControlOf = (freshness: Freshness): string => cacheControl[freshness]
