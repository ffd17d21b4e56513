/** What no value of a list may hold, whichever column it is in. */
import { codeOf } from '../letter/characters.ts'
import { hasEmailAddress } from '../letter/email-addresses.ts'
import { removeInvisible } from '../letter/invisible.ts'
import type { Advice } from './advice.ts'
import { damageOf } from './damage.ts'

/** Nearly every value, and there may be millions. */
const PLAIN = /^[\w .,:;'"/\-!?+*]*$/

/** @returns undefined for a value that may stand in `column` */
export const checkText = (column: string, value: string): Advice | undefined => {
  if (PLAIN.test(value)) return undefined
  if (hasEmailAddress(value))
    return {
      message: `the ${column} holds an e-mail address`,
      hint: 'take it out: what is here is published',
    }
  const damage = damageOf(value, value)
  if (damage !== undefined) return damage
  const [invisible] = removeInvisible(value).removed
  return invisible === undefined
    ? undefined
    : { message: `the ${column} holds an invisible character, ${codeOf(invisible)}`, hint: 'delete it' }
}
