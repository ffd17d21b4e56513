/** Changes to a `signatories.csv` that leave alone every byte that says what it said before. */
import { COLUMNS, type Column, isColumn, type Values } from '../letter/columns.ts'
import { printedName, type Signatory } from '../letter/schema.ts'
import { delimiterOf, fieldText } from './csv.ts'

/** A record whose bytes are read as Latin-1, one character each, so that every byte survives. */
type Row = { fields: string[]; ending: string }

/** The rows of well-formed CSV (RFC 4180). No byte of a UTF-8 character is a delimiter, a quote or a line ending. */
export function* rowsOf(csv: string, delimiter: string): Generator<Row> {
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

const utf8 = new TextDecoder()
const decode = (field: string): string =>
  /^[\0-\x7f]*$/.test(field) ? field : utf8.decode(Buffer.from(field, 'latin1'))
const encode = (text: string): string => Buffer.from(text).toString('latin1')

const isQuoted = (field: string): boolean => /^"[\s\S]*"$/.test(field)

/** What a field says, as `readSignatories` reads it. */
export const wordsOf = (field: string): string => {
  const text = decode(field)
  return fieldText(isQuoted(text) ? text.slice(1, -1).replaceAll('""', '"') : text)
}

/** A record without its ending, and the empty lines that follow it. A million of them are kept, so not as fields. */
type Line = { record: string; ending: string; blank: string }

/** Whether a row says of a column what it is to say. An empty type is an organisation; a usual printed name says nothing. */
const says = (column: Column, value: string, signatory: Signatory): boolean => {
  const wanted = (signatory as Values)[column] ?? ''
  if (value === wanted) return true
  if (column === 'type') return value === '' && wanted === 'organisation'
  return column === 'printed_as' && wanted === '' && value === printedName(signatory)
}

/**
 * A `signatories.csv` that says what `signatories` are, in their order. Rows are known by their ids. One that says
 * the same keeps its bytes, one that does not changes in the fields that differ, and who is new gets a row in the
 * file's own dialect. Where a column is missing it becomes the last one, and each row gets a delimiter for it.
 *
 * @param csv a list in which there is no problem
 */
export const rewriteSignatories = (csv: Uint8Array, signatories: readonly Signatory[]): Uint8Array => {
  const delimiter = delimiterOf(csv)
  const fieldsOf = (record: string): string[] => rowsOf(record, delimiter).next().value?.fields ?? ['']
  let header: Line | undefined
  let names: string[] = []
  let last: Line | undefined
  const lines = new Map<Signatory['id'], Line>()
  for (const { fields, ending } of rowsOf(Buffer.from(csv).toString('latin1'), delimiter)) {
    const line = { record: fields.join(delimiter), ending, blank: '' }
    if (header === undefined) {
      header = line
      names = fields.map((field) => wordsOf(field).toLowerCase())
    } else if (last !== undefined && fields.every((field) => wordsOf(field) === '')) {
      last.blank += line.record + ending
      continue
    } else lines.set(wordsOf(fields[names.indexOf('id')] ?? ''), line)
    last = line
  }
  if (header === undefined || last === undefined) throw new TypeError('the list has no header line')
  // What ends the file stays at its end, whoever stands there.
  const newLine = header.ending || '\n'
  const { ending: lastEnding, blank: tail } = last
  last.blank = ''

  const write = (value: string, field: string): string => {
    const isSpecial = value.includes(delimiter) || /["\r\n]/.test(value)
    return encode(isSpecial || isQuoted(field) ? `"${value.replaceAll('"', '""')}"` : value)
  }

  const missing = COLUMNS.filter(
    (column) => !names.includes(column) && signatories.some((signatory) => !says(column, '', signatory)),
  )
  const headerFields = fieldsOf(header.record)
  const named = names.findLastIndex((name) => name !== '') + 1
  missing.forEach((column, index) => {
    names[named + index] = column
    headerFields[named + index] = column
  })
  const width = missing.length === 0 ? 0 : named + missing.length

  const recordOf = (signatory: Signatory): string => {
    const known = lines.get(signatory.id)?.record
    const fields = known === undefined ? headerFields.map(() => '') : fieldsOf(known)
    while (fields.length < width) fields.push('')
    names.forEach((column, index) => {
      const field = fields[index] ?? ''
      if (!isColumn(column) || says(column, wordsOf(field), signatory)) return
      fields[index] = write((signatory as Values)[column] ?? '', field)
    })
    return fields.join(delimiter)
  }

  const result = [headerFields.join(delimiter)]
  let before = header
  for (const signatory of signatories) {
    const line = lines.get(signatory.id)
    result.push((before.ending || newLine) + before.blank + recordOf(signatory))
    before = line ?? { record: '', ending: newLine, blank: '' }
  }
  result.push(lastEnding && (before.ending || newLine), before.blank, tail)
  return Buffer.from(result.join(''), 'latin1')
}
