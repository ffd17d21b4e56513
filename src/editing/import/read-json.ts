import type { Diagnostic } from '../diagnostic.ts'
import { type Position, positionsIn } from '../position.ts'
import type { DataNode } from './data-node.ts'

const SPACE = /[\s]*/y
const STRING = /"(?:[^"\\]|\\.)*"/y
const LITERAL = /[^\s,\]}]+/y

/** Walks text that is known to be JSON, so that every value keeps its place and its digits. */
const walk = (
  text: string,
  from: number,
  at: (offset: number) => Position,
): { node: DataNode; end: number } => {
  let offset = from
  const take = (token: RegExp): string => {
    token.lastIndex = offset
    const found = token.exec(text)?.[0] ?? ''
    offset += found.length
    return found
  }
  const skip = (): string => {
    take(SPACE)
    return text[offset] ?? ''
  }
  const value = (): DataNode => {
    const character = skip()
    const position = at(offset)
    if (character === '{') {
      const entries: { key: string; node: DataNode }[] = []
      offset++
      while (skip() !== '}') {
        if (text[offset] === ',') offset++
        skip()
        const key = JSON.parse(take(STRING)) as string
        skip()
        offset++ // The colon.
        entries.push({ key, node: value() })
      }
      offset++
      return { type: 'map', entries, position, end: at(offset).line }
    }
    if (character === '[') {
      const items: DataNode[] = []
      offset++
      while (skip() !== ']') {
        if (text[offset] === ',') offset++
        items.push(value())
      }
      offset++
      return { type: 'list', items, position, end: at(offset).line }
    }
    if (character === '"') {
      return { type: 'scalar', text: JSON.parse(take(STRING)) as string, position, end: position.line }
    }
    const literal = take(LITERAL)
    return { type: 'scalar', text: literal === 'null' ? '' : literal, position, end: position.line }
  }
  const node = value()
  skip()
  return { node, end: offset }
}

const notJson = (file: string, position: Position, error: unknown): Diagnostic => ({
  file,
  ...position,
  message: `this is not JSON: ${(error as Error).message.replace(/\S+@\S+/g, '…@…')}`,
  hint: 'export it again',
})

/** One JSON document. */
export const parseJson = (file: string, text: string): { node: DataNode } | { diagnostic: Diagnostic } => {
  try {
    JSON.parse(text)
  } catch (error) {
    const offset = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? 0)
    return { diagnostic: notJson(file, positionsIn(text)(offset), error) }
  }
  return { node: walk(text, 0, positionsIn(text)).node }
}

/** A JSON document a line, as one list; a line that is none is a diagnostic. */
export const parseJsonLines = (file: string, text: string): { node: DataNode; diagnostics: Diagnostic[] } => {
  const items: DataNode[] = []
  const diagnostics: Diagnostic[] = []
  const lines = text.split(/\r\n?|\n/)
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const begin = { line: index + 1, column: 1 }
    try {
      JSON.parse(line)
      items.push(walk(line, 0, positionsIn(line, begin)).node)
    } catch (error) {
      diagnostics.push(notJson(file, begin, error))
    }
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
