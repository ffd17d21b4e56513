/** Finding words of eight languages in headers, headings and values. */
import { fold } from '../../letter/fold.ts'

const UNSPACED = /\p{Script=Han}/u
const ARABIC = /^\p{Script=Arabic}/u
/** Articles and prepositions that Arabic writes together with the word. */
const ARABIC_PREFIX = '(?:وال|بال|ال|لل|و|ب|ل)?'

/** As `fold`, with `firstName` and `l'organisation` as two words. */
export const foldWords = (text: string): string =>
  fold(text.replace(/(\p{Ll})(\p{Lu}\p{Ll})/gu, '$1 $2').replace(/['’‘`´ʼ]/g, ' '))

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const sourceOf = (phrase: string): string => {
  const isStem = phrase.endsWith('*')
  const folded = escaped(foldWords(phrase))
  if (UNSPACED.test(folded)) return folded
  return `(?<![^ ])${ARABIC.test(folded) ? ARABIC_PREFIX : ''}${folded}${isStem ? '[^ ]*' : ''}(?![^ ])`
}

export type Phrases = {
  /** Whether one of them stands in the folded text. */
  isIn: (folded: string) => boolean
  /** Whether the folded text is one of them and nothing else. */
  is: (folded: string) => boolean
  /** Whether the folded text begins with one of them. */
  begins: (folded: string) => boolean
  /** The folded text without them. */
  without: (folded: string) => string
}

/**
 * @param lists phrases, parted by commas. One that ends in `*` matches every word that begins so; Chinese matches
 * anywhere, as it is written without spaces.
 */
export const phrases = (...lists: string[]): Phrases => {
  const sources = lists
    .flatMap((list) => list.split(','))
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    // Of two that begin alike the longer one is meant.
    .sort((one, two) => two.length - one.length)
    .map(sourceOf)
  const any = `(?:${sources.join('|')})`
  const [within, whole, first, each] = [
    new RegExp(any, 'u'),
    new RegExp(`^${any}$`, 'u'),
    new RegExp(`^${any}`, 'u'),
    new RegExp(any, 'gu'),
  ]
  return {
    isIn: (folded) => within.test(folded),
    is: (folded) => whole.test(folded),
    begins: (folded) => first.test(folded),
    without: (folded) => folded.replace(each, ' ').replace(/ +/g, ' ').trim(),
  }
}
