import { isBlank, tidy } from './clean.ts'
import type { GridRow } from './grid-row.ts'
import { headerScore } from './header-words.ts'

/** Rows among which a header is looked for. */
const TOP = 25
export const filled = ({ cells }: GridRow): number =>
  cells.reduce((count, cell) => count + (isBlank(cell) ? 0 : 1), 0)
export const isData = (cell: string): boolean =>
  /@|:\/\/|^www\.|^[\d\s.,:/-]*\d[\d\s.,:/-]*$/.test(tidy(cell))

export const mostCommon = (numbers: number[]): number => {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0])[0]
}

/** Whether the first row is one of many alike: `Ada Example` above `Bo Example`, or a value that comes again. */
const isLikeTheRest = ([first, ...rest]: GridRow[]): boolean => {
  if (first === undefined) return false
  if (first.cells.some(isData)) return true
  const isName = ({ cells }: GridRow) => /^\p{Lu}\S*(?: \S+){1,4}$/u.test(tidy(cells[0] ?? ''))
  const names = rest.filter(isName).length
  if (isName(first) && rest.length > 0 && names >= rest.length * 0.7) return true
  return first.cells.some(
    (cell, index) => !isBlank(cell) && rest.some(({ cells }) => tidy(cells[index] ?? '') === tidy(cell)),
  )
}

export type Header = { index: number; isGuess: boolean }

/** The row that names the columns, by the words in it; where no word is known, the first that is not like the rest. */
export const findHeader = (rows: GridRow[], usual: number): Header | undefined => {
  const top = rows.slice(0, TOP)
  let widestAbove = 0
  for (const [index, row] of top.entries()) {
    const count = filled(row)
    const scores = row.cells.map(headerScore)
    const known = scores.reduce<number>((sum, score) => sum + score, 0)
    const isTitle = count === 1 && usual > 1
    const isHeader =
      known >= count / 2 && scores.includes(1) && !row.cells.some((cell) => /@|:\/\//.test(cell))
    if (isHeader && !isTitle && (count > widestAbove || (count === 1 && index <= 5)))
      return { index, isGuess: false }
    widestAbove = Math.max(widestAbove, count)
  }
  if (usual < 2) return undefined
  const index = top.findIndex((row) => filled(row) > 1)
  return isLikeTheRest(top.slice(index)) ? undefined : { index, isGuess: true }
}

/** Where the rows begin when there is no header: titles stand alone in their row. */
export const firstWide = (rows: GridRow[], usual: number): number =>
  usual < 2
    ? 0
    : Math.max(
        0,
        rows.slice(0, TOP).findIndex((row) => filled(row) > 1),
      )
