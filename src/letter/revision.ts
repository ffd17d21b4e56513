import canonicalize from 'canonicalize'
import type { Letter, Signatory, SignedLetter } from './schema.ts'
import { createSha256, type Sha256State } from './sha256.ts'

const canonical = (value: SignedLetter | Signatory): string => canonicalize(value) as string

/**
 * The revision id of a letter with its signatories: SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of
 * `{ date, signatories, slug, translations }`. Signatories are added one at a time, in the letter's order, so that a
 * million of them need no memory. `id` is the revision's of those added so far, and `save` what `from` takes to go on
 * after them, in the same letter.
 */
export const revisionHash = (letter: Letter, from?: Sha256State) => {
  // Inside a JSON string these quotes would be escaped, so the split falls on the one empty list.
  const [before, after] = canonical({ ...letter, signatories: [] }).split('"signatories":[]') as [
    string,
    string,
  ]
  const beginning = `${before}"signatories":[`
  const hash = createSha256(from)
  if (from === undefined) hash.add(beginning)
  // A date is ASCII, so this is the beginning's length in bytes too.
  let separator = from === undefined || from.length === beginning.length ? '' : ','
  return {
    add(signatory: Signatory): void {
      hash.add(separator + canonical(signatory))
      separator = ','
    },
    id: (): string => hash.digest(`]${after}`),
    save: (): Sha256State => hash.save(),
  }
}
