import { parse } from 'csv-parse'
import { hasUnwanted, unwantedCharacters } from '../letter/characters.ts'
import type { Diagnostic } from './diagnostic.ts'
import { type Position, positionsIn } from './position.ts'
import { decodeUtf8, notUtf8, SAVE_TABLE_AS, wrongStart } from './read-text.ts'

/** One record of a CSV file: its fields as written, the line it begins on, and where each field begins. */
export type Row = { fields: string[]; line: number; placesOfFields: () => Position[]; problems: Diagnostic[] }

/** What a field says. Within it a line ending is part of the words; which bytes spell it is not. */
export const fieldText = (field: string): string => field.trim().replace(/\r\n?/g, '\n').normalize('NFC')

const PIECE = 65536
/** Longer than any signatory. A quotation mark that is never closed would otherwise swallow the file. */
const LONGEST_RECORD = 131072
const QUOTE = 0x22
const CARRIAGE_RETURN = 0x0d
const LINE_FEED = 0x0a

const NEVER_CLOSED = {
  message: 'this quotation mark is never closed',
  hint: 'close it with another at the end of its field, or delete it',
}

const TABLE_HINTS = {
  utf16: SAVE_TABLE_AS,
  binary: 'move it elsewhere and bring its list in with undersigned import, or save it as “CSV UTF-8”',
}

const countLines = (bytes: Uint8Array, from: number, to: number): number => {
  let lines = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED)) lines++
  }
  return lines
}

/** What stands in the header line outside quotation marks, and whether the line ends there. */
const headerOf = (head: Uint8Array): { counts: Record<string, number>; whole: boolean } => {
  const counts: Record<string, number> = { ',': 0, ';': 0, '\t': 0 }
  let quoted = false
  for (const byte of head) {
    const character = String.fromCharCode(byte)
    if (byte === QUOTE) quoted = !quoted
    else if (quoted) continue
    else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return { counts, whole: true }
    else if (counts[character] !== undefined) counts[character]++
  }
  return { counts, whole: false }
}

/** The commonest of comma, semicolon and tab in the header line, outside quotation marks. */
export const delimiterOf = (head: Uint8Array): string =>
  Object.entries(headerOf(head).counts).reduce((most, next) => (next[1] > most[1] ? next : most))[0]

/**
 * Walks one record as RFC 4180 does: where its fields begin, its first misplaced quotation mark, and the opening
 * quotation mark that it leaves open. One that ends lines later in the middle of a field was left open too: it
 * took the next field's opening mark for its own end. csv-parse gives none of these offsets, so only a
 * record with something to say about is walked again.
 */
const walk = (record: string, delimiter: string) => {
  const starts = [0]
  let stray: number | undefined
  let open: number | undefined
  for (let at = 0; at < record.length; at++) {
    const character = record[at]
    const atStart = at === starts[starts.length - 1]
    if (open !== undefined) {
      if (character !== '"') continue
      const next = record[at + 1]
      if (next === '"') at++
      else {
        const ends = next === undefined || next === delimiter || next === '\n' || next === '\r'
        if (!ends && /[\r\n]/.test(record.slice(open, at))) return { starts, stray, open }
        if (!ends) stray ??= at
        open = undefined
      }
    } else if (character === '"') {
      if (atStart) open = at
      else stray ??= at
    } else if (character === delimiter) starts.push(at + 1)
    else if (character === '\n' || character === '\r') break
  }
  return { starts, stray, open }
}

/** The first pieces of `chunks` joined until they hold the whole header line, then the others; none longer than `PIECE`. */
async function* piecesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array()
  for await (const chunk of chunks) {
    let rest = chunk
    if (head !== undefined) {
      rest = new Uint8Array(head.length + chunk.length)
      rest.set(head)
      rest.set(chunk, head.length)
      // Three bytes tell a byte order mark or UTF-16.
      const whole = rest.length >= PIECE || (rest.length >= 3 && headerOf(rest).whole)
      head = whole ? undefined : rest
      if (!whole) continue
    }
    for (let at = 0; at < rest.length; at += PIECE) yield rest.subarray(at, at + PIECE)
  }
  if (head?.length) yield head
}

/**
 * The rows of a CSV file (RFC 4180, or with semicolons or tabs), a batch at a time, in memory that does not grow
 * with the file. What is wrong with a row's own characters is in its `problems`; what ends the reading
 * (UTF-16, a quotation mark that is never closed) comes as a problem in the row's place.
 */
export async function* readRows(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<(Row | Diagnostic)[]> {
  let parser: ReturnType<typeof parse> | undefined
  let delimiter = ','
  let batch: (Row | Diagnostic)[] = []
  // The bytes from the current record's beginning on, and where in the file they begin.
  let window: Uint8Array = new Uint8Array()
  let windowStart = 0
  let recordStart = 0
  let line = 1

  const takeRow = (fields: string[], recordEnd: number): null => {
    const bytes = window
    const from = recordStart - windowStart
    const to = recordEnd - windowStart
    const start = { line, column: 1 }
    const row: Row = {
      fields,
      line,
      problems: [],
      placesOfFields: () => {
        const record = decodeUtf8(bytes.subarray(from, to)).text
        return walk(record, delimiter).starts.map(positionsIn(record, start))
      },
    }
    if (fields.some((field) => field.includes('"') || hasUnwanted(field))) {
      const { text, invalid } = decodeUtf8(bytes.subarray(from, to))
      const place = positionsIn(text, start)
      const { stray, open } = walk(text, delimiter)
      if (invalid >= 0) row.problems.push({ file, ...place(invalid), ...notUtf8(SAVE_TABLE_AS) })
      else {
        for (const { offset, ...said } of unwantedCharacters(text)) {
          row.problems.push({ file, ...place(offset), ...said })
        }
      }
      if (open !== undefined) row.problems.push({ file, ...place(open), ...NEVER_CLOSED })
      else if (stray !== undefined) {
        row.problems.push({
          file,
          ...place(stray),
          message: 'this quotation mark neither begins nor ends its field',
          hint: 'put the whole field in quotation marks and write each one inside it twice ("")',
        })
      }
    }
    batch.push(row)
    line += countLines(bytes, from, to)
    recordStart = recordEnd
    return null
  }

  /** Why csv-parse stopped, in the record that begins at `recordStart`. */
  const stop = (): Diagnostic => {
    const text = decodeUtf8(window.subarray(recordStart - windowStart)).text
    const { open } = walk(text, delimiter)
    return open === undefined
      ? {
          file,
          line,
          column: 1,
          message: `this row is longer than ${LONGEST_RECORD} bytes`,
          hint: 'check that each signatory has a line of its own',
        }
      : { file, ...positionsIn(text, { line, column: 1 })(open), ...NEVER_CLOSED }
  }

  for await (let piece of piecesOf(chunks)) {
    if (parser === undefined) {
      const problem = wrongStart(file, piece, TABLE_HINTS)
      if (problem) {
        yield [problem]
        return
      }
      if (piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) piece = piece.subarray(3)
      delimiter = delimiterOf(piece)
      parser = parse({
        delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_quotes: true,
        relax_column_count: true,
        max_record_size: LONGEST_RECORD,
        // Handling a row here rather than as the stream's output saves a queue of a million objects.
        on_record: (fields: string[], { bytes_records }) => takeRow(fields, bytes_records),
      })
      parser.on('error', () => {}) // It also reaches the callbacks below.
    }
    const kept = window.subarray(recordStart - windowStart)
    const next = new Uint8Array(kept.length + piece.length)
    next.set(kept)
    next.set(piece, kept.length)
    window = next
    windowStart = recordStart
    const { promise, resolve } = Promise.withResolvers<Error | null | undefined>()
    parser.write(piece, resolve)
    const error = await promise
    if (error) batch.push(stop())
    yield batch
    batch = []
    if (error) return
  }
  if (parser === undefined) return
  const { promise, resolve } = Promise.withResolvers<Error | null | undefined>()
  parser.end(resolve)
  if (await promise) batch.push(stop())
  yield batch
}
