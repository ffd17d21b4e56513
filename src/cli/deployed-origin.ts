/** Whether a deployment has an origin: src/reading/origin.ts. */
import { SITE_FILE, type Site } from '../build/site-file/read.ts'
import { rightSite } from './read-site.ts'

/**
 * What is wrong with the origin of a deployment, with what to do, in one line; undefined where nothing is.
 *
 * @param environment of `wrangler.toml`; production where it is undefined or empty
 */
export const originAdvice = (
  { origin, staging }: Pick<Site, 'origin' | 'staging'>,
  environment?: string,
): string | undefined => {
  const isStaging = environment === 'staging'
  if ((isStaging ? staging?.origin : origin) !== undefined) return undefined
  const [what, example] = isStaging
    ? [
        'no origin below staging',
        'staging: { origin: https://undersigned-staging.<your account>.workers.dev }',
      ]
    : ['no origin', 'origin: https://letters.example']
  return `${SITE_FILE}: warning: ${what}, so no shared cache keeps an answer; write the address that readers use, such as ${example} (docs/operating.md)`
}

/** Says on standard error that a deployment has no origin, if it has none. */
export const warnOfOrigin = async (environment?: string): Promise<void> => {
  const advice = originAdvice(await rightSite(), environment)
  if (advice !== undefined) console.error(advice)
}
