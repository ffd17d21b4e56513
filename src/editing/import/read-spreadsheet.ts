import { type CellObject, read, SSF, type WorkBook, type WorkSheet } from '@e965/xlsx'
import type { GridRow } from './grid-row.ts'
import { addGrid } from './read-grid.ts'
import type { Source, SourceDiagnostic } from './source.ts'

/** Letters of a spreadsheet's column: 0 is A, 26 is AA. */
const letterOf = (column: number): string =>
  (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

const two = (number: number): string => String(number).padStart(2, '0')

/** A serial number as the day, and the time where it has one: `2027-03-14T09:26:53`. */
const dateOf = (serial: number, date1904: boolean): string | undefined => {
  const parsed = SSF.parse_date_code(serial, { date1904 }) as
    | { y: number; m: number; d: number; H: number; M: number; S: number }
    | null
    | undefined
  if (!parsed) return undefined
  const { y, m, d, H, M, S } = parsed
  const time = `${two(H)}:${two(M)}:${two(Math.min(59, Math.round(S)))}`
  if (serial >= 0 && serial < 1) return time
  return `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}${H + M + S > 0 ? `T${time}` : ''}`
}

const textOf = (cell: CellObject | undefined, date1904: boolean): string => {
  if (cell === undefined || cell.t === 'z') return ''
  if (cell.t === 's') return String(cell.v ?? '')
  if (cell.t === 'n' && typeof cell.v === 'number') {
    if (typeof cell.z === 'string' && SSF.is_date(cell.z))
      return dateOf(cell.v, date1904) ?? cell.w ?? String(cell.v)
    // What fits the column's width is shown as 1.23E+11; the number has all its digits.
    return cell.z === undefined || cell.z === 'General' ? String(cell.v) : (cell.w ?? String(cell.v))
  }
  if (cell.t === 'b') return String(cell.v)
  return cell.w ?? String(cell.v ?? '')
}

const namesOf = (numbers: number[], name: (number: number) => string): string =>
  `${numbers.slice(0, 3).map(name).join(', ')}${numbers.length > 3 ? ' …' : ''}`

const addSheet = (
  source: Source,
  file: string,
  name: string,
  sheet: WorkSheet,
  book: WorkBook,
  isOnly: boolean,
): void => {
  const data = sheet['!data']
  if (data === undefined) return
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const hiddenRows = [...(sheet['!rows'] ?? []).entries()]
    .filter(([row, props]) => props?.hidden && data[row] !== undefined)
    .map(([row]) => row)
  const hiddenColumns = [...(sheet['!cols'] ?? []).entries()]
    .filter(([, props]) => props?.hidden)
    .map(([column]) => column)
  /** Cells that a merged one covers: those below it in its first column say the same. */
  const covered = new Map<number, Map<number, CellObject | undefined>>()
  const wide = new Map<number, number>()
  for (const { s, e } of sheet['!merges'] ?? []) {
    wide.set(s.r, Math.max(wide.get(s.r) ?? 0, e.c - s.c + 1))
    for (let row = s.r + 1; row <= Math.min(e.r, data.length - 1); row++) {
      const columns = covered.get(row) ?? new Map<number, CellObject | undefined>()
      columns.set(s.c, data[s.r]?.[s.c])
      covered.set(row, columns)
    }
  }
  const rows: GridRow[] = []
  let width = 0
  for (const cells of data) width = Math.max(width, cells?.length ?? 0)
  for (const [index, cells] of data.entries()) {
    if (cells === undefined) continue
    const above = covered.get(index)
    const links = new Map<number, string>()
    const texts: string[] = []
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column] as CellObject | undefined
      texts.push(textOf(cell ?? above?.get(column), date1904))
      const link = cell?.l?.Target
      if (link !== undefined) links.set(column, link)
    }
    for (const column of above?.keys() ?? []) {
      if (texts[column] !== undefined && texts[column] !== '') continue
      while (texts.length < column) texts.push('')
      texts[column] = textOf(above?.get(column), date1904)
    }
    const line = index + 1
    rows.push({
      cells: texts,
      from: line,
      to: line,
      positionOf: (column) => ({ line, column: column + 1 }),
      ...(links.size > 0 && { links }),
      ...(width > 1 && (wide.get(index) ?? 0) >= width && { spans: true }),
    })
  }
  const before = source.lists.length
  addGrid(source, file, rows, {
    kind: 'sheet',
    encoded: true,
    ...(!isOnly && { sheet: name }),
    heading: name,
  })
  if (source.lists.length === before) return
  const where = { file, line: 1, column: 1 }
  const sheetHidden = book.Workbook?.Sheets?.find((each) => each.name === name)?.Hidden
  if (sheetHidden) {
    source.warnings.push({
      ...where,
      message: `the sheet “${name}” is hidden`,
      hint: 'look whether its rows may be shown before choosing it',
    })
  }
  if (hiddenRows.length > 0) {
    const message = `the sheet “${name}” has ${hiddenRows.length} hidden ${hiddenRows.length === 1 ? 'row' : 'rows'} (${namesOf(hiddenRows, (row) => String(row + 1))}), which ${hiddenRows.length === 1 ? 'was' : 'were'} read, too`
    source.warnings.push({
      ...where,
      line: (hiddenRows[0] ?? 0) + 1,
      message,
      hint: 'delete them if they are not to sign',
    })
  }
  const named = hiddenColumns.filter((column) => data.some((cells) => cells?.[column] !== undefined))
  if (named.length > 0) {
    const message = `the sheet “${name}” has hidden columns (${namesOf(named, letterOf)})`
    source.warnings.push({ ...where, message, hint: 'look whether what they hold may be shown' })
  }
}

const failure = (file: string, error: unknown): SourceDiagnostic => {
  const where = { file, line: 1, column: 1 }
  return /password|encrypt/i.test((error as Error).message)
    ? {
        ...where,
        message: 'the spreadsheet is protected by a password',
        hint: 'save a copy without one, or export it as CSV',
      }
    : {
        ...where,
        message: 'the spreadsheet cannot be read: it is cut off or damaged',
        hint: 'download or save it again, or export it as CSV',
      }
}

/** XLSX, ODS and older kinds: each sheet is a list, its cells' values as the spreadsheet shows them, dates in ISO form. */
export const readSpreadsheet = (source: Source, file: string, bytes: Uint8Array): void => {
  let book: WorkBook
  try {
    book = read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellStyles: true,
      cellHTML: false,
      cellFormula: false,
    })
  } catch (error) {
    source.diagnostics.push(failure(file, error))
    return
  }
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name]
    if (sheet !== undefined) addSheet(source, file, name, sheet, book, book.SheetNames.length === 1)
  }
  if (source.lists.length === 0 && source.unread.length === 0) {
    const hint = 'name the file that holds the list'
    source.diagnostics.push({
      file,
      line: 1,
      column: 1,
      message: 'the spreadsheet holds no cell with a value',
      hint,
    })
  }
}
