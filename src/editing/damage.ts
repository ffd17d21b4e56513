/** Text that was damaged on its way: read in a wrong encoding, or a formula that failed. */
import type { Advice } from './advice.ts'
import { sampleOf } from './import/clean.ts'

const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
/** What two or more bytes of UTF-8 look like to a program that takes each for a letter of Windows-1252. */
const MAYBE_MOJIBAKE = new RegExp(`[\\u00c2-\\u00f4][\\u0080-\\u00bf${CP1252}]+`, 'g')
/** What real words are written in, so that `CAFÉ»` is not taken for one lost letter. */
const LETTERS =
  /^(?:[\u00a0-\u024f\u1e00-\u1eff\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{M}\p{Sc}\p{Extended_Pictographic}]|[\u00a0-\u00bf\u2000-\u206f\u3000-\u303f])+$/u
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const byteOf = (character: string): number => {
  const index = CP1252.indexOf(character)
  return index >= 0 ? 0x80 + index : character.charCodeAt(0)
}

/** What right text has behind a capital letter, as in `Ó’Brien` and `„CAFÉ“`, and what alone makes no mojibake. */
const TYPOGRAPHIC = /^.[‘’“”„‚–—…•›»€™]$/u
/** Letters of other scripts come in numbers: one alone among Latin ones is `Ó’`, not `Ӓ`. */
const LONE_FOREIGN = /^[^\p{L}\p{M}]*(?:(?!\p{Script=Latin})[\p{L}\p{M}])[^\p{L}\p{M}]*$/u

/** The text with its mojibake undone, or undefined when there is none: `JosÃ©` is `José`. */
const undoMojibake = (text: string): string | undefined => {
  let found = false
  let foreignEnd = -1
  const undone = text.replace(MAYBE_MOJIBAKE, (run, at: number) => {
    try {
      const right = strictUtf8.decode(Uint8Array.from(run, byteOf))
      if (!LETTERS.test(right)) return run
      const isForeign = LONE_FOREIGN.test(right)
      if (isForeign ? at === foreignEnd : !TYPOGRAPHIC.test(run)) found = true
      if (isForeign) foreignEnd = at + run.length
      return right
    } catch {
      return run
    }
  })
  return found ? undone : undefined
}

/** What a spreadsheet writes where a formula failed, also in its other languages. */
const SPREADSHEET_ERROR =
  /^(?:#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|ERROR!|GETTING_DATA|BEZUG!|NV|WERT!|ZAHL!|VALEUR!|NOM\?|NOMBRE!|N\/D|VALOR!|ССЫЛКА!|Н\/Д|ЗНАЧ!|ИМЯ\?|ДЕЛ\/0!|ЧИСЛО!|ПУСТО!|[¡](?:REF|VALOR|DIV\/0|NUM|NULO)!|¿NOMBRE\?|#+)|Err:\d{3})$/u

/**
 * What happened to a text on its way, and what would put it right; undefined where nothing did.
 *
 * @param raw the text as it was written, before it was tidied
 */
export const damageOf = (raw: string, text: string): Advice | undefined => {
  if (text.includes('\ufffd')) {
    const message = `“${sampleOf(text)}” holds U+FFFD, which stands for a character that is lost`
    return { message, hint: 'put back the character, or export the list again as UTF-8' }
  }
  if ((text.startsWith('#') || text.startsWith('Err:')) && SPREADSHEET_ERROR.test(text)) {
    return {
      message: `${text} is a spreadsheet’s error, not a value`,
      hint: 'mend the formula, or empty the cell',
    }
  }
  const undone = /[\u00c2-\u00f4]/.test(raw) ? undoMojibake(raw) : undefined
  if (undone === undefined) return undefined
  const message = `“${sampleOf(text)}” was read in a wrong encoding somewhere on its way`
  return { message, hint: `write “${sampleOf(undone)}”, or export the list again as UTF-8` }
}
