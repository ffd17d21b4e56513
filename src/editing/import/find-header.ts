import { isBlank, tidy } from './clean.ts'
import type { GridRow } from './grid-row.ts'
import { headerScore } from './header-words.ts'

/** Rows among which a header is looked for. */
const TOP = 25
/** Rows that may stand above a header of one column. */
const TITLES = 5

/** How many cells of a row hold something. */
export const filled = ({ cells }: GridRow): number =>
  cells.reduce((count, cell) => count + (isBlank(cell) ? 0 : 1), 0)
/** An address, a date or a number: nothing that names a column, and no name. */
export const isData = (cell: string): boolean =>
  /@|:\/\/|^www\.|^[\d\s.,:/-]*\d[\d\s.,:/-]*$/.test(tidy(cell))

/** `Ada Example`, by its form. */
const isName = ({ cells }: GridRow): boolean => /^\p{Lu}\S*(?: \S+){1,4}$/u.test(tidy(cells[0] ?? ''))

/** Whether the first row is one of many alike: `Ada Example` above `Bo Example`, or a value that comes again. */
const isLikeTheRest = ([first, ...rest]: GridRow[]): boolean => {
  if (first === undefined) return false
  if (first.cells.some(isData)) return true
  const names = rest.filter(isName).length
  if (isName(first) && rest.length > 0 && names >= rest.length * 0.7) return true
  return first.cells.some(
    (cell, index) => !isBlank(cell) && rest.some(({ cells }) => tidy(cells[index] ?? '') === tidy(cell)),
  )
}

export type Header = { index: number; isGuess: boolean }

/** Whether nearly all rows have more than one cell, so that one that stands alone above them is a title. */
const areWide = (rows: GridRow[]): boolean =>
  rows.length > 1 && rows.filter((row) => filled(row) > 1).length >= rows.length * 0.8

/** Where the rows begin when there is no header: titles stand alone in their row. */
export const firstWide = (rows: GridRow[]): number => {
  const index = rows.slice(0, TOP).findIndex((row) => filled(row) > 1)
  // The first on a list may be the only one without an affiliation: better a title among the rows than a name lost.
  return index > 0 && areWide(rows.slice(index)) && !rows.slice(0, index).some(isName) ? index : 0
}

/**
 * The row that names the columns, by the words in it: the one that names most, if no row above is as wide. Where no
 * word is known it may be guessed: the first row of a table, if it is not like the rest.
 */
export const findHeader = (rows: GridRow[], mayGuess: boolean): Header | undefined => {
  const top = rows.slice(0, TOP)
  let widestAbove = 0
  let best: { index: number; known: number } | undefined
  for (const [index, row] of top.entries()) {
    const count = filled(row)
    const scores = row.cells.map(headerScore)
    const known = scores.reduce<number>((sum, score) => sum + score, 0)
    const isHeader =
      known >= count / 2 && scores.includes(1) && !row.cells.some((cell) => /@|:\/\//.test(cell))
    // `Signatories` may be a title above a table or the header of a list, which may have a title, too.
    const isTitle = count === 1 && areWide(rows.slice(index + 1))
    const isBest = count > widestAbove || (count === 1 && best === undefined && index <= TITLES)
    if (isHeader && !isTitle && isBest && known > (best?.known ?? 0)) best = { index, known }
    widestAbove = Math.max(widestAbove, count)
  }
  if (best !== undefined) return { index: best.index, isGuess: false }
  if (!mayGuess) return undefined
  const index = firstWide(rows)
  const first = rows[index]
  return first === undefined || filled(first) < 2 || isLikeTheRest(top.slice(index))
    ? undefined
    : { index, isGuess: true }
}
