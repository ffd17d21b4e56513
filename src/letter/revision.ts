import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Letter, Signatory, SignedLetter } from './schema.ts'

const canonical = (value: SignedLetter | Signatory): string => canonicalize(value) as string

/**
 * The revision id of a letter with its signatories: SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of
 * `{ date, signatories, slug, translations }`. Signatories are added one at a time, in the letter's order, so that a
 * million of them need no memory; then `id` is called once.
 */
export const revisionHash = (letter: Letter) => {
  // Inside a JSON string these quotes would be escaped, so the split falls on the one empty list.
  const [before, after] = canonical({ ...letter, signatories: [] }).split('"signatories":[]') as [
    string,
    string,
  ]
  const hash = createHash('sha256').update(`${before}"signatories":[`)
  let separator = ''
  return {
    add(signatory: Signatory) {
      hash.update(separator + canonical(signatory))
      separator = ','
    },
    id: () => hash.update(`]${after}`).digest('hex'),
  }
}
