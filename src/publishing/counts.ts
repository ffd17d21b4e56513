import type { Signatory } from '../letter/schema.ts'
import type { LetterPart } from '../revision/layout.ts'

export type Counts = LetterPart['counts']

/** Counts one who signed and did not withdraw. */
export const countIn = (counts: Counts, { type, country }: Signatory): void => {
  counts.type[type] = (counts.type[type] ?? 0) + 1
  if (country !== undefined) counts.country[country] = (counts.country[country] ?? 0) + 1
}
