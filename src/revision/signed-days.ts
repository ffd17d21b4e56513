import type { LetterPart } from './layout.ts'

/**
 * How many of `count` signatories signed on which day, under `''` those of whom it is not known. Undefined where the days
 * were not counted, or not those of everyone: by code that came before this, behind a revision that has them.
 */
export const signedDays = (
  { signed }: LetterPart['counts'],
  count: number,
): Record<string, number> | undefined =>
  signed && Object.values(signed).reduce((sum, each) => sum + each, 0) === count ? signed : undefined
