import type { Position } from '../position.ts'

/**
 * As `positionsIn`, for a text whose places are asked about in any order: it remembers where lines begin. Slow only
 * for lines that are very long.
 */
export const lineIndex = (text: string, firstLine = 1): ((offset: number) => Position) => {
  const starts = [0]
  for (const { 0: end, index } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: firstLine + low, column: [...text.slice(starts[low], offset)].length + 1 }
  }
}
