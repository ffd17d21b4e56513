/** Lists of signatories in other people's forms, read into one: columns and rows, each value with its place. */
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { isMap, isScalar, isSeq, type ParsedNode, parseDocument } from 'yaml'
import { unwantedCharacters } from '../../letter/characters.ts'
import { readRows } from '../csv.ts'
import { type Diagnostic, isDiagnostic } from '../diagnostic.ts'
import { type Position, positionsIn } from '../position.ts'
import { readText } from '../read-text.ts'

export type TableRow = { values: Record<string, string>; place: (column: string) => Position }
export type Table = { columns: string[]; rows: TableRow[]; problems: Diagnostic[] }

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim().normalize('NFC')

const empty = (problem: Diagnostic): Table => ({ columns: [], rows: [], problems: [problem] })

/** What Google Sheets and Excel export: a header line, then a row each. */
export const readCsvTable = async (file: string, bytes: Uint8Array): Promise<Table> => {
  const table: Table = { columns: [], rows: [], problems: [] }
  let header: string[] | undefined
  const chunks = (async function* () {
    yield bytes
  })()
  for await (const batch of readRows(file, chunks)) {
    for (const row of batch) {
      if (isDiagnostic(row)) {
        table.problems.push(row)
        continue
      }
      table.problems.push(...row.problems)
      const values = row.fields.map(tidy)
      if (header === undefined) {
        header = values
        table.columns = values.filter((name) => name !== '')
        continue
      }
      const names = header
      if (values.every((value) => value === '')) continue
      table.rows.push({
        values: Object.fromEntries(
          names.flatMap((name, index) => (name === '' ? [] : [[name, values[index] ?? '']])),
        ),
        place: (column) => row.placesOfFields()[names.indexOf(column)] ?? { line: row.line, column: 1 },
      })
    }
  }
  return table
}

/** Characters that no name should hold, at the value that holds them. */
const checkCharacters = (file: string, value: string, place: Position): Diagnostic[] =>
  unwantedCharacters(value).map(({ message, hint }) => ({ file, ...place, message, hint }))

/** The keys under which services put their list; a list may also be the whole document. */
const LISTS = ['signatories', 'signatures', 'signers', 'data', 'items', 'results']

/** `[{ "name": … }, …]`, or an object that holds such a list under one of `LISTS`. Values are text or numbers. */
export const readJsonTable = async (file: string, bytes: Uint8Array): Promise<Table> => {
  const read = readText(file, bytes)
  if ('problem' in read) return empty(read.problem)
  const { text } = read
  const at = positionsIn(text)
  try {
    JSON.parse(text)
  } catch (error) {
    const offset = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? 0)
    return empty({
      file,
      ...at(offset),
      message: `this is not JSON: ${(error as Error).message}`,
      hint: 'export it again',
    })
  }
  // JSON is YAML, and the YAML parser knows where everything stands.
  const root = parseDocument(text, { schema: 'json', prettyErrors: false, uniqueKeys: false })
    .contents as ParsedNode | null
  const start = (node: ParsedNode | null) => at(node?.range[0] ?? 0)
  let list: ParsedNode | null = root
  if (isMap(root)) {
    const key = LISTS.find((name) => isSeq(root.get(name, true)))
    list = (key === undefined ? null : root.get(key, true)) as ParsedNode | null
  }
  if (!isSeq(list)) {
    const hint = `write a list of objects, or an object with one under ${LISTS.join(', ')}`
    return empty({ file, ...start(root), message: 'there is no list of signatories in it', hint })
  }
  const table: Table = { columns: [], rows: [], problems: [] }
  const columns = new Set<string>()
  for (const item of list.items as ParsedNode[]) {
    if (!isMap(item)) {
      table.problems.push({
        file,
        ...start(item),
        message: 'this is not an object',
        hint: 'write { "name": "…" }',
      })
      continue
    }
    const values: Record<string, string> = {}
    const places = new Map<string, Position>()
    for (const { key, value } of item.items) {
      if (!isScalar(value) || value.value === null || typeof value.value === 'boolean') continue
      const name = String(isScalar(key) ? key.value : '')
      values[name] = tidy(String(value.value))
      places.set(name, start(value as ParsedNode))
      columns.add(name)
      table.problems.push(...checkCharacters(file, values[name], start(value as ParsedNode)))
    }
    const own = start(item)
    table.rows.push({ values, place: (column) => places.get(column) ?? own })
  }
  table.columns = [...columns]
  return table
}

const textOf = (node: Nodes): string => {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ' '
}

const linkIn = (node: Nodes): string | undefined => {
  if (node.type === 'link') return node.url
  if (!('children' in node)) return undefined
  for (const child of node.children) {
    const url = linkIn(child)
    if (url !== undefined) return url
  }
  return undefined
}

/** The names of the columns that a Markdown list is read into: the words of each item, and where its link leads. */
export const PRINTED = 'item'
const LINK = 'link'

/** Every item of every list, numbered or not; what stands around the lists is no signatory. */
export const readMarkdownTable = async (file: string, bytes: Uint8Array): Promise<Table> => {
  const read = readText(file, bytes)
  if ('problem' in read) return empty(read.problem)
  const at = positionsIn(read.text)
  const table: Table = { columns: [PRINTED, LINK], rows: [], problems: [] }
  for (const list of fromMarkdown(read.text).children) {
    if (list.type !== 'list') continue
    for (const item of list.children) {
      const [words] = item.children
      const place = at((words ?? item).position?.start.offset ?? 0)
      const value = words?.type === 'paragraph' ? tidy(textOf(words)) : ''
      const link = words && linkIn(words)
      table.problems.push(...checkCharacters(file, value, place))
      table.rows.push({
        values: { [PRINTED]: value, ...(link !== undefined && { [LINK]: link }) },
        place: () => place,
      })
    }
  }
  if (table.rows.length > 0) return table
  return empty({
    file,
    line: 1,
    column: 1,
    message: 'there is no list in it',
    hint: 'begin each signatory with - or 1.',
  })
}
