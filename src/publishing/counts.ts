import type { Signatory } from '../letter/schema.ts'
import type { LetterPart } from '../revision/layout.ts'

export type Counts = LetterPart['counts']

/** Counts of a list in which nobody stands yet. */
export const noCounts = (): Counts => ({ type: {}, country: {}, signed: {} })

const add = (tally: Record<string, number>, key: string): void => {
  tally[key] = (tally[key] ?? 0) + 1
}

/** Counts one who signed and did not withdraw; by day only where all others were, too. */
export const countIn = (counts: Counts, { type, country, signed = '' }: Signatory): void => {
  add(counts.type, type)
  if (country !== undefined) add(counts.country, country)
  if (counts.signed) add(counts.signed, signed)
}
