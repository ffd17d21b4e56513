/** Whom a row is about, as far as its words tell. */
import distance from 'leven'
import { fold } from '../../letter/fold.ts'
import { WITH_ACRONYM } from '../with-acronym.ts'
import type { Candidate } from './candidate.ts'

type Words = Candidate['signatory']

/** Folded; as it stands where folding leaves nothing, as of a name of signs only. */
const folded = (text: string): string => fold(text) || text.normalize('NFC')

export type Identity = {
  type: Words['type']
  /** A folded name. Two signatories who share it may still be two. */
  name: string
  /** What tells namesakes apart: where a person belongs, or an organisation's country. Empty where it is not said. */
  detail: string
  /** All of it: whoever shares this cannot be told apart. */
  whole: string
}

export const identify = (words: Words): Identity => {
  const { type } = words
  const name = folded(words.name)
  const detail = words.type === 'person' ? folded(words.affiliation ?? '') : (words.country ?? '')
  return { type, name, detail, whole: [type, name, detail].join('\0') }
}

/** Whether neither says what the other does not: the details are the same, or one has none. */
export const mayBeOne = (one: Identity, other: Identity): boolean =>
  one.detail === other.detail || one.detail === '' || other.detail === ''

/** An organisation's name but for punctuation, spaces, “The”, “&” and an acronym in brackets; and its acronym. */
export const looseNameOf = (words: Words): { name: string; acronym: string } => {
  const [, name = words.name, inBrackets = ''] = WITH_ACRONYM.exec(words.name) ?? []
  const acronym = (words.type === 'organisation' && words.acronym) || inBrackets
  const plain = fold(name.replaceAll('&', ' and ')).replace(/^the (?=.)/, '')
  return { name: plain.replaceAll(' ', '') || folded(name), acronym: fold(acronym).replaceAll(' ', '') }
}

/** Shorter words, such as “of the”, are in many organisations' names. */
const SHORTEST_WORD = { person: 2, organisation: 4 }

/** Whether two names have a word in common: enough where the source says by an id of its own that they are one. */
export const shareWord = (one: Identity, other: Identity): boolean => {
  const words = new Set(one.name.split(' '))
  return other.name.split(' ').some((word) => words.has(word) && word.length >= SHORTEST_WORD[one.type])
}

/**
 * Whether two names are one person's or organisation's, written differently: one has all words of the other, or a
 * letter is wrong. Two of one family, who share an e-mail address and a surname, are not.
 */
export const areSpellings = (one: Identity, other: Identity): boolean => {
  const [few, many] = one.name.length < other.name.length ? [one.name, other.name] : [other.name, one.name]
  if (few.length > 4 && many.length - few.length < 2 && distance(few, many) === 1) return true
  const words = new Set(many.split(' '))
  return few.split(' ').every((word) => words.has(word))
}
