import { hasFormOfPerson, isOfOrganisation } from './name-words.ts'
import type { SignatoryType } from './signatory-type.ts'

/** Between names; a comma or the like is also before where somebody is, so it takes three to be sure. */
const BETWEEN = /\s*[·•、]\s*|\s+[/&]\s+|\s+(?:and|et|y|e|und|и)\s+/u
const COMMA = /\s*[,，;；|]\s*(?:(?:and|et|y|e|und|и)\s+)?/u

const SAID_OF_A_NAME = /[(（[][^)）\]]*[)）\]]/gu

/** `Tree Alliance`: of an organisation, and in words enough to be all of its name. */
const isOrganisation = (text: string): boolean => /\S\s+\S/.test(text) && isOfOrganisation(text)

/**
 * Whether a text is the names of several, and nothing else: `Ada Example; Bo Sample`. Of organisations it takes three:
 * `Women, Peace and Security` may be in the name of one.
 */
export const isSeveralNames = (text: string, type: SignatoryType): boolean => {
  const parts = text.replace(SAID_OF_A_NAME, '').split(BETWEEN)
  const all = parts.flatMap((part) => part.split(COMMA)).filter((part) => part !== '')
  if (type === 'organisation') return all.length > 2 && all.every(isOrganisation)
  const areNames = (some: string[]): boolean => some.every(hasFormOfPerson)
  return (parts.length > 1 && areNames(parts)) || (all.length > 2 && areNames(all))
}
