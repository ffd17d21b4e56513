import { COLUMNS, COLUMNS_OF, type Column, isColumn, REQUIRED_COLUMNS } from '../letter/columns.ts'
import { didYouMean } from '../letter/nearest.ts'
import { printedName, type Signatory } from '../letter/schema.ts'
import { slugOf } from '../letter/slug.ts'
import { type Advice, COLUMN_CHECKS } from './advice.ts'
import { checkText } from './check-text.ts'
import { fieldText, type Row, readRows } from './csv.ts'
import { type Diagnostic, isDiagnostic } from './diagnostic.ts'
import { byPosition, type Position } from './position.ts'
import { createSectionCheck } from './sections.ts'

type Header = { columns: (Column | undefined)[]; width: number }
type Values = Partial<Record<Column, string>>

/** What of the rows before must be known to check one more. */
const createListState = () => ({ ids: new Map<string, number>(), checkSection: createSectionCheck() })
type ListState = ReturnType<typeof createListState>

const isBlank = (field: string): boolean => field.trim() === ''

const readHeader = (file: string, row: Row): { header: Header; problems: Diagnostic[] } => {
  const names = row.fields.map((field) => fieldText(field).toLowerCase())
  const width = names.findLastIndex((name) => name !== '') + 1
  const places = row.placesOfFields()
  const problems: Diagnostic[] = []
  const columns = names.slice(0, width).map((name, index) => {
    const place = { file, line: row.line, column: 1, ...places[index] }
    if (name === '') {
      problems.push({ ...place, message: 'this column has no name', hint: `it can be ${COLUMNS.join(', ')}` })
    } else if (!isColumn(name)) {
      problems.push({ ...place, message: `there is no column “${name}”`, hint: didYouMean(name, COLUMNS) })
    } else if (names.indexOf(name) < index) {
      const first = names.indexOf(name) + 1
      problems.push({
        ...place,
        message: `the column “${name}” is here twice, first as column ${first}`,
        hint: 'keep one of them',
      })
    } else return name
    return undefined
  })
  for (const name of REQUIRED_COLUMNS) {
    if (columns.includes(name)) continue
    const place = { file, line: row.line, column: 1 }
    const instead = name === 'id' ? ', or bring the list in with undersigned import, which makes ids' : ''
    const hint = `add ${name} to this line${instead}`
    problems.push({ ...place, message: `the column “${name}” is missing`, hint })
  }
  return { header: { columns, width }, problems }
}

/** What is wrong with a row's values, each at the column that it concerns. */
const checkValues = (values: Values, header: Header, line: number, { ids, checkSection }: ListState) => {
  const found: (Advice & { column: Column })[] = []
  for (const column in values) {
    const value = values[column as Column] as string
    const advice = COLUMN_CHECKS[column as Column]?.(value) ?? checkText(column, value)
    if (advice !== undefined) found.push({ column: column as Column, ...advice })
  }
  const { id, name, type = 'organisation', section } = values
  if (header.columns.includes('section')) {
    const misplaced = checkSection(section, line)
    if (misplaced !== undefined) found.push({ column: 'section', ...misplaced })
  }
  if (name === undefined && header.columns.includes('name')) {
    found.push({
      column: 'name',
      message: 'the name is missing',
      hint: 'write the name as the letter prints it',
    })
  }
  if (id === undefined) {
    if (header.columns.includes('id')) {
      const hint = name === undefined ? 'write lower-case words joined by hyphens' : `write ${slugOf(name)}`
      found.push({ column: 'id', message: 'the id is missing', hint })
    }
  } else {
    const first = ids.get(id)
    if (first === undefined) ids.set(id, line)
    else {
      found.push({
        column: 'id',
        message: `the id “${id}” is already that of line ${first}`,
        hint: 'give each signatory its own id, or delete one of the rows',
      })
    }
  }
  if (type === 'organisation' || type === 'person') {
    const other = type === 'organisation' ? 'person' : 'organisation'
    for (const column of COLUMNS_OF[other]) {
      if (values[column] === undefined) continue
      found.push({
        column,
        message: `${column} belongs to a signatory of type ${other}, and this one is of type ${type}`,
        hint: `empty it, or write ${other} as the type`,
      })
    }
  }
  return found
}

const readRow = (file: string, row: Row, header: Header, state: ListState): Signatory | Diagnostic[] => {
  const { fields, line, problems } = row
  const { columns, width } = header
  const values: Values = {}
  for (let index = 0; index < width; index++) {
    const column = columns[index]
    const value = fieldText(fields[index] ?? '')
    if (column !== undefined && value !== '') values[column] = value
  }
  const found = checkValues(values, header, line, state)
  const extra = fields.findIndex((field, index) => index >= width && !isBlank(field))
  if (found.length === 0 && extra < 0 && fields.length >= width && problems.length === 0) {
    const { printed_as, ...plain } = { type: 'organisation', ...values } as Signatory
    // One way to say a thing: a printed name that is the usual one says nothing more.
    return printed_as === undefined || printed_as === printedName(plain) ? plain : { ...plain, printed_as }
  }
  // A misplaced quotation mark or a lost character shifts or spoils the fields: the rest would only be its echo.
  if (problems.length > 0) return problems
  const places = row.placesOfFields()
  const at = (index: number) => ({ file, line, column: 1, ...(places[index] ?? places.at(-1)) })
  if (extra >= 0) {
    problems.push({
      ...at(extra),
      message: `this row has ${fields.length} fields and the header line has ${width}`,
      hint: 'put a field that holds the delimiter in quotation marks, or delete what is too much',
    })
  } else if (fields.length < width) {
    problems.push({
      ...at(fields.length - 1),
      message: `this row ends after ${fields.length} of the header line's ${width} fields`,
      hint: 'add a delimiter for each empty field',
    })
  }
  for (const { column, ...advice } of found) problems.push({ ...at(columns.indexOf(column)), ...advice })
  return problems.sort(byPosition)
}

/** What is said of a list that has a header and no row. */
export const NO_SIGNATORY = 'there is no signatory'

/** Is told of each signatory as it is read: the line it begins on, and where exactly its name stands. */
export type Notice = (signatory: Signatory, line: number, place: () => Position) => void

/**
 * The signatories of a `signatories.csv`, in its order, and every problem in it. Memory is flat but for the ids
 * (to find the second of two), so a list of a million reads as one of eighteen does.
 */
export async function* readSignatories(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  notice?: Notice,
): AsyncGenerator<Signatory | Diagnostic> {
  const state = createListState()
  let header: Header | undefined
  /** Whether a row can be a signatory at all: under a header that lacks a column, none is. */
  let isWhole = true
  let rows = 0
  let lastLine = 0
  for await (const batch of readRows(file, chunks)) {
    for (const row of batch) {
      if (isDiagnostic(row)) {
        yield row
        return
      }
      lastLine = row.line
      if (header === undefined) {
        const read = readHeader(file, row)
        header = read.header
        isWhole = REQUIRED_COLUMNS.every((name) => read.header.columns.includes(name))
        yield* [...row.problems, ...read.problems]
      } else if (!row.fields.every(isBlank) || row.problems.length > 0) {
        rows++
        const read = readRow(file, row, header, state)
        if (Array.isArray(read)) yield* read
        else if (isWhole) {
          const name = header.columns.indexOf('name')
          notice?.(read, row.line, () => row.placesOfFields()[name] ?? { line: row.line, column: 1 })
          yield read
        }
      }
    }
  }
  if (rows > 0) return
  const message = header === undefined ? 'the file is empty' : NO_SIGNATORY
  const hint = header === undefined ? 'begin it with a header line such as id,name' : 'add a row for each'
  yield { file, line: lastLine + 1, column: 1, message, hint }
}
