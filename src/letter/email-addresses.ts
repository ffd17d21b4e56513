/** E-mail addresses, which never belong among what is published. A fediverse handle, `@ada@social.example`, is none. */

/** What stands before the `@`. An `@` before it makes a handle. */
const LOCAL = "(?<![\\p{L}\\p{N}._%+'-]|@)[\\p{L}\\p{N}_][\\p{L}\\p{N}.!#$%&'’*+=?^_`~-]*"
const DOMAIN = '(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+\\p{L}[\\p{L}\\p{N}-]*[\\p{L}\\p{N}]'
const AT = '(?:@|＠|%40|&#64;|&commat;)'
/** `ada (at) example [dot] org`, as people write it to hide it from machines. */
const SPELT_AT = '\\s*[([{<]\\s*at\\s*[)\\]}>]\\s*'
const SPELT_DOT = '(?:\\.|\\s*[([{<]\\s*dot\\s*[)\\]}>]\\s*|\\s+dot\\s+)'
const SPELT_DOMAIN = `[\\p{L}\\p{N}-]+(?:${SPELT_DOT}[\\p{L}\\p{N}-]+)+`
const ADDRESS = `(?:mailto:\\s*)?(?:${LOCAL}${AT}${DOMAIN}|${LOCAL}${SPELT_AT}${SPELT_DOMAIN})(?:\\?[^\\s)>\\]]*)?`

const ONE = new RegExp(ADDRESS, 'iu')
const EACH = new RegExp(ADDRESS, 'giu')
/** With the brackets, and a word such as “E-mail:”, that only hold it. */
const EACH_WITH_FRAME = new RegExp(
  `\\s*(?:\\b(?:e-?mail|mail|courriel|correo|контакт|почта)\\s*:?\\s*)?[(<\\[{\\\\]*\\s*${ADDRESS}\\s*[)>\\]}\\\\]*`,
  'giu',
)

// Most values have neither sign, and the expressions are not cheap.
const mayHave = (text: string): boolean => /@|＠|%40|&#64;|&commat;|[([{<]\s*at\s*[)\]}>]/iu.test(text)

export const hasEmailAddress = (text: string): boolean => mayHave(text) && ONE.test(text)

/** `Ada Example (ada@example.org)` is `Ada Example`. */
export const cutEmailAddresses = (text: string): string =>
  mayHave(text)
    ? text
        .replace(EACH_WITH_FRAME, ' ')
        .replace(/ +([,;.)])/g, '$1')
        .replace(/,(?:\s*,)+/g, ',')
        .replace(/\s+/g, ' ')
        .replace(/^[\s,;|–—-]+|[\s,;|–—-]+$/gu, '')
    : text

/** For messages that repeat what a source says. */
export const hideEmailAddresses = (text: string): string =>
  mayHave(text) ? text.replace(EACH, '[e-mail address]') : text
