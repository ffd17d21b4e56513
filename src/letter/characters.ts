/**
 * Characters that no letter or name needs and that can make it read as something else: controls except tab and
 * line endings, bidirectional embeddings, overrides and isolates (Unicode UAX #9), a stray byte order mark, and
 * U+FFFD, which marks a character already lost. The marks that Arabic, Hebrew and Persian text needs
 * (U+200C to U+200F) are not among them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNWANTED = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/
const EACH_UNWANTED = new RegExp(UNWANTED, 'g')

export const hasUnwanted = (text: string): boolean => UNWANTED.test(text)

/** `U+200B`. */
export const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

const kindOf = (character: string): string => {
  if (character === '\ufffd') return 'a replacement character'
  if (character === '\ufeff') return 'a byte order mark inside the text'
  return character > '\u2000' ? 'a bidirectional control character' : 'a control character'
}

/** Each unwanted character in `text`: its offset, and what to say of it. */
export const unwantedCharacters = (text: string): { offset: number; message: string; hint: string }[] =>
  Array.from(text.matchAll(EACH_UNWANTED), ({ 0: character, index }) => ({
    offset: index,
    message: `holds ${kindOf(character)}, ${codeOf(character)}`,
    hint: character === '\ufffd' ? 'put back the character that was lost' : 'delete it',
  }))
