import { type Position, positionsIn } from '../position.ts'
import type { GridRow } from './grid-row.ts'
import { headerScore } from './header-words.ts'
import { addGrid } from './read-grid.ts'
import type { Source } from './source.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
/** Records by which the delimiter is told. */
const PROBE = 100
/** UTF-16 units. A quotation mark whose field is longer was never closed. */
const LONGEST_FIELD = 20_000

type DelimitedRecord = {
  fields: string[]
  /** Where each field begins in the text. */
  starts: number[]
  end: number
  /** Where a quotation mark was opened and never closed. */
  open?: number
}

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r'

type Dialect = {
  delimiter: string
  /** Whether a quotation mark in a field is written `\\"`, as databases do, and not twice. */
  backslash: boolean
}

const escapesWithBackslash = (text: string): boolean => /\\"\w/.test(text) && !/\w""|""\w/.test(text)

/** Reads a field that begins with a quotation mark; undefined when that mark is never closed. */
const quotedField = (
  text: string,
  from: number,
  { delimiter, backslash }: Dialect,
): { value: string; end: number } | undefined => {
  let value = ''
  let at = from + 1
  let spansLines = false
  let hasStray = false
  while (at < text.length && at - from < LONGEST_FIELD) {
    const character = text[at] as string
    const next = text[at + 1]
    if ((character === '"' && next === '"') || (backslash && character === '\\' && next === '"')) {
      value += '"'
      at += 2
      continue
    }
    if (character === '"') {
      let end = at + 1
      while (text[end] === ' ') end++
      if (end >= text.length || text[end] === delimiter || isLineEnd(text[end])) return { value, end }
      hasStray = true
    } else if (isLineEnd(character)) spansLines = true
    // Over the end of a line a stray mark is the one that opens another row's field: this field's own was left open.
    if (hasStray && spansLines) return undefined
    value += character
    at++
  }
  return undefined
}

/**
 * One record that begins at `from`. It takes quotation marks as spreadsheets write them, as people type them
 * (`Ada "Nick" Example`) and as they forget them: one that is never closed is a character like any other.
 */
const readRecord = (text: string, from: number, dialect: Dialect): DelimitedRecord => {
  const { delimiter } = dialect
  const record: DelimitedRecord = { fields: [], starts: [], end: from }
  let at = from
  for (;;) {
    let start = at
    while (text[start] === ' ') start++
    const quoted = text[start] === '"' ? quotedField(text, start, dialect) : undefined
    let end = quoted?.end ?? at
    if (quoted === undefined)
      while (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) end++
    // `"Nick" Example` closes every mark that it opens.
    const isOpen =
      text[start] === '"' && quoted === undefined && text.slice(start, end).split('"').length % 2 === 0
    if (isOpen) record.open ??= start
    record.starts.push(at)
    record.fields.push(quoted?.value ?? text.slice(at, end))
    at = end
    if (text[at] !== delimiter || at >= text.length) break
    at++
  }
  record.end = at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : at < text.length ? 1 : 0)
  return record
}

function* recordsOf(text: string, from: number, dialect: Dialect): Generator<DelimitedRecord> {
  for (let at = from; at < text.length; ) {
    const record = readRecord(text, at, dialect)
    yield record
    at = record.end
  }
}

/** How well a delimiter parts the text into rows of one width, and whether its rows name columns. */
const fitOf = (
  text: string,
  from: number,
  dialect: Dialect,
): { score: number; columns: number; hasHeader: boolean } => {
  const counts = new Map<number, number>()
  let rows = 0
  let header = 0
  for (const { fields } of recordsOf(text, from, dialect)) {
    if (fields.every((field) => field.trim() === '')) continue
    counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1)
    if (fields.length > 1 && rows < 25) {
      const known = fields.reduce<number>((sum, field) => sum + headerScore(field), 0)
      if (known >= fields.filter((field) => field.trim() !== '').length / 2) header = Math.max(header, known)
    }
    if (++rows === PROBE) break
  }
  const [columns, times] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [1, 0])
  return { score: columns < 2 ? 0 : times / Math.max(rows, 1) + header, columns, hasHeader: header >= 1 }
}

/** The delimiter that parts the text best, or undefined when none makes a table of it. */
export const tableDelimiter = (
  text: string,
): { delimiter: string; hasHeader: boolean; score: number } | undefined => {
  const from = separatorLine(text)?.end ?? 0
  const backslash = escapesWithBackslash(text)
  // `Name` and below it `Example, Ada`.
  const isOneColumn = headerScore(/^\s*(.*)/.exec(text.slice(from))?.[1] ?? '') === 1
  let best: { delimiter: string; hasHeader: boolean; score: number; columns: number } | undefined
  for (const delimiter of DELIMITERS) {
    const fit = fitOf(text, from, { delimiter, backslash })
    if (fit.score === 0) continue
    if (!fit.hasHeader && isOneColumn) continue
    if (
      best === undefined ||
      fit.score > best.score ||
      (fit.score === best.score && fit.columns > best.columns)
    )
      best = { delimiter, ...fit }
  }
  return best
}

/** `sep=;`, by which Excel is told the delimiter. */
const separatorLine = (text: string): { delimiter: string; end: number } | undefined => {
  const [whole, , delimiter] = /^("?)sep=([^\r\n"])\1[,;\t|]*(?:\r\n?|\n|$)/i.exec(text) ?? []
  return whole === undefined || delimiter === undefined ? undefined : { delimiter, end: whole.length }
}

/** CSV and its kin, in any of the usual dialects. */
export const readDelimited = (source: Source, file: string, text: string): void => {
  const separator = separatorLine(text)
  const from = separator?.end ?? 0
  // Where nothing parts the lines, each is one cell: a comma in it is a comma.
  const delimiter = separator?.delimiter ?? tableDelimiter(text)?.delimiter ?? '\0'
  const dialect = { delimiter, backslash: escapesWithBackslash(text) }
  const rows: GridRow[] = []
  let line = separator === undefined ? 1 : 2
  for (const { fields, starts, end, open } of recordsOf(text, from, dialect)) {
    const [start = 0] = starts
    const whole = text.slice(start, end)
    const first = line
    const place = positionsIn(whole, { line: first, column: 1 })
    const positionOf = (cell: number): Position => place((starts[cell] ?? start) - start)
    line += whole.match(/\r\n?|\n/g)?.length ?? 0
    rows.push({
      cells: fields,
      from: first,
      to: Math.max(first, /[\r\n]$/.test(whole) ? line - 1 : line),
      positionOf,
    })
    if (open !== undefined) {
      source.diagnostics.push({
        file,
        ...place(open - start),
        message: 'this quotation mark is never closed',
        hint: 'close it with another at the end of its field, or delete it',
      })
    }
  }
  addGrid(source, file, rows, { kind: 'table', encoded: true })
}
