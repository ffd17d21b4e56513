/** A position in a file: line and column from 1, the column in characters (Unicode code points). */
export type Position = { line: number; column: number }

/** The order in which places come in a file. */
export const byPosition = (one: Position, two: Position): number =>
  one.line - two.line || one.column - two.column

/**
 * Turns offsets in `text` (UTF-16 units, as every parser here gives them) into places.
 * It walks forward from the last answer, so asking in ascending order is linear in all.
 */
export const positionsIn = (text: string, start: Position = { line: 1, column: 1 }) => {
  let { line, column } = start
  let at = 0
  return (offset: number): Position => {
    if (offset < at) {
      at = 0
      ;({ line, column } = start)
    }
    while (at < offset && at < text.length) {
      const code = text.codePointAt(at) as number
      const endsLine = code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)
      line += endsLine ? 1 : 0
      column = endsLine ? 1 : column + 1
      at += code > 0xffff ? 2 : 1
    }
    return { line, column }
  }
}
