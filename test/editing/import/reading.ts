import { readSource } from '../../../src/editing/import/read-source.ts'
import { utf8 } from '../bytes.ts'

/**
 * A source in few words: each list as its heading, columns and rows (with their own heading and marks where they have
 * any), then what was not read, and what is wrong or odd as `line:column message`.
 */
export const reading = async (name: string, content: string | Uint8Array) => {
  const source = await readSource(name, typeof content === 'string' ? utf8(content) : content)
  return {
    lists: source.lists.map(({ kind, heading, columns, rows }) => ({
      kind,
      ...(heading !== undefined && { heading }),
      columns,
      rows: rows.map(({ values, heading: own, marks }) => [
        ...columns.map((column) => values[column] ?? ''),
        ...(own !== undefined && own !== heading ? [`under ${own}`] : []),
        ...(marks ?? []),
      ]),
    })),
    unread: source.unread.map(({ from, to, sample }) => `${from === to ? from : `${from}-${to}`} ${sample}`),
    errors: source.diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`),
    warnings: source.warnings.map(({ line, column, message }) => `${line}:${column} ${message}`),
  }
}

/** The rows of a source that has one list, and nothing that is wrong with it. */
export const rowsOf = async (name: string, content: string | Uint8Array): Promise<string[][]> => {
  const { lists, errors } = await reading(name, content)
  if (errors.length > 0 || lists.length !== 1) throw new Error(JSON.stringify({ lists, errors }))
  return lists[0]?.rows ?? []
}
