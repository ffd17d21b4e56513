import { clean, isBlank, sampleOf, tidy } from './clean.ts'
import { filled, findHeader, firstWide, isData } from './find-header.ts'
import type { GridRow } from './grid-row.ts'
import { isGroupName } from './header-words.ts'
import { ENTRY, ENTRY_LINK, type Source, type SourceList } from './source.ts'

export type GridOptions = {
  kind: SourceList['kind']
  heading?: string
  /**
   * Whether the format says that the first row is the header, or that it is not marked as one; left out where the
   * format cannot say.
   */
  header?: boolean
  /** Whether cells hold HTML's entities; see `clean`. */
  encoded: boolean
  sheet?: string
}

/** Cells of a row without a header that are still read as one text. */
const FEW = 3

/** Where a column's values are: in a cell, in its link, in the link or else the cell, or in all cells of the row. */
type GridColumn = { name: string; cell: number; of: 'cell' | 'link' | 'address' | 'line' }

/** Each name once: `Name`, `Name (2)`. What JavaScript's objects keep for themselves names no column. */
const unique = (names: readonly string[]): string[] => {
  const taken = new Set(names)
  const given = new Set(['__proto__'])
  return names.map((name) => {
    let own = name
    for (let n = 2; given.has(own) || (n > 2 && taken.has(own)); n++) own = `${name} (${n})`
    given.add(own)
    return own
  })
}

const URL_NAME = /\b(?:web|web ?sites?|sites?|url|links?|home ?page|webseite)\b|сайт|网站|網站|الموقع/iu
const bare = (link: string): string => tidy(link).replace(/^(?:https?:\/\/|mailto:)|\/$/gi, '')
const isMail = (link: string): boolean => /^mailto:/i.test(link)
/** Whether a cell's link says more than the cell does. */
const isMore = (text: string, link: string | undefined): link is string =>
  link !== undefined && bare(text) !== bare(link)

const columnsOf = (
  headerRow: GridRow | undefined,
  rows: GridRow[],
  used: number[],
  encoded: boolean,
): GridColumn[] => {
  // Rows without a header that hold little are one text each, as they are in a text file.
  if (headerRow === undefined && used.length <= FEW && !rows.some(({ cells }) => cells.some(isData))) {
    const hasLink = rows.some(({ links }) => [...(links?.values() ?? [])].some((link) => !isMail(link)))
    const line: GridColumn = { name: ENTRY, cell: used[0] ?? 0, of: 'line' }
    const [linked] = used.filter((index) => rows.some(({ links }) => links?.has(index)))
    return hasLink && linked !== undefined ? [line, { name: ENTRY_LINK, cell: linked, of: 'link' }] : [line]
  }
  const columns = used.map((cell): GridColumn => {
    const name = clean(headerRow?.cells[cell] ?? '', encoded).text
    const isAddress = URL_NAME.test(name) && rows.some(({ links }) => links?.has(cell))
    return { name: name === '' ? `Column ${cell + 1}` : name, cell, of: isAddress ? 'address' : 'cell' }
  })
  const linked = columns.filter(
    ({ cell, of }) =>
      of === 'cell' &&
      rows.some(
        ({ cells, links }) => isMore(cells[cell] ?? '', links?.get(cell)) && !isMail(links?.get(cell) ?? ''),
      ),
  )
  for (const [index, { name, cell }] of linked.entries())
    columns.push({ name: index === 0 ? ENTRY_LINK : `${name} (${ENTRY_LINK})`, cell, of: 'link' })
  const names = unique(columns.map(({ name }) => name))
  return columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }))
}

/** A row's value in a column; undefined where the column is of links and the row has none. */
const textIn = ({ cells, links }: GridRow, { cell, of }: GridColumn): string | undefined => {
  const text = cells[cell] ?? ''
  if (of === 'cell') return text
  if (of === 'line') return cells.filter((each) => !isBlank(each)).join(', ')
  const link = links?.get(cell)
  if (of === 'address') return link === undefined || isMail(link) ? text : link
  return isMore(text, link) && !isMail(link) ? link : undefined
}

/**
 * Adds the table that the rows make to the source: finds its header below any titles, gives every column a name of its
 * own, and says what is no row. Links in cells become a column `ENTRY_LINK`, unless the column is one of addresses.
 */
export const addGrid = (source: Source, file: string, all: GridRow[], options: GridOptions): void => {
  const { kind, heading, encoded, sheet } = options
  const rows = all.filter((row) => !row.cells.every(isBlank))
  const [firstRow] = rows
  if (firstRow === undefined) return
  // A table of Markdown may have an empty header line.
  const named = all[0] === firstRow ? { index: 0, isGuess: false } : undefined
  const header = options.header ? named : findHeader(rows, options.header === undefined)
  const above = header?.index ?? (options.header ? 0 : firstWide(rows))
  for (const { cells, from, to } of rows.slice(0, above)) {
    const sample = sampleOf(cells.filter((cell) => !isBlank(cell)).join(' '))
    source.unread.push({ from, to, sample, ...(sheet !== undefined && { sheet }) })
  }
  const headerRow = header && rows[header.index]
  const content = rows.slice(headerRow === undefined ? above : above + 1)
  const titles = headerRow?.cells.map(tidy)

  const uses: number[] = (titles ?? []).map(() => 0)
  for (const { cells } of content)
    for (let index = 0; index < cells.length; index++)
      uses[index] = (uses[index] ?? 0) + (isBlank(cells[index] ?? '') ? 0 : 1)
  const used = [...uses.keys()].filter((index) => (uses[index] ?? 0) > 0 || (titles?.[index] ?? '') !== '')
  const columns = columnsOf(headerRow, content, used, encoded)
  const columnByName = new Map(columns.map((column) => [column.name, column]))

  const list: SourceList = {
    kind,
    ...(heading !== undefined && heading !== '' && { heading }),
    from: headerRow?.from ?? content[0]?.from ?? firstRow.from,
    to: rows.at(-1)?.to ?? firstRow.to,
    columns: columns.map(({ name }) => name),
    rows: [],
  }
  const warn = (line: number, message: string, hint: string) =>
    source.warnings.push({ file, line, column: 1, message, hint })
  const quoted = list.columns.map((name) => `“${sampleOf(name)}”`).join(', ')
  if (header?.isGuess)
    warn(
      list.from,
      `this line was read as the names of the columns: ${quoted}`,
      'if it is a row, write a line of names above it',
    )
  else if (headerRow === undefined && columns[0]?.of !== 'line')
    warn(
      list.from,
      `no line names the columns; they were called ${quoted}`,
      'write a line of names above the rows',
    )

  let linksLeftOut = 0
  let group: string | undefined
  for (const row of content) {
    const { cells, from, links, positionOf, marks } = row
    if (titles?.every((title, index) => title === tidy(cells[index] ?? ''))) {
      warn(from, 'the names of the columns stand here again; this line was not read', 'delete it')
      continue
    }
    if (columns.length > 1 && filled(row) === 1) {
      const only = cells.find((cell) => !isBlank(cell)) ?? ''
      if (row.spans || isGroupName(only)) {
        group = clean(only, encoded).text
        continue
      }
    }
    if (titles !== undefined && cells.length > titles.length) {
      const isRare = (index: number) => (uses[index] ?? 0) * 2 < content.length
      const extra = cells.findIndex(
        (cell, index) => index >= titles.length && !isBlank(cell) && isRare(index),
      )
      if (extra >= 0) {
        source.diagnostics.push({
          file,
          ...positionOf(extra),
          message: `this row has ${cells.length} fields and the header line has ${titles.length}`,
          hint: 'put a field that holds the delimiter in quotation marks, or delete what is too much',
          value: {
            list: source.lists.length,
            column: columns.find(({ cell }) => cell === extra)?.name ?? '',
          },
        })
      }
    }
    const values: Record<string, string> = {}
    for (const column of columns) {
      const value = textIn(row, column)
      if (value !== undefined) values[column.name] = value
    }
    linksLeftOut += row.linksLeftOut ?? 0
    for (const [cell, link] of links ?? [])
      if (isMail(link) && isMore(cells[cell] ?? '', link)) linksLeftOut++
    const under = group ?? list.heading
    list.rows.push({
      values,
      position: (name) => {
        const cell = columnByName.get(name)?.cell ?? 0
        return cell < cells.length ? positionOf(cell) : { line: from, column: 1 }
      },
      ...(under !== undefined && { heading: under }),
      ...(marks !== undefined && { marks }),
    })
  }
  if (linksLeftOut > 0) {
    const message = `${linksLeftOut} ${linksLeftOut === 1 ? 'link was' : 'links were'} left out: to e-mail addresses, or further ones in a cell`
    warn(list.from, message, 'a cell keeps its first link to a website')
  }
  source.lists.push(list)
}
