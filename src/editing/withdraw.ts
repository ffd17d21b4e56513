import type { Signatory } from '../letter/schema.ts'
import { delimiterOf } from './csv.ts'

/** A record of a CSV file whose bytes are read as Latin-1, one character each, so that every byte survives. */
type Row = { fields: string[]; ending: string }

/** The rows of well-formed CSV (RFC 4180). No byte of a UTF-8 character is a delimiter, a quote or a line ending. */
function* rowsOf(csv: string, delimiter: string): Generator<Row> {
  let fields: string[] = []
  let start = 0
  let quoted = false
  for (let at = 0; at <= csv.length; at++) {
    const character = csv[at] ?? ''
    // A mark that is written twice closes the field and opens it again, which comes to the same.
    if (character === '"') quoted = !quoted
    if (character !== '' && (quoted || (character !== delimiter && character !== '\n' && character !== '\r')))
      continue
    fields.push(csv.slice(start, at))
    start = at + 1
    if (character === delimiter) continue
    const ending = character === '\r' && csv[at + 1] === '\n' ? '\r\n' : character
    at += ending.length === 2 ? 1 : 0
    start = at + 1
    if (ending !== '' || fields.length > 1 || fields[0] !== '') yield { fields, ending }
    fields = []
  }
}

const wordsOf = (field: string): string => {
  const text = new TextDecoder().decode(Uint8Array.from(field, (character) => character.charCodeAt(0)))
  return (/^"[\s\S]*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text).trim()
}

const latin1 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

/**
 * A `signatories.csv`, which has no problem in it, with the day on which one signatory withdrew. All else stays byte for
 * byte; where there is no column `withdrawn` yet, it becomes the last, and each row gets a delimiter for it.
 */
export const withdraw = (csv: Uint8Array, id: Signatory['id'], on: string): Uint8Array => {
  const text = latin1(csv)
  const delimiter = delimiterOf(csv)
  let header: string[] | undefined
  let result = ''
  let column = -1
  for (const { fields, ending } of rowsOf(text, delimiter)) {
    const words = fields.map(wordsOf)
    let value: string | undefined
    if (header === undefined) {
      header = words.map((name) => name.toLowerCase())
      column = header.indexOf('withdrawn')
      if (column < 0) {
        column = header.findLastIndex((name) => name !== '') + 1
        value = 'withdrawn'
      }
    } else if (words.some((word) => word !== '')) {
      if (words[header.indexOf('id')] === id) value = on
      else if (fields.length <= column) value = ''
    }
    if (value !== undefined) {
      while (fields.length <= column) fields.push('')
      fields[column] = value
    }
    result += fields.join(delimiter) + ending
  }
  return Uint8Array.from(result, (character) => character.charCodeAt(0))
}
