/**
 * Characters that nobody sees. Most come with a paste and mean nothing; a few mean something where they stand: a
 * zero-width non-joiner inside a Persian word, a joiner inside an emoji, a direction mark between two scripts.
 */

/** Everything that may be invisible, to find the few texts that need a closer look. */
const MAYBE_INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u034f\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/u
const EACH = new RegExp(MAYBE_INVISIBLE, 'gu')

const JOINING_SCRIPT =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Thaana}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u
const WORD = /[\p{L}\p{M}]/u
/** What a joiner may follow in an emoji: itself, its variation selector, a skin tone. */
const EMOJI_BEFORE = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?$/u
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
/** The flags of England, Scotland and Wales are a black flag and letters that are not shown. */
const FLAG_BEFORE = /\u{1f3f4}[\u{e0020}-\u{e007e}]*$/u

const LEFT_TO_RIGHT_OR_MARK =
  /[^\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\s]/u

/** @param before what stands before it, already without meaningless ones; as `after`, at most `NEAR` long */
const isMeant = (character: string, before: string, after: string, rightToLeft: boolean): boolean => {
  const previous = [...before.slice(-2)].at(-1) ?? ''
  const [next = ''] = after
  switch (character) {
    case '\u200c':
      return JOINING_SCRIPT.test(previous) && JOINING_SCRIPT.test(next) && WORD.test(next)
    case '\u200d':
      return (
        (EMOJI_BEFORE.test(before) && EMOJI_AFTER.test(after)) ||
        (JOINING_SCRIPT.test(previous) && WORD.test(previous))
      )
    case '\u200e':
    case '\u200f':
    case '\u061c':
      // Inside a line of both directions it says on which side a bracket or a full stop stands.
      return (
        rightToLeft &&
        before.trim() !== '' &&
        after.trim() !== '' &&
        previous !== character &&
        LEFT_TO_RIGHT_OR_MARK.test(previous + next)
      )
    default:
      return character >= '\u{e0000}' && FLAG_BEFORE.test(before)
  }
}

const NEAR = 16

export const hasInvisible = (text: string): boolean => MAYBE_INVISIBLE.test(text)

/** The text without the invisible characters that mean nothing in it, and these, in order. */
export const removeInvisible = (text: string): { text: string; removed: string[] } => {
  const removed: string[] = []
  const rightToLeft = RIGHT_TO_LEFT.test(text)
  let kept = ''
  let from = 0
  for (const { 0: character, index } of text.matchAll(EACH)) {
    kept += text.slice(from, index)
    from = index + character.length
    const after = text.slice(from, from + NEAR)
    if (isMeant(character, kept.slice(-NEAR), after, rightToLeft)) kept += character
    else removed.push(character)
  }
  return { text: kept + text.slice(from), removed }
}
