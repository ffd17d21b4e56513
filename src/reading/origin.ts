/**
 * The one origin of a deployment. Workers Cache keys an answer by its path and query alone
 * (https://developers.cloudflare.com/workers/cache/), and answers name their own addresses: what was asked for at
 * another host, scheme or port must never be handed to those who ask at the right one.
 */
import { unshared } from '../http/freshness.ts'
import { redirect } from '../http/redirect.ts'

const origins = new Map<string, string | undefined>()

/** The origin that an operator configured, however they wrote it; undefined where that is no web address. */
const originOf = (configured: string): string | undefined => {
  if (!origins.has(configured)) {
    const url = URL.parse(configured)
    const isWeb = url !== null && /^https?:$/.test(url.protocol)
    if (!isWeb) console.error(JSON.stringify({ event: 'bad-origin', detail: `ORIGIN is ${configured}` }))
    origins.set(configured, isWeb ? url.origin : undefined)
  }
  return origins.get(configured)
}

/** `wrangler dev`, whatever origin the deployment will have. Cloudflare routes no such host to a Worker. */
const LOOPBACK = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\//

/**
 * Answers at the configured origin; elsewhere redirects to it. Where none is configured, and on the operator's own
 * machine, it answers anywhere, and no cache that is shared keeps the answers.
 *
 * @param configured the variable `ORIGIN`
 */
export const answerAtOrigin = (
  { url }: Request,
  configured: string | undefined,
  answer: () => Response | Promise<Response>,
): Response | Promise<Response> => {
  const origin = configured === undefined ? undefined : originOf(configured)
  if (origin !== undefined && url.startsWith(origin) && url[origin.length] === '/') return answer()
  if (origin === undefined || LOOPBACK.test(url)) return Promise.resolve(answer()).then(unshared)
  const { pathname, search } = new URL(url)
  // Not kept: its address is that of the answer which it leads to.
  return redirect(308, origin + pathname + search, 'never')
}
