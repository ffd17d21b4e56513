/**
 * The one link that a signatory gets. It names a sign-on by its number, which is never given again, and lives as long as
 * that does. It stands in the query, which no log of ours keeps, and on pages that send no `Referer`.
 */
import { hmac, isSame } from './hmac.ts'

export const linkKey = async (secret: string, slug: string, number: number): Promise<string> =>
  `${number}.${await hmac(secret, 'link', slug, `${number}`)}`

/** The number in a key that is right; undefined for any other. */
export const readLinkKey = async (
  secret: string,
  slug: string,
  key: string | undefined,
): Promise<number | undefined> => {
  const number = Number(/^([1-9]\d{0,14})\.[\w-]{43}$/.exec(key ?? '')?.[1] ?? Number.NaN)
  if (key === undefined || Number.isNaN(number)) return undefined
  return isSame(key, await linkKey(secret, slug, number)) ? number : undefined
}

export const signonLink = (origin: string, slug: string, key: string): string =>
  `${origin}/sign/${slug}/mine?key=${key}`
