/** Seconds of a response's age: until `fresh` a cache answers with it, until `stale` it still does and asks anew. */
export type Lifetime = { fresh: number; stale: number }

/**
 * How long a response is used by Workers Cache and by a browser, as its `Cache-Control` tells them. `s-maxage` forbids a
 * shared cache to answer with what is stale (https://developers.cloudflare.com/workers/cache/configuration/).
 */
export const lifetimesOf = (cacheControl: string): { shared: Lifetime; browser: Lifetime } => {
  const seconds = (directive: string): number | undefined => {
    const value = cacheControl.match(new RegExp(`(?:^|[ ,])${directive}=(\\d+)`))?.[1]
    return value === undefined ? undefined : Number(value)
  }
  const sharedOnly = seconds('s-maxage')
  const fresh = seconds('max-age') ?? 0
  const stale = fresh + (seconds('stale-while-revalidate') ?? 0)
  return {
    browser: { fresh, stale },
    shared: sharedOnly === undefined ? { fresh, stale } : { fresh: sharedOnly, stale: sharedOnly },
  }
}
