/** The sections of a list: the rows of each stand together, and who is in none stands before all of them. */
import { fold } from '../letter/fold.ts'
import type { Signatory } from '../letter/schema.ts'
import type { Advice } from './advice.ts'

/** Is told the section of each row in turn, and says what is wrong with its place. */
export const createSectionCheck = () => {
  /** By its folded name, how each is written and the line that it begins on. */
  const known = new Map<string, { section: string; line: number }>()
  let current: string | undefined
  return (section: string | undefined, line: number): Advice | undefined => {
    if (section === current) return undefined
    if (section === undefined) {
      return {
        message: `the section is missing, and the rows above are in “${current}”`,
        hint: 'write the section, or move the row above the first one that has a section',
      }
    }
    const key = fold(section) || section
    const before = known.get(key)
    current = section
    if (before === undefined) known.set(key, { section, line })
    else if (before.section !== section) {
      return {
        message: `the section “${section}” is “${before.section}” in line ${before.line}`,
        hint: 'write it in one way',
      }
    } else {
      return {
        message: `the section “${section}” begins in line ${before.line}, and others stand between`,
        hint: `move the row to those in “${section}”`,
      }
    }
    return undefined
  }
}

/** The sections in their order; undefined is there where somebody is in none. */
export const sectionsOf = (signatories: readonly Signatory[]): (string | undefined)[] => [
  ...new Set(signatories.map(({ section }) => section)),
]

/** The list with each section together: who is in none first, then the sections in the order in which they begin. */
export const groupBySection = (signatories: readonly Signatory[]): Signatory[] => {
  const groups = new Map<string | undefined, Signatory[]>([[undefined, []]])
  for (const signatory of signatories) {
    const group = groups.get(signatory.section)
    if (group === undefined) groups.set(signatory.section, [signatory])
    else group.push(signatory)
  }
  return [...groups.values()].flat()
}
