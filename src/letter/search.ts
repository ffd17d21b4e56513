/** What a signatory is found by, and whether a query finds it. */
import { fold, wordStarts } from './fold.ts'
import type { Signatory } from './schema.ts'

/** The longest query, and as much of a name as is looked at from each of its words on, in UTF-16 units. */
export const QUERY_LENGTH = 200
/** No name is longer or has more words; of a text in a name's place only so much can be found. */
const MOST_CHARACTERS = 2000
const MOST_WORDS = 200

/** A folded text that a signatory is found by, and where its words begin. */
export type Findable = { text: string; starts: number[] }

/** The folded name, acronym and alias, each once; none where nothing is a letter or digit. */
export const findableTexts = (signatory: Signatory): Findable[] => {
  const texts = [fold(signatory.name)]
  if (signatory.type === 'organisation') {
    if (signatory.acronym !== undefined) texts.push(fold(signatory.acronym))
    if (signatory.alias !== undefined) texts.push(fold(signatory.alias))
  }
  return texts
    .filter((text, index) => text !== '' && texts.indexOf(text) === index)
    .map((whole) => {
      const text = whole.slice(0, MOST_CHARACTERS)
      return { text, starts: wordStarts(text).slice(0, MOST_WORDS) }
    })
}

/** Whether each of the words begins a word of one of the texts. */
export const hasWords = (texts: Findable[], words: string[]): boolean =>
  words.every((word) => texts.some(({ text, starts }) => starts.some((at) => text.startsWith(word, at))))
