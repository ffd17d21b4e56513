/** What Cloudflare's Free plan lets an account write to KV (https://developers.cloudflare.com/kv/platform/limits/). */
import type { Plan } from '../publishing/plan.ts'

/** Writes a day, of everything in the account. */
export const WRITES_A_DAY = 1_000
/** From here a second publish on the same day, or anything else in the account, may meet the limit. */
export const MANY = 800

/**
 * How many values a publish writes: those of the plans, pictures, the heads, the claim twice, the list of letters, and its
 * words, as two: only of hundreds of letters are they more.
 * @param index how many the index of all letters is
 */
export const writesOf = (plans: Plan[], index: number): number =>
  plans.reduce((sum, { keys, change, drawn }) => {
    const hasHead = change === 'revision' || change === 'signature' || change === 'pictures'
    return sum + keys.length + (drawn?.parts.length ?? 0) + (hasHead ? 1 : 0)
  }, index + 5)

/** What is to be known before so many values are written, in one line; undefined where they are few. */
export const writesAdvice = (writes: number): string | undefined => {
  if (writes < MANY) return undefined
  const values = `${writes.toLocaleString('en')} values`
  const limit = `the Free plan's limit of ${WRITES_A_DAY.toLocaleString('en')} writes a day`
  return writes > WRITES_A_DAY
    ? `warning: ${values} are more than ${limit}, which would stop this publish; publish with a paid plan (docs/operating.md)`
    : `warning: ${values} are near ${limit}; without a paid plan a second publish like this must wait until midnight UTC (docs/operating.md)`
}
