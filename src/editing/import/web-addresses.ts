/** Web addresses as people type them into a field that asks for one. */

import { hasEmailAddress } from '../../letter/email-addresses.ts'
import { recognisedUrl } from '../../letter/web-address.ts'

/** `https://www.google.com/url?q=https://example.org&sa=D`: what Google Docs makes of a link. */
const withoutRedirect = (address: string): string => {
  const url = URL.parse(address)
  if (url === null || !/(?:^|\.)google\.[a-z.]+$/.test(url.hostname) || url.pathname !== '/url')
    return address
  return url.searchParams.get('q') ?? url.searchParams.get('url') ?? address
}

/** `<https://example.org>`, `(www.example.org).`: without what stands around it. */
const bare = (word: string): string => word.replace(/^[<("'“«]+|[>)"'”»,;.]+$/gu, '')

const NOTHING =
  /^(?:n\/?a|n\.a\.|none|nil|null|-+|–|—|\/|\.|\?|keine?s?|aucune?|ninguno|ninguna|nenhum|нет|لا يوجد|无|無)$/i

/** Whether the editor or form only says that there is none. */
export const isNothing = (value: string): boolean => NOTHING.test(value.trim())

/**
 * The first good address in a field, which may hold several.
 *
 * @returns undefined where there is none; an e-mail address is none
 */
export const webAddressIn = (value: string): string | undefined => {
  for (const word of [value.trim(), ...value.split(/[\s,;|]+|\s+\/\s+/)]) {
    const text = bare(word)
    if (/\s/.test(text) || /^mailto:/i.test(text)) continue
    const address = recognisedUrl(text)
    const target = address === undefined ? undefined : recognisedUrl(withoutRedirect(address))
    if (target !== undefined && !hasEmailAddress(decoded(target))) return target
  }
  return undefined
}

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
