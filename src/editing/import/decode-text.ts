import type { Diagnostic } from '../diagnostic.ts'
import { decodeUtf8, SAVE_TABLE_AS } from '../read-text.ts'
import { sampleOf } from './clean.ts'

/** A file's text without its byte order mark, and what was assumed to read it; or why it is no text. */
export type DecodedText = { text: string; warnings: Diagnostic[] } | { diagnostic: Diagnostic }

const PROBE = 4096

const utf16 = (bytes: Uint8Array, bigEndian: boolean): string =>
  new TextDecoder(bigEndian ? 'utf-16be' : 'utf-16le').decode(bytes)

/** UTF-16 without a mark: of two bytes that make a Latin letter one is zero, and always the same. */
const unmarkedUtf16 = (bytes: Uint8Array): 'little' | 'big' | undefined => {
  const zeros = [0, 0]
  const probe = Math.min(bytes.length, PROBE)
  for (let at = 0; at < probe; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > probe / 8 && even <= odd / 8) return 'little'
  if (even > probe / 8 && odd <= even / 8) return 'big'
  return undefined
}

const lineOf = (text: string, offset: number): number =>
  (text.slice(0, offset).match(/\r\n?|\n/g)?.length ?? 0) + 1

/** Letters of a script other than Latin, read as Windows-1252: a row of accented letters, hardly any plain one. */
const isOtherScript = (text: string): boolean => {
  const accented = text.match(/[\u00c0-\u00ff]/g)?.length ?? 0
  const plain = text.match(/[A-Za-z]/g)?.length ?? 0
  return /[\u00c0-\u00ff]{4}/.test(text) && accented * 2 > plain
}

/**
 * UTF-8, UTF-16 with its mark or plainly so, and Windows-1252 for what is plainly not UTF-8. Never throws.
 * A single byte that is lost in a UTF-8 file becomes U+FFFD.
 */
export const decodeText = (file: string, bytes: Uint8Array): DecodedText => {
  const begin = { file, line: 1, column: 1 }
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return { text: utf16(bytes.subarray(2), false), warnings: [] }
  if (first === 0xfe && second === 0xff) return { text: utf16(bytes.subarray(2), true), warnings: [] }
  const marked = first === 0xef && second === 0xbb && third === 0xbf
  if (!marked) {
    const order = unmarkedUtf16(bytes)
    if (order !== undefined) {
      const message = 'the file has no byte order mark and was read as UTF-16'
      return {
        text: utf16(bytes, order === 'big'),
        warnings: [{ ...begin, message, hint: 'look whether the names are right' }],
      }
    }
  }
  const content = marked ? bytes.subarray(3) : bytes
  const { text, invalid } = decodeUtf8(content)
  if (invalid < 0) return { text, warnings: [] }
  if (content.subarray(0, PROBE).includes(0)) {
    const hint = 'name a spreadsheet, CSV, JSON, YAML, TOML, Markdown, HTML or text file'
    return { diagnostic: { ...begin, message: 'the file is not text', hint } }
  }
  const lost = text.match(/\ufffd/g)?.length ?? 0
  const kept = text.match(/[\u0080-\ufffc]+/g)?.length ?? 0
  if (marked || kept > lost) return { text, warnings: [] }
  const western = new TextDecoder('windows-1252').decode(content)
  if (isOtherScript(western)) {
    const message = `the file is not in UTF-8, and it begins as no Western text does: “${sampleOf(western)}”`
    return { diagnostic: { ...begin, message, hint: SAVE_TABLE_AS } }
  }
  const word = /[^\s,;|"]*[\u0080-\uffff][^\s,;|"]*/.exec(western)
  const line = word === null ? 1 : lineOf(western, word.index)
  const message = `the file is not in UTF-8 and was read as Windows-1252, so that line ${line} says “${sampleOf(word?.[0] ?? '')}”`
  return {
    text: western,
    warnings: [{ ...begin, line, message, hint: `if that is wrong, ${SAVE_TABLE_AS}` }],
  }
}
