import { foldForComparison } from '../letter/fold.ts'
import type { Signatory } from '../letter/schema.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Position } from './position.ts'

/** `Asian Legal Resource Centre (ALRC)` is the name and its acronym, typed into one field. */
const WITH_ACRONYM = /^(.+?)\s*\(([^()]+)\)$/

/**
 * Finds organisations that are probably in a list twice: the same name but for case, accents, “The” or an acronym.
 * It is a warning, because two organisations may share a name.
 *
 * @returns a function that takes each signatory in turn, and gives a warning for the second of two
 */
export const lookAlikes = (file: string) => {
  const names = new Map<string, number>()
  const acronyms = new Map<string, number>()

  return (signatory: Signatory, line: number, place: () => Position): Diagnostic | undefined => {
    if (signatory.type !== 'organisation') return undefined
    const { name } = signatory
    const [, typed = name, inBrackets] = WITH_ACRONYM.exec(name) ?? []
    const acronym = signatory.acronym ?? inBrackets
    const key = foldForComparison(typed)
    const short = acronym === undefined ? undefined : foldForComparison(acronym)
    const first = names.get(key) ?? acronyms.get(key) ?? (short === undefined ? undefined : names.get(short))
    if (first !== undefined) {
      return {
        file,
        ...place(),
        message: `“${name}” looks like the organisation of line ${first}`,
        hint: 'delete one of the two rows, unless they are two organisations',
      }
    }
    names.set(key, line)
    if (short !== undefined) acronyms.set(short, line)
    return undefined
  }
}
