/**
 * English as the longest of languages would look, to see what has no room: CLDR's pseudo-locales, `en-XA` with accents and
 * `ar-XB` from right to left. https://cldr.unicode.org/development/development-process/design-proposals/pseudo-localization
 */

/** Letters with a mark above, below or across, as tall and as deep as any. */
const ACCENTED: Record<string, string> = {
  ...{
    a: 'ǻ',
    b: 'ḇ',
    c: 'ç̌',
    d: 'ḓ',
    e: 'ḗ',
    f: 'ƒ',
    g: 'ǧ',
    h: 'ḫ',
    i: 'ḯ',
    j: 'ǰ',
    k: 'ḵ',
    l: 'ḻ',
    m: 'ḿ',
  },
  ...{
    n: 'ṉ',
    o: 'ṓ',
    p: 'ṗ',
    q: 'ʠ',
    r: 'ṟ',
    s: 'ṧ',
    t: 'ṱ',
    u: 'ṵ',
    v: 'ṽ',
    w: 'ẘ',
    x: 'ẋ',
    y: 'ẙ',
    z: 'ẕ',
  },
}

const PLACEHOLDER = /(\{\w+\}|[#%])/

/** Two fifths longer, as what is said in few words is elsewhere: each vowel twice. */
const longer = (text: string): string =>
  text
    .replace(/[aeiou]/gi, (vowel) => vowel + vowel)
    .replace(/[a-z]/g, (letter) => ACCENTED[letter] ?? letter)

/** Each word in Arabic's direction, its letters as they are. */
const fromRight = (text: string): string => text.replace(/\p{L}[\p{L}\p{M}]*/gu, '\u200f\u202e$&\u202c\u200f')

/** Messages of a pseudo-locale, made from the English ones: all that is put in stays. */
export const pseudo = <Messages>(locale: 'en-XA' | 'ar-XB', messages: Messages): Messages => {
  if (typeof messages === 'string') {
    const parts = messages.split(PLACEHOLDER).map((part, index) => {
      if (index % 2 === 1) return part
      return locale === 'ar-XB' ? fromRight(longer(part)) : longer(part)
    })
    return parts.join('') as Messages
  }
  if (typeof messages !== 'object' || messages === null) return messages
  return Object.fromEntries(
    Object.entries(messages).map(([key, each]) => [key, pseudo(locale, each)]),
  ) as Messages
}
