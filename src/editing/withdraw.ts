import { printedName, type Signatory } from '../letter/schema.ts'
import { type Advice, checkDate } from './advice.ts'

/**
 * What is wrong with a day of withdrawal, if anything: it is no day, has not come yet, or is before the day of signing
 * or, where that is not known, of the letter.
 *
 * @param today YYYY-MM-DD
 * @param letterDate left out where the letter cannot be read
 */
export const checkWithdrawal = (
  signatory: Signatory,
  on: string,
  { today, letterDate }: { today: string; letterDate?: string | undefined },
): Advice | undefined => {
  const advice = checkDate(on)
  if (advice !== undefined) return advice
  if (on > today) return { message: `${on} is still to come`, hint: `write a day up to today, ${today}` }
  const { signed } = signatory
  if (signed !== undefined) {
    return on < signed
      ? { message: `${printedName(signatory)} signed on ${signed}`, hint: 'write that day or a later one' }
      : undefined
  }
  // A letter may be signed before the day that it bears.
  return letterDate !== undefined && letterDate <= today && on < letterDate
    ? { message: `the letter is of ${letterDate}`, hint: 'write that day or a later one' }
    : undefined
}
