/** Days in a list that have not come yet. Only warnings: the list may be for a letter of that day. */
import type { Signatory } from '../letter/schema.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Position } from './position.ts'

/** Today where it is latest, YYYY-MM-DD: in the time zone UTC+14. */
export const latestToday = (now = new Date()): string =>
  new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10)

const FIELDS = ['signed', 'withdrawn'] as const

/** @param today YYYY-MM-DD */
export const daysToCome = (file: string, today = latestToday()) => {
  const found = new Map<string, { count: number; first: Diagnostic }>()
  return {
    /** Takes the next signatory of the list. */
    add(signatory: Signatory, position: () => Position): void {
      for (const field of FIELDS) {
        const day = signatory[field]
        if (day === undefined || day <= today) continue
        const same = found.get(field)
        if (same !== undefined) same.count++
        else {
          const message = `${signatory.id}: the day under “${field}”, ${day}, has not come yet`
          const hint = 'look whether it is right: it is shown as it is'
          found.set(field, { count: 1, first: { file, ...position(), message, hint } })
        }
      }
    },
    /** One for each of the two columns. */
    warnings: (): Diagnostic[] =>
      Array.from(found.values(), ({ count, first }) =>
        count === 1
          ? first
          : { ...first, message: `${first.message}; there are ${count.toLocaleString('en')} such rows` },
      ),
  }
}
