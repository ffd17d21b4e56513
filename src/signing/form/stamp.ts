/** When a form was given out, proven by a hash: whoever fills one in within three seconds is a program. */
import { hmac, isSame } from '../hmac.ts'

const MIN_MS = 3_000
const MAX_MS = 24 * 3_600_000

export const createStamp = async (secret: string, slug: string, now: number): Promise<string> =>
  `${now}.${await hmac(secret, 'form', slug, `${now}`)}`

export const isStampGood = async (
  secret: string,
  slug: string,
  stamp: string | null,
  now: number,
): Promise<boolean> => {
  const given = Number(/^(\d{13})\./.exec(stamp ?? '')?.[1] ?? Number.NaN)
  const age = now - given
  if (!(age >= MIN_MS && age <= MAX_MS)) return false
  return isSame(stamp ?? '', await createStamp(secret, slug, given))
}
