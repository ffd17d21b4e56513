import { binaryFormat } from './binary-format.ts'
import type { Diagnostic } from './diagnostic.ts'
import { positionsIn } from './position.ts'

const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
const encoder = new TextEncoder()

/** Whether a file begins as UTF-16: with its byte order mark, or with a zero byte in its first character. */
export const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) ||
  (first === 0xfe && second === 0xff) ||
  (first !== undefined && second !== undefined && (first === 0) !== (second === 0))

/**
 * `text` is the bytes as UTF-8, with U+FFFD where they are not. `invalid` is the offset in `text` of the first
 * byte that is not UTF-8 (RFC 3629), or -1. A U+FFFD that the file itself spells is valid.
 */
export const decodeUtf8 = (bytes: Uint8Array): { text: string; invalid: number } => {
  const text = decoder.decode(bytes)
  let byte = 0
  let from = 0
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', from)) {
    byte += encoder.encode(text.slice(from, at)).length
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd)
      return { text, invalid: at }
    byte += 3
    from = at + 1
  }
  return { text, invalid: -1 }
}

const SAVE_AS = 'save it as UTF-8'
export const SAVE_TABLE_AS = `${SAVE_AS} (in a spreadsheet: “CSV UTF-8”)`

/**
 * Why a file is no text in UTF-8, as its first bytes say.
 *
 * @param hints what to do with one in UTF-16, and with one that a program wrote in a form of its own
 */
export const wrongStart = (
  file: string,
  bytes: Uint8Array,
  hints: { utf16: string; binary: string },
): Diagnostic | undefined => {
  const binary = binaryFormat(bytes)
  const place = { file, line: 1, column: 1 }
  if (binary !== undefined)
    return { ...place, message: `the file is ${binary}, whatever it is called`, hint: hints.binary }
  return isUtf16(bytes) ? { ...place, message: 'the file is in UTF-16', hint: hints.utf16 } : undefined
}

export const notUtf8 = (hint: string) => ({ message: 'this character is not in UTF-8', hint })

const TEXT_HINTS = { utf16: SAVE_AS, binary: 'only plain text can be read here: save it as that, in UTF-8' }

/** A whole file's text without its byte order mark, or the one problem that keeps it from being read. */
export const readText = (file: string, bytes: Uint8Array): { text: string } | { problem: Diagnostic } => {
  const problem = wrongStart(file, bytes, TEXT_HINTS)
  if (problem) return { problem }
  const decoded = decodeUtf8(bytes)
  const mark = decoded.text.startsWith('\ufeff') ? 1 : 0
  const text = decoded.text.slice(mark)
  return decoded.invalid < 0
    ? { text }
    : { problem: { file, ...positionsIn(text)(decoded.invalid - mark), ...notUtf8(SAVE_AS) } }
}
