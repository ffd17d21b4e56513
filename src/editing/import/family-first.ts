/** `Example, Ada`: lists that are sorted by family name have it first, and a comma after it. */
import { countryNamed } from '../countries.ts'
import { isCredential, isOfOrganisation, isRole } from './name-words.ts'

/** The family name, the given names, and what follows them: `Example, Ada (University of Example)`. */
const FORM = /^([^,;()|]+), ?([^,;()|–—]+?)(?=\s*(?:[,;(|–—]|$))/u

const PARTICLE = '(?:van|von|der|den|de|del|della|da|dos|di|du|la|le|el|al|bin|ben|abu|ter|ten|zu)'
const PARTICLES = new RegExp(`^(?:${PARTICLE} )+`, 'iu')
const PARTICLES_AFTER = new RegExp(`(?: ${PARTICLE})+$`, 'u')

/** One to three words as given names are written; the family name's particles may follow: `Probe, Cleo van der`. */
const haveForm = (given: string): boolean => {
  const text = given.replace(PARTICLES_AFTER, '')
  const words = text.split(/\s+/)
  return (
    words.length <= 3 &&
    words.every((word) => /^(?:\p{Lu}|\p{Lo})[\p{L}\p{M}.'’-]*$/u.test(word)) &&
    !/^\p{Lu}{2,}$/u.test(text) &&
    !isCredential(text)
  )
}

/** What follows a name otherwise. `Jordan` and `Dean` are given names, too: all of a list tell. */
const areOther = (given: string): boolean => {
  const text = given.replace(PARTICLES_AFTER, '')
  return isRole(text) || isOfOrganisation(text) || (text.length > 3 && countryNamed(text) !== undefined)
}

/**
 * Of all names, how many must have the form; of those, how many a family name of one word, as a full name has two; and
 * how many may have something after the comma that is not said of a name alone.
 */
const MOST = 0.8
const SINGLE = 0.5
const OTHER = 0.25

/**
 * Whether names are written family name first. One alone does not tell: `Ada, Nairobi` looks the same.
 *
 * @param texts names, each with what follows it
 */
export const areFamilyFirst = (texts: readonly string[]): boolean => {
  const pairs = texts.flatMap((text) => {
    const [, whole = '', given = ''] = FORM.exec(text) ?? []
    const family = whole.replace(PARTICLES, '')
    return haveForm(given) && !isOfOrganisation(family)
      ? [{ isSingle: !family.includes(' '), isOther: areOther(given) }]
      : []
  })
  const count = (which: 'isSingle' | 'isOther') => pairs.filter((pair) => pair[which]).length
  return (
    pairs.length >= Math.max(2, texts.length * MOST) &&
    count('isSingle') >= pairs.length * SINGLE &&
    count('isOther') <= pairs.length * OTHER
  )
}

/** `Ada Example (University of Example)` for `Example, Ada (University of Example)`. */
export const givenFirst = (text: string): string => {
  const [whole, family = '', given = ''] = FORM.exec(text) ?? []
  return whole !== undefined && haveForm(given) ? `${given} ${family}${text.slice(whole.length)}` : text
}
