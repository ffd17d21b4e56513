import { foldToLatin } from './fold.ts'
import { isSlug, SLUG_LENGTH } from './schema.ts'

/** FNV-1a, 64 bits, of the text's UTF-8: it tells a million names apart and never changes. */
const fingerprint = (text: string): string => {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, '0')
}

/**
 * The id that a name suggests: `Women's Équipe (Łódź)` is `womens-equipe-lodz`. Accents and apostrophes go, the
 * rest of the punctuation becomes hyphens, and a long name is cut between words to 100 characters. A name with
 * no Latin letter gets `signatory-` and a fingerprint of the name instead: romanising it well takes a person, who
 * may write any other id, and a half-right spelling of somebody's name would be worse than none.
 */
export const slugOf = (name: string): string => {
  const folded = foldToLatin(name)
  const words = /\p{L}/u.test(folded) && !/[a-z]/.test(folded) ? [] : (folded.match(/[a-z0-9]+/g) ?? [])
  let slug = (words[0] ?? '').slice(0, SLUG_LENGTH)
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > SLUG_LENGTH) break
    slug += `-${word}`
  }
  return isSlug(slug) ? slug : `signatory-${fingerprint(name.normalize('NFC'))}`
}
