import { dateFormat, listIn } from '../../page/formatter.ts'
import { territory } from '../../page/forms.ts'
import type { Forms } from '../../page/messages/schema.ts'

/** As many items as the longest list that a page has: two names, and how many others. */
const LONGEST_LIST = 3

const MARKS: Record<string, string> = { day: '#', year: '%' }

/** What Intl knows of a language, written down for a Worker, which would load it for its first page. */
export const formsOf = (language: string): Forms => ({
  months: Array.from({ length: 12 }, (_, month) =>
    dateFormat(language)
      .formatToParts(Date.UTC(2018, month))
      .map(({ type, value }) => MARKS[type] ?? value)
      .join(''),
  ),
  lists: Array.from({ length: LONGEST_LIST + 1 }, (_, length) => listIn(language, length)),
  territory: territory(language),
})
