import { parse, TomlDate, TomlError } from 'smol-toml'
import type { Diagnostic } from '../diagnostic.ts'
import type { Position } from '../position.ts'
import type { DataNode } from './data-node.ts'

const LOCAL_TIME = /^\d\d:/

/** The lines on which tables and keys begin, by their name, in order: the parser gives no positions. */
const linesByName = (text: string): Map<string, number[]> => {
  const lines = new Map<string, number[]>()
  for (const [index, line] of text.split(/\r\n|\n/).entries()) {
    const [, table, key] = /^\s*(?:\[\[?\s*([^\]]+?)\s*\]\]?|([\w.-]+|"[^"]*"|'[^']*')\s*=)/.exec(line) ?? []
    const name = (table ?? key)?.replace(/["'\s]/g, '')
    if (name === undefined) continue
    const known = lines.get(name)
    if (known === undefined) lines.set(name, [index + 1])
    else known.push(index + 1)
  }
  return lines
}

/** A TOML file. Arrays of tables know the line of each; a value within one has its table's. */
export const parseToml = (file: string, text: string): { node: DataNode } | { diagnostic: Diagnostic } => {
  let root: unknown
  try {
    root = parse(text, { integersAsBigInt: true })
  } catch (error) {
    const position =
      error instanceof TomlError ? { line: error.line, column: error.column } : { line: 1, column: 1 }
    const message = (error as Error).message.split('\n', 1)[0]?.replace(/\S+@\S+/g, '…@…')
    return {
      diagnostic: { file, ...position, message: `this is not TOML: ${message}`, hint: 'export it again' },
    }
  }
  const lines = linesByName(text)
  const convert = (value: unknown, name: string, around: Position): DataNode => {
    const line = lines.get(name)?.shift()
    const position = line === undefined ? around : { line, column: 1 }
    const end = position.line
    if (value instanceof TomlDate) {
      const written = value.toISOString()
      return {
        type: 'scalar',
        text: LOCAL_TIME.test(written) ? written : written.replace(/T00:00:00(?:\.000)?$/, ''),
        position,
        end,
      }
    }
    if (Array.isArray(value)) {
      // The table's line belongs to the first of them.
      if (line !== undefined) lines.get(name)?.unshift(line)
      return { type: 'list', items: value.map((item) => convert(item, name, position)), position, end }
    }
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(([key, each]) => ({
        key,
        node: convert(
          each,
          name === '' || (lines.has(key) && !lines.has(`${name}.${key}`)) ? key : `${name}.${key}`,
          position,
        ),
      }))
      return {
        type: 'map',
        entries,
        position,
        end: entries.reduce((last, { node }) => Math.max(last, node.end), end),
      }
    }
    return { type: 'scalar', text: String(value), position, end }
  }
  return { node: convert(root, '', { line: 1, column: 1 }) }
}
