/**
 * Workers Cache, as far as Cloudflare documents it (https://developers.cloudflare.com/workers/cache/): its key is the path and
 * the query, without scheme, host and port; what is `public` is kept for `s-maxage` or `max-age`, then revalidated by
 * its entity tag; `Vary` chooses among what is kept.
 */
type Kept = { response: Response; body: string; at: number; request: Request }

const secondsOf = (cacheControl: string): number => {
  if (/\b(?:no-store|private)\b/.test(cacheControl)) return 0
  const [, seconds = '0'] = /s-maxage=(\d+)/.exec(cacheControl) ?? /max-age=(\d+)/.exec(cacheControl) ?? []
  return Number(seconds)
}

export const createWorkersCache = (worker: (request: Request) => Promise<Response>) => {
  const kept = new Map<string, Kept[]>()
  const again = ({ response, body }: Kept) => new Response(body, response)

  return async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    const key = pathname + search
    const known = kept
      .get(key)
      ?.find(({ response, request: before }) =>
        (response.headers.get('Vary') ?? '')
          .split(',')
          .every(
            (name) => name === '' || before.headers.get(name.trim()) === request.headers.get(name.trim()),
          ),
      )
    const age = known ? (Date.now() - known.at) / 1000 : 0
    if (known && age < secondsOf(known.response.headers.get('Cache-Control') ?? '')) return again(known)
    const etag = known?.response.headers.get('ETag')
    const headers = new Headers(request.headers)
    if (etag) headers.set('If-None-Match', etag)
    const response = await worker(new Request(request, { headers }))
    if (known && response.status === 304) {
      known.at = Date.now()
      return again(known)
    }
    const body = await response.text()
    const fresh = { response, body, at: Date.now(), request }
    if (secondsOf(response.headers.get('Cache-Control') ?? '') > 0)
      kept.set(key, [fresh, ...(kept.get(key) ?? []).filter((each) => each !== known)])
    return again(fresh)
  }
}
