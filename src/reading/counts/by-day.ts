/** How the number of those who signed a letter grew. */
import type { LetterPart, Publication } from '../../revision/layout.ts'
import { signedDays } from '../../revision/signed-days.ts'

/** A day on which the number changed: by how many, and what it was then. */
export type Day = { day: string; added: number; total: number }

/**
 * By the days on which those in the list signed, where the list says it of more than half of them; else as the letter's
 * publications have it. The last total and those of no day (`unknown`) are the list's count.
 *
 * @param history the newest first
 */
export const byDay = (counts: LetterPart['counts'], count: number, history: readonly Publication[]) => {
  const { '': undated = 0, ...signed } = signedDays(counts, count) ?? { '': count }
  const isSigned = undated * 2 < count
  const totals = new Map<string, number>()
  let total = 0
  if (isSigned)
    for (const day of Object.keys(signed).sort()) {
      total += signed[day] ?? 0
      totals.set(day, total)
    }
  else for (const { published, count } of history.toReversed()) totals.set(published.slice(0, 10), count)
  let before = 0
  const days = Array.from(totals, ([day, total]): Day => {
    const added = total - before
    before = total
    return { day, added, total }
  })
  return {
    by: 'day' as const,
    source: isSigned ? ('signed' as const) : ('published' as const),
    unknown: isSigned ? undated : 0,
    counts: days.filter(({ added }) => added !== 0),
  }
}
