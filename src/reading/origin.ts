/**
 * The one origin of a deployment. Workers Cache keys an answer by its path and query alone
 * (https://developers.cloudflare.com/workers/cache/), and answers name their own addresses: what was asked for at
 * another host, scheme or port must never be handed to those who ask at the right one.
 */
import { unshared } from '../http/freshness.ts'
import { isLocal } from '../http/local.ts'
import { redirect } from '../http/redirect.ts'
import { andThen, type Soon } from './soon.ts'

/**
 * Answers at the configured origin; elsewhere redirects to it. Where none is configured, and on the operator's own
 * machine, it answers anywhere, and no cache that is shared keeps the answers.
 *
 * @param origin that of `site.yaml`
 */
export const answerAtOrigin = (
  { url }: Request,
  origin: string | undefined,
  answer: () => Soon<Response>,
): Soon<Response> => {
  if (origin !== undefined && url.startsWith(origin) && url[origin.length] === '/') return answer()
  if (origin === undefined || isLocal(url)) return andThen(answer(), unshared)
  const { pathname, search } = new URL(url)
  // Not kept: its address is that of the answer which it leads to.
  return redirect(308, origin + pathname + search, 'never')
}
