import { dateFormat, listIn } from '../../page/formatter.ts'
import { territory } from '../../page/forms.ts'
import type { Forms } from '../../page/messages/schema.ts'

/** As many items as the longest list that a page has: two names, and how many others. */
const LONGEST_LIST = 3

const MARKS: Record<string, string> = { day: '#', year: '%' }

const monthsIn = (language: string): string[] =>
  Array.from({ length: 12 }, (_, month) =>
    dateFormat(language)
      .formatToParts(Date.UTC(2018, month))
      .map(({ type, value }) => MARKS[type] ?? value)
      .join(''),
  )

/** Farsi has the Solar Hijri calendar, whose months begin within ours. */
const isGregorian = (language: string): boolean =>
  dateFormat(language).resolvedOptions().calendar === 'gregory'

/** What Intl knows of a language, written down for a Worker, which would load it for its first page. */
export const formsOf = (language: string): Forms => ({
  ...(isGregorian(language) && { months: monthsIn(language) }),
  lists: Array.from({ length: LONGEST_LIST + 1 }, (_, length) => listIn(language, length)),
  territory: territory(language),
})
