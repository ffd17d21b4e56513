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
  let sum = 0
  const totals = isSigned
    ? Object.keys(signed)
        .sort()
        .map((day) => {
          sum += signed[day] ?? 0
          return [day, sum] as const
        })
    : history.toReversed().map(({ published, count }) => [published.slice(0, 10), count] as const)
  let before = 0
  // Of several totals of a day, the last.
  const days = Array.from(new Map(totals), ([day, total]): Day => {
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
