import { codeOf } from '../../letter/characters.ts'
import type { Advice } from '../advice.ts'
import { damageOf } from '../damage.ts'
import { type Cleaned, clean, sampleOf } from './clean.ts'
import { isTotalsRow } from './header-words.ts'
import { ENTRY, ENTRY_LINK, type Source, type SourceRow } from './source.ts'
import { createTally } from './tally.ts'

const LOOK = 'look whether the names are right'

const nameOfTag = (tag: string): string => `${sampleOf(/^<\/?[a-z\d]*/i.exec(tag)?.[0] ?? '')}>`

/**
 * Cleans every value of every list, and says at its place what cannot be cleaned: lost characters, a spreadsheet's
 * errors. Totals and rows without any value are no entries.
 *
 * @param encoded whether values hold HTML's entities; see `clean`
 */
export const finishValues = (source: Source, file: string, encoded: boolean): Source => {
  const done = createTally(file)
  const say = (row: SourceRow, column: string, message: string, hint: string, what: readonly string[]) =>
    done.add(message, message, hint, row.position(column), [...new Set(what)].join(' '))
  const note = (cleaned: Cleaned, row: SourceRow, column: string) => {
    const { removed, tags, footnotes, encodedTwice } = cleaned
    if (removed.length > 0)
      say(row, column, 'what cannot be seen and means nothing was taken out', LOOK, removed.map(codeOf))
    if (tags.length > 0) say(row, column, 'HTML was taken out', LOOK, tags.map(nameOfTag))
    if (footnotes.length > 0)
      say(row, column, 'the mark of a footnote was taken out', 'look whether what it said matters', footnotes)
    if (encodedTwice !== undefined)
      say(row, column, 'an entity was encoded twice and decoded once', 'export the list again', [
        encodedTwice,
      ])
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

  source.warnings.push(...done.diagnostics())
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
