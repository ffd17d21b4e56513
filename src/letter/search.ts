/** What a signatory and a letter are found by, and whether a query finds them. */
import { fold, wordStarts, wordsOf } from './fold.ts'
import type { Letter, Signatory } from './schema.ts'

/** The longest query, and as much of a name as is looked at from each of its words on, in UTF-16 units. */
export const QUERY_LENGTH = 200
/** No name is longer or has more words; of a longer text only so much can be found. */
const MOST_CHARACTERS = 2000
const MOST_WORDS = 200

/** A folded text that a signatory is found by, and where its words begin. */
export type Findable = { text: string; starts: number[] }

/** The folded name, acronym and alias, each once; none where nothing is a letter or digit. */
export const findableTexts = (signatory: Signatory): Findable[] => {
  const { name } = signatory
  const names = signatory.type === 'organisation' ? [name, signatory.acronym, signatory.alias] : [name]
  const texts = new Set(names.map((text = '') => fold(text)))
  texts.delete('')
  return Array.from(texts, (whole) => {
    const text = whole.slice(0, MOST_CHARACTERS)
    return { text, starts: wordStarts(text).slice(0, MOST_WORDS) }
  })
}

/**
 * What a person is known for: each folded word of their role and affiliation, once. No phrases: who is looked for as
 * `nairobi university` may have signed as of the University of Nairobi.
 */
export const knownForTexts = (signatory: Signatory): Findable[] => {
  if (signatory.type === 'organisation') return []
  const text = fold(`${signatory.role ?? ''} ${signatory.affiliation ?? ''}`).slice(0, MOST_CHARACTERS)
  let left = MOST_WORDS
  return Array.from(new Set(text.split(' ')), (word) => {
    const starts = wordStarts(word).slice(0, left)
    left -= starts.length
    return { text: word, starts }
  })
}

/** Whether each of the words begins a word of one of the texts. */
export const hasWords = (texts: Findable[], words: string[]): boolean =>
  words.every((word) => texts.some(({ text, starts }) => starts.some((at) => text.startsWith(word, at))))

/** What a letter is found by: the words of its titles, addressees, lines of context and texts, in all of its languages. */
export const letterWords = ({ translations }: Letter, markdown: string[]): string[] =>
  wordsOf(
    [
      ...translations.flatMap(({ title, addressee, context = '' }) => [title, addressee, context]),
      // Where a link leads is not read.
      ...markdown.map((text) => text.replace(/\]\([^)]*\)/g, ']')),
    ].join('\n'),
  )

/** Whether each word of a query begins one of a text. Both as `wordsOf` gives them. */
export const beginWords = (query: string[], words: string[]): boolean =>
  query.every((begin) => words.some((word) => word.startsWith(begin)))
