import { isMap, isScalar, type ParsedNode, parseDocument } from 'yaml'
import type { Diagnostic } from '../../editing/diagnostic.ts'
import { type Position, positionsIn } from '../../editing/position.ts'

/** What a file holds, while nothing is known of it yet. */
export type Json = { [key: string]: Json } | string | boolean | number | null | Json[]

/** Keys from the file's top. */
export type Path = readonly string[]

export type JsonSource = {
  file: string
  /** BCP 47, from the file's name. */
  tag: string
  json: Json
  /** Where a key stands, or what should hold it. */
  position: (path: Path) => Position
}

const KEYS = /"(?:[^"\\]|\\.)*"(?=\s*(:?))/g

/** How many keys JSON says, of which `JSON.parse` keeps one where several are the same. */
const keysSaid = (text: string): number =>
  Array.from(text.matchAll(KEYS)).filter(([, colon]) => colon !== '').length
const keysKept = (json: Json): number =>
  typeof json !== 'object' || json === null
    ? 0
    : Object.values(json).reduce<number>(
        (count, value) => count + keysKept(value),
        Array.isArray(json) ? 0 : Object.keys(json).length,
      )

const offsetOf = (contents: ParsedNode | null, path: Path): number => {
  let node: ParsedNode | null = contents
  let offset = contents?.range[0] ?? 0
  for (const key of path) {
    if (!isMap(node)) break
    const pair = node.items.find((each) => isScalar(each.key) && each.key.value === key)
    if (!pair) break
    offset = pair.key.range[0]
    node = pair.value
  }
  return offset
}

/**
 * Reads a file of messages. JSON is YAML (YAML 1.2, 1.2), whose parser knows where each key stands and sees one that comes
 * twice; that it is no other YAML, `JSON.parse` tells. Whoever draws a picture reads every language, so what takes time is
 * done only where something is wrong.
 */
export const readSource = (
  file: string,
  tag: string,
  text: string,
): JsonSource | { problems: Diagnostic[] } => {
  const place = positionsIn(text)
  const problem = (offset: number, message: string, hint: string): Diagnostic => ({
    file,
    ...place(offset),
    message,
    hint,
  })
  let json: Json
  try {
    json = JSON.parse(text) as Json
  } catch (error) {
    const [, message = String(error)] =
      /^(.*?)(?: in JSON at position .*)?$/s.exec((error as Error).message) ?? []
    const offset = Number(/at position (\d+)/.exec((error as Error).message)?.[1] ?? text.length)
    return {
      problems: [problem(offset, `this is not JSON: ${message}`, 'look for a comma or quotation mark')],
    }
  }
  const parse = () => parseDocument(text, { prettyErrors: false })
  if (keysSaid(text) !== keysKept(json))
    return {
      problems: parse().errors.map(({ pos, message }) => problem(pos[0], message, 'keep one of them')),
    }
  let contents: ParsedNode | null | undefined
  const position = (path: Path): Position => {
    if (contents === undefined) ({ contents } = parse())
    return place(offsetOf(contents, path))
  }
  return { file, tag, json, position }
}
