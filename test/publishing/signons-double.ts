/** Sign-ons as an object keeps them, and signatories for them. */
import type { Signatory, SignedLetter } from '../../src/letter/schema.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import type { Signons } from '../../src/publishing/signons.ts'

export const signonsOf = (list: readonly Signatory[], version = 1): Signons => ({
  count: list.length,
  version,
  range: (from, limit) => list.slice(from, from + limit),
  earlier: () => [],
})

const WORDS = [
  'Ada',
  'Bo',
  'Cem',
  'Dan',
  'Éva',
  'Fatima',
  'Gül',
  'Ḥasan',
  '李',
  'Øystein',
  'Zoë',
  'Noor',
  'Ivy',
]
const wordOf = (n: number) => WORDS[n % WORDS.length] ?? ''

/** The n-th who signed on: of many kinds, the same each time. */
export const signon = (n: number): Signatory => {
  const id = `signon-${n}`
  const name = `${wordOf(n * 7)} ${wordOf(n * 3 + 1)} ${n % 97}`
  const signed = `2026-01-${10 + (n % 4)}`
  if (n % 5 === 0) return { id, type: 'organisation', name: `${name} Network`, country: 'KE', signed }
  return {
    id,
    type: 'person',
    name,
    ...(n % 7 > 0 && { signed }),
    ...(n % 2 === 0 && {
      role: `Professor of ${wordOf(n)}`,
      affiliation: `University of ${wordOf(n * 5)} ${n % 300}`,
    }),
    ...(n % 3 === 0 && { country: 'FR' }),
  }
}
export const signonList = (count: number, from = 0): Signatory[] =>
  Array.from({ length: count }, (_, index) => signon(from + index))

/** What is to be stored: the letter with those who signed on behind its signatories, as if all were in `data/`. */
export const compiledAnew = (letter: SignedLetter, signons: readonly Signatory[]) => {
  const ids = new Set(letter.signatories.map(({ id }) => id))
  const section = letter.signatories.at(-1)?.section
  const behind = signons
    .filter(({ id }) => !ids.has(id))
    .map((each) => (section ? { ...each, section } : each))
  const signatories = [...letter.signatories, ...behind]
  return compileWhole({ ...letter, signatories })
}
