import type { Diagnostic } from '../diagnostic.ts'
import { type Position, positionsIn } from '../position.ts'
import type { DataNode } from './data-node.ts'

const SPACE = /[ \t\r\n]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none in its strings
const STRING = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y

/** Where the text is no JSON. */
class Unexpected extends Error {
  readonly offset: number
  constructor(offset: number) {
    super()
    this.offset = offset
  }
}

/** Reads one document, so that every value keeps its place and a number its digits, as `JSON.parse` does not. */
const parse = (text: string, at: (offset: number) => Position): DataNode => {
  let offset = 0
  const take = (token: RegExp): string => {
    token.lastIndex = offset
    const found = token.exec(text)?.[0]
    if (found === undefined) throw new Unexpected(offset)
    offset += found.length
    return found
  }
  const skip = (): string => {
    take(SPACE)
    return text[offset] ?? ''
  }
  const string = (): string => JSON.parse(take(STRING)) as string
  /** What stands between brackets: commas part it. */
  const parts = (closing: string, part: () => void): void => {
    offset++
    if (skip() === closing) offset++
    else {
      for (;;) {
        part()
        const next = skip()
        if (next !== ',' && next !== closing) throw new Unexpected(offset)
        offset++
        if (next === closing) return
      }
    }
  }
  const value = (): DataNode => {
    const character = skip()
    const position = at(offset)
    if (character === '{') {
      const entries: { key: string; node: DataNode }[] = []
      parts('}', () => {
        skip()
        const key = string()
        if (skip() !== ':') throw new Unexpected(offset)
        offset++
        entries.push({ key, node: value() })
      })
      return { type: 'map', entries, position, end: at(offset).line }
    }
    if (character === '[') {
      const items: DataNode[] = []
      parts(']', () => items.push(value()))
      return { type: 'list', items, position, end: at(offset).line }
    }
    if (character === '"') return { type: 'scalar', text: string(), position, end: position.line }
    const literal = take(LITERAL)
    return { type: 'scalar', text: literal === 'null' ? '' : literal, position, end: position.line }
  }
  const node = value()
  if (skip() !== '') throw new Unexpected(offset)
  return node
}

/** One JSON document; the position of its beginning is the file's, unless the text is a line of it. */
export const parseJson = (
  file: string,
  text: string,
  start?: Position,
): { node: DataNode } | { diagnostic: Diagnostic } => {
  try {
    return { node: parse(text, positionsIn(text, start)) }
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error
    const found = text.slice(error.offset, error.offset + 1)
    const message = `this is not JSON: ${found === '' ? 'it ends too early' : `“${found}” cannot stand here`}`
    return {
      diagnostic: { file, ...positionsIn(text, start)(error.offset), message, hint: 'export it again' },
    }
  }
}

/** A JSON document a line, as one list; a line that is none is a diagnostic. */
export const parseJsonLines = (file: string, text: string): { node: DataNode; diagnostics: Diagnostic[] } => {
  const items: DataNode[] = []
  const diagnostics: Diagnostic[] = []
  const lines = text.split(/\r\n?|\n/)
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const parsed = parseJson(file, line, { line: index + 1, column: 1 })
    if ('node' in parsed) items.push(parsed.node)
    else diagnostics.push(parsed.diagnostic)
  }
  return {
    node: { type: 'list', items, position: { line: 1, column: 1 }, end: items.at(-1)?.end ?? 1 },
    diagnostics,
  }
}

/** Whether the text's first lines are each a JSON object or list of their own. */
export const isJsonLines = (text: string): boolean => {
  const lines = text.split(/\r\n?|\n/, 20).filter((line) => line.trim() !== '')
  return (
    lines.length > 1 &&
    lines.slice(0, -1).every((line) => {
      try {
        return /^\s*[[{]/.test(line) && typeof JSON.parse(line) === 'object'
      } catch {
        return false
      }
    })
  )
}
