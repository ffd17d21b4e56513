import type { Position } from '../position.ts'
import { clean, sampleOf, tidy } from './clean.ts'
import { headerScore, isGroupName } from './header-words.ts'
import { ENTRY, ENTRY_LINK, type Source, type SourceList, type SourceRow } from './source.ts'

/** One row of a table of any format, as it stands there. */
export type GridRow = {
  cells: string[]
  /** Lines that it takes, or its number in a spreadsheet. */
  from: number
  to: number
  positionOf: (cell: number) => Position
  /** Where the cells' links lead, by their index. */
  links?: ReadonlyMap<number, string>
  /** Whether its one cell goes across the whole table. */
  spans?: boolean
  marks?: SourceRow['marks']
}

export type GridOptions = {
  kind: SourceList['kind']
  heading?: string
  /** Whether the format itself says which row is the header, and that it is the first. */
  header?: boolean
  /** Whether cells hold HTML's entities; see `clean`. */
  encoded: boolean
  sheet?: string
}

/** Rows among which a header is looked for. */
const TOP = 25
/** Cells of a row without a header that are still read as one text. */
const FEW = 3

const filled = ({ cells }: GridRow): number =>
  cells.reduce((count, cell) => count + (isBlank(cell) ? 0 : 1), 0)
const isBlank = (cell: string): boolean => cell === '' || tidy(cell) === ''
const isData = (cell: string): boolean => /@|:\/\/|^www\.|^[\d\s.,:/-]*\d[\d\s.,:/-]*$/.test(tidy(cell))

const mostCommon = (numbers: number[]): number => {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0])[0]
}

/** Whether the first row is one of many alike: `Ada Example` above `Bo Example`, or a value that comes again. */
const isLikeTheRest = ([first, ...rest]: GridRow[]): boolean => {
  if (first === undefined) return false
  if (first.cells.some(isData)) return true
  const isName = ({ cells }: GridRow) => /^\p{Lu}\S*(?: \S+){1,4}$/u.test(tidy(cells[0] ?? ''))
  const names = rest.filter(isName).length
  if (isName(first) && rest.length > 0 && names >= rest.length * 0.7) return true
  return first.cells.some(
    (cell, index) => !isBlank(cell) && rest.some(({ cells }) => tidy(cells[index] ?? '') === tidy(cell)),
  )
}

type Header = { index: number; isGuess: boolean }

/** The row that names the columns, by the words in it; where no word is known, the first that is not like the rest. */
const findHeader = (rows: GridRow[], usual: number): Header | undefined => {
  const top = rows.slice(0, TOP)
  let widestAbove = 0
  for (const [index, row] of top.entries()) {
    const count = filled(row)
    const scores = row.cells.map(headerScore)
    const known = scores.reduce<number>((sum, score) => sum + score, 0)
    const isTitle = count === 1 && usual > 1
    const isHeader =
      known >= count / 2 && scores.includes(1) && !row.cells.some((cell) => /@|:\/\//.test(cell))
    if (isHeader && !isTitle && (count > widestAbove || (count === 1 && index <= 5)))
      return { index, isGuess: false }
    widestAbove = Math.max(widestAbove, count)
  }
  if (usual < 2) return undefined
  const index = top.findIndex((row) => filled(row) > 1)
  return isLikeTheRest(top.slice(index)) ? undefined : { index, isGuess: true }
}

/** Where the rows begin when there is no header: titles stand alone in their row. */
const firstWide = (rows: GridRow[], usual: number): number =>
  usual < 2
    ? 0
    : Math.max(
        0,
        rows.slice(0, TOP).findIndex((row) => filled(row) > 1),
      )

const unique = (names: readonly string[]): string[] => {
  const taken = new Set(names)
  const given = new Set<string>()
  return names.map((name) => {
    let own = name
    for (let n = 2; given.has(own) || (n > 2 && taken.has(own)); n++) own = `${name} (${n})`
    given.add(own)
    return own
  })
}

const URL_NAME = /\b(?:web|web ?sites?|sites?|url|links?|home ?page|webseite)\b|сайт|网站|網站|الموقع/iu
const isMail = (link: string): boolean => /^mailto:/i.test(link)

/**
 * Adds the table that the rows make to the source: finds its header below any titles, gives every column a name of its
 * own, and says what is no row. Links in cells become a column `ENTRY_LINK`, unless the column is one of addresses.
 */
export const addGrid = (source: Source, file: string, all: GridRow[], options: GridOptions): void => {
  const { kind, heading, encoded, sheet } = options
  const rows = all.filter((row) => !row.cells.every(isBlank))
  const [firstRow] = rows
  if (firstRow === undefined) return
  const usual = mostCommon(rows.slice(0, 1000).map(filled))
  const isNamed = options.header === true && all[0] === firstRow
  const header = options.header
    ? isNamed
      ? { index: 0, isGuess: false }
      : undefined
    : findHeader(rows, usual)
  const start = header === undefined ? (options.header ? 0 : firstWide(rows, usual)) : header.index + 1
  for (const { cells, from, to } of rows.slice(0, header?.index ?? start)) {
    const sample = sampleOf(cells.filter((cell) => !isBlank(cell)).join(' '))
    source.unread.push({ from, to, sample, ...(sheet !== undefined && { sheet }) })
  }
  const headerRow = header && rows[header.index]
  const content = rows.slice(start)
  const width = content.reduce(
    (most, { cells }) => Math.max(most, cells.length),
    headerRow?.cells.length ?? 0,
  )
  const uses = Array.from({ length: width }, () => 0)
  for (const { cells } of content)
    for (const [index, cell] of cells.entries()) if (!isBlank(cell)) uses[index] = (uses[index] ?? 0) + 1
  const used = [...uses.keys()].filter(
    (index) => (uses[index] ?? 0) > 0 || !isBlank(headerRow?.cells[index] ?? ''),
  )

  const list: SourceList = {
    kind,
    ...(heading !== undefined && heading !== '' && { heading }),
    from: headerRow?.from ?? content[0]?.from ?? firstRow.from,
    to: rows.at(-1)?.to ?? firstRow.to,
    columns: [],
    rows: [],
  }
  const where = { file, line: list.from, column: 1 }

  /** Rows without a header that hold little are one text each, as they are in a text file. */
  const isText =
    headerRow === undefined && used.length <= FEW && !content.some(({ cells }) => cells.some(isData))
  const names = isText
    ? [ENTRY]
    : unique(
        used.map((index) => {
          const name = clean(headerRow?.cells[index] ?? '', encoded).text
          return name === '' ? `Column ${index + 1}` : name
        }),
      )
  list.columns = names
  if (header?.isGuess) {
    const message = `this line was read as the names of the columns: ${names.map((name) => `“${sampleOf(name)}”`).join(', ')}`
    source.warnings.push({ ...where, message, hint: 'if it is a row, write a line of names above it' })
  } else if (headerRow === undefined && !isText) {
    const message = `the table has no line with the names of its columns; they were called “${names[0]}” and so on`
    source.warnings.push({ ...where, message, hint: 'write a line of names above it' })
  }

  const linkNames = new Map<number, string>()
  const addresses = new Set<number>()
  for (const index of used) {
    const name = headerRow === undefined ? '' : (names[used.indexOf(index)] ?? '')
    if (!content.some(({ links }) => links?.has(index))) continue
    if (URL_NAME.test(name)) addresses.add(index)
    else if (content.some(({ cells, links }) => isOwnLink(cells[index] ?? '', links?.get(index))))
      linkNames.set(index, linkNames.size === 0 ? ENTRY_LINK : `${name} (${ENTRY_LINK})`)
  }
  const columns = unique([...names, ...linkNames.values()])
  list.columns = columns
  const cellOf = new Map<string, number>()
  for (const [at, column] of columns.entries()) {
    cellOf.set(column, used[at] ?? [...linkNames.keys()][at - names.length] ?? 0)
  }
  const titles = headerRow?.cells.map(tidy)
  const widest = headerRow === undefined ? width : headerRow.cells.length

  let group: string | undefined
  for (const row of content) {
    const { cells, from, links, positionOf, marks } = row
    const place = { file, ...positionOf(0) }
    if (
      titles !== undefined &&
      filled(row) > 0 &&
      titles.every((title, index) => title === tidy(cells[index] ?? ''))
    ) {
      source.warnings.push({
        ...place,
        message: 'the names of the columns stand here again; this line was not read',
        hint: 'delete it',
      })
      continue
    }
    const filledCells = cells.filter((cell) => !isBlank(cell))
    const [only = ''] = filledCells
    if (filledCells.length === 1 && usual > 1 && (row.spans || isGroupName(only))) {
      group = clean(only, encoded).text
      continue
    }
    const extra = cells.findIndex(
      (cell, index) => index >= widest && !isBlank(cell) && (uses[index] ?? 0) * 2 < content.length,
    )
    if (headerRow !== undefined && extra >= 0) {
      source.diagnostics.push({
        file,
        ...positionOf(extra),
        message: `this row has ${cells.length} fields and the header line has ${widest}`,
        hint: 'put a field that holds the delimiter in quotation marks, or delete what is too much',
        value: { list: source.lists.length, column: names[used.indexOf(extra)] ?? '' },
      })
    }
    const values: [string, string][] = isText
      ? [
          [
            ENTRY,
            used
              .map((index) => cells[index] ?? '')
              .filter((cell) => !isBlank(cell))
              .join(', '),
          ],
        ]
      : used.map((index, at) => [names[at] ?? '', cells[index] ?? ''])
    if (links !== undefined) {
      for (const [index, link] of links) {
        const value = values[used.indexOf(index)]
        if (value === undefined) continue
        if (isMail(link)) continue
        if (addresses.has(index)) value[1] = link
        else if (linkNames.has(index) && isOwnLink(cells[index] ?? '', link)) {
          values.push([columns[names.length + [...linkNames.keys()].indexOf(index)] ?? '', link])
        }
      }
    }
    const under = group ?? list.heading
    list.rows.push({
      values: Object.fromEntries(values),
      position: (column) => {
        const cell = cellOf.get(column)
        return cell === undefined || isText
          ? positionOf(0)
          : cell < cells.length
            ? positionOf(cell)
            : { line: from, column: 1 }
      },
      ...(under !== undefined && { heading: under }),
      ...(marks !== undefined && { marks }),
    })
  }
  source.lists.push(list)
}

const isOwnLink = (text: string, link: string | undefined): link is string =>
  link !== undefined &&
  !isMail(link) &&
  tidy(text).replace(/^https?:\/\/|\/$/g, '') !== link.replace(/^https?:\/\/|\/$/g, '')
