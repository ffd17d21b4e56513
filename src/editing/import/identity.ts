/** Whom a row is about, as far as its words tell. */
import { distance } from 'fastest-levenshtein'
import { fold } from '../../letter/fold.ts'
import type { Candidate } from './candidate.ts'

type Words = Candidate['signatory']

/** `Asian Legal Resource Centre (ALRC)` is the name and its acronym, typed into one field. */
const WITH_ACRONYM = /^(.+?)\s*\(([^()]+)\)$/

/** Folded; as it stands where folding leaves nothing, as of a name of signs only. */
const folded = (text: string): string => fold(text) || text.trim().normalize('NFC')

/** A folded name. Two signatories who share it may still be two. */
export const nameOf = ({ name }: Words): string => folded(name)

/** What tells namesakes apart: where a person belongs, or an organisation's country. Empty where it is not said. */
export const detailOf = (words: Words): string =>
  words.type === 'person' ? folded(words.affiliation ?? '') : (words.country ?? '')

export const identityOf = (words: Words): string => [words.type, nameOf(words), detailOf(words)].join('\0')

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
export const shareWord = (one: Words, other: Words): boolean => {
  const words = new Set(nameOf(one).split(' '))
  const isLong = (word: string) => word.length >= SHORTEST_WORD[one.type]
  return nameOf(other)
    .split(' ')
    .some((word) => words.has(word) && isLong(word))
}

/**
 * Whether two names are one person's or organisation's, written differently: one has all words of the other, or a
 * letter is wrong. Two of one family, who share an e-mail address and a surname, are not.
 */
export const areSpellings = (one: Words, other: Words): boolean => {
  const [few, many] = [nameOf(one), nameOf(other)].sort((a, b) => a.length - b.length) as [string, string]
  const words = new Set(many.split(' '))
  return few.split(' ').every((word) => words.has(word)) || (few.length > 4 && distance(few, many) === 1)
}
