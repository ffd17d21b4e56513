import type { Signatory } from '../letter/schema.ts'
import { findableTexts } from '../letter/search.ts'

/** Names are sorted as English sorts them, which has a place for every script; 9 stands before 10. */
const collator = new Intl.Collator('en', { numeric: true })

export const compareNames = (one: string, two: string): number => collator.compare(one, two)

/** As the list by name is sorted: names that the collator takes for the same stand as in the index, `01` before `1`. */
export const compareByName = (one: Signatory, two: Signatory): number => {
  const order = compareNames(one.name, two.name)
  if (order !== 0) return order
  const [a = '', b = ''] = [one, two].map((signatory) => findableTexts(signatory)[0]?.text)
  return a < b ? -1 : a > b ? 1 : 0
}
