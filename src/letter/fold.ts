/**
 * Names without what two spellings of them differ in. Each purpose has a folding of its own, here side by side: `fold`
 * for the search, `foldToLatin` for ids, `foldForComparison` for a list's look-alikes. What a folding gives is in stored indexes and ids, so it never changes.
 */

/** Latin letters that Unicode does not decompose into a base letter and an accent. */
const UNDECOMPOSED: Record<string, string> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ø: 'o',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ł: 'l',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
  ə: 'e',
}

const eachOf = (letters: object): RegExp => new RegExp(`[${Object.keys(letters).join('')}]`, 'g')

// Marked, so that the reading Worker, which makes no ids, goes without it.
const EACH_UNDECOMPOSED = /* @__PURE__ */ eachOf(UNDECOMPOSED)

/** Without case, without any mark, without apostrophes: what the foldings of Latin names begin with. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘ʼ`´]/g, '')

/** As near to a to z as a name comes without romanising it: `Women’s Équipe (Łódź)` is `womens equipe (lodz)`. */
export const foldToLatin = (name: string): string =>
  bare(name).replace(EACH_UNDECOMPOSED, (letter) => UNDECOMPOSED[letter] ?? letter)

/**
 * What two spellings of one organisation have in common: punctuation goes too, `&` is `and`, and a `The` before the rest
 * goes. Letters of any script stay.
 */
export const foldForComparison = (name: string): string =>
  bare(name)
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the (?=.)/, '')

/**
 * Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs and tatweel of Arabic (elsewhere marks are
 * letters), and characters that are not seen at all: soft hyphen, joiner, direction marks.
 */
const ACCENTS =
  /\u00ad|\u02bc|[\u200d-\u200f]|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g
const APOSTROPHES = /['’‘`´]/g
/** `U.N.` and `J.R.R.`: initials are one word, with their dots and without. */
const INITIALS = /(?<![\p{L}\p{N}\p{M}])\p{L}\p{M}*(?:\.\p{L}\p{M}*)+(?![\p{L}\p{N}\p{M}])/gu
const NO_WORD = /[^\p{L}\p{N}\p{M}]+/gu

/** Letters that readers take for one another, beside those of ids: ways to write one Arabic or Greek letter. */
const ALIKE: Record<string, string> = { ...UNDECOMPOSED, ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ς: 'σ' }
const EACH_ALIKE = eachOf(ALIKE)

/**
 * A name as it is looked up: `Équipe de l’Avenir (Łódź)` is `equipe de lavenir lodz`. Case, accents, width and
 * punctuation go; words are parted by one space. Empty when nothing is a letter or digit.
 */
export const fold = (text: string): string => {
  // Composed first, or whether `É` is one initial would depend on who typed it.
  const composed = text.normalize('NFC')
  const dotless = composed.replace(INITIALS, (found) => found.replaceAll('.', ''))
  if (/^[\0-\x7f]*$/.test(dotless)) {
    return dotless
      .toLowerCase()
      .replace(/['`]/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  }
  return dotless
    .replace(APOSTROPHES, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(EACH_ALIKE, (letter) => ALIKE[letter] ?? letter)
    .normalize('NFC')
    .replace(NO_WORD, ' ')
    .trim()
}

/** Scripts that are written without spaces: a word may begin at any character. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** Any two characters of those scripts that stand together, and what is between spaces of others. */
const WORDS = new RegExp(
  `(?=(${UNSPACED.source}{1,2}))${UNSPACED.source}|[^ ${UNSPACED.source.slice(1)}+`,
  'gu',
)

/**
 * The words of a text, folded, each once and in the order in which they come. Where words are not parted by spaces, each
 * character with the next is one.
 */
export const wordsOf = (text: string): string[] => [
  ...new Set(Array.from(fold(text).matchAll(WORDS), ([word, pair]) => pair ?? word)),
]

/** Where words begin in a folded text, as offsets in UTF-16 units. */
export const wordStarts = (folded: string): number[] => {
  const starts: number[] = []
  if (!UNSPACED.test(folded)) {
    if (folded === '') return starts
    for (let at = 0; at >= 0; ) {
      starts.push(at)
      const space = folded.indexOf(' ', at)
      at = space < 0 ? -1 : space + 1
    }
    return starts
  }
  let at = 0
  let begins = true
  for (const character of folded) {
    const unspaced = UNSPACED.test(character)
    if (character !== ' ' && (begins || unspaced)) starts.push(at)
    begins = unspaced || character === ' '
    at += character.length
  }
  return starts
}
