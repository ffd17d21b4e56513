import { codeOf } from '../../letter/characters.ts'
import type { Advice } from '../advice.ts'
import { damageOf } from '../damage.ts'
import type { Position } from '../position.ts'
import { type Cleaned, clean, sampleOf } from './clean.ts'
import { isTotalsRow } from './header-words.ts'
import { ENTRY, ENTRY_LINK, type Source, type SourceRow } from './source.ts'

/** Places that a warning names. */
const SHOWN = 3

/** What was done many times over, told once: how often, and the first places. */
const tally = () => {
  const places: Position[] = []
  const kinds = new Set<string>()
  let count = 0
  return {
    add: (position: Position, what: readonly string[]) => {
      count += what.length
      if (places.length < SHOWN && !places.some(({ line }) => line === position.line)) places.push(position)
      for (const each of what) if (kinds.size < SHOWN) kinds.add(each)
    },
    /** @param words what it is, for one and for several */
    tell: (source: Source, file: string, words: [string, string], hint: string) => {
      const [first] = places
      if (first === undefined) return
      const lines = places.map(({ line }) => line).join(', ')
      const message = `${count} ${count === 1 ? words[0] : words[1]} (${[...kinds].join(', ')}), first on ${places.length === 1 ? 'line' : 'lines'} ${lines}`
      source.warnings.push({ file, ...first, message, hint })
    },
  }
}

/**
 * Cleans every value of every list, and says at its place what cannot be cleaned: lost characters, a spreadsheet's
 * errors. Totals and rows without any value are no entries.
 *
 * @param encoded whether values hold HTML's entities; see `clean`
 */
export const finishValues = (source: Source, file: string, encoded: boolean): Source => {
  const removed = tally()
  const tags = tally()
  const footnotes = tally()
  const twice = tally()

  const note = (cleaned: Cleaned, row: SourceRow, column: string) => {
    if (cleaned.removed.length > 0) removed.add(row.position(column), cleaned.removed.map(codeOf))
    if (cleaned.tags.length > 0)
      tags.add(
        row.position(column),
        cleaned.tags.map((tag) => sampleOf(/^<\/?[a-z\d]*/i.exec(tag)?.[0] ?? '').concat('>')),
      )
    if (cleaned.footnotes.length > 0) footnotes.add(row.position(column), cleaned.footnotes)
    if (cleaned.encodedTwice !== undefined) twice.add(row.position(column), [cleaned.encodedTwice])
  }

  for (const [index, list] of source.lists.entries()) {
    const rows: SourceRow[] = []
    const lastRow = list.rows.at(-1)
    for (const row of list.rows) {
      const { values } = row
      const faults: [string, Advice][] = []
      for (const column in values) {
        const raw = values[column] ?? ''
        if (raw === '') continue
        const cleaned = clean(raw, encoded)
        values[column] = cleaned.text
        note(cleaned, row, column)
        const fault = column === ENTRY_LINK ? undefined : damageOf(raw, cleaned.text)
        if (fault !== undefined) faults.push([column, fault])
      }
      const texts = Object.values(values)
      if (texts.every((text) => text === '')) continue
      if (isTotalsRow(texts, row === lastRow)) {
        const place = row.position(list.columns[0] ?? '')
        // What its row was blamed for is of no more interest.
        source.diagnostics = source.diagnostics.filter(
          ({ line, value }) => line !== place.line || value?.list !== index,
        )
        const sample = sampleOf(texts.filter((text) => text !== '').join(' '))
        source.unread.push({ from: place.line, to: place.line, sample })
        source.warnings.push({
          file,
          ...place,
          message: `“${sample}” is a total and no entry; it was not read`,
          hint: 'delete the line',
        })
        continue
      }
      for (const [column, fault] of faults) {
        source.diagnostics.push({ file, ...row.position(column), ...fault, value: { list: index, column } })
      }
      rows.push(row)
    }
    list.rows = rows
    if (list.heading !== undefined) list.heading = clean(list.heading, false).text
  }

  removed.tell(
    source,
    file,
    [
      'invisible character that means nothing was taken out',
      'invisible characters that mean nothing were taken out',
    ],
    'look whether the names are right',
  )
  tags.tell(
    source,
    file,
    ['HTML tag was taken out', 'HTML tags were taken out'],
    'look whether the values are right',
  )
  footnotes.tell(
    source,
    file,
    ['mark of a footnote was taken out', 'marks of footnotes were taken out'],
    'look whether what they said matters',
  )
  twice.tell(
    source,
    file,
    ['entity was encoded twice and decoded once', 'entities were encoded twice and decoded once'],
    'export the list again',
  )
  // A sheet with nothing but a header line is no list beside one that has rows.
  const kept = source.lists.filter(({ rows }) => rows.length > 0)
  if (kept.length > 0 && kept.length < source.lists.length) {
    for (const { value } of source.diagnostics) {
      const list = value && source.lists[value.list]
      if (value !== undefined && list !== undefined) value.list = kept.indexOf(list)
    }
    for (const { rows, columns, from, to } of source.lists) {
      if (rows.length === 0 && !columns.includes(ENTRY))
        source.unread.push({ from, to, sample: sampleOf(columns.join(' ')) })
    }
    source.lists = kept
  }
  return source
}
