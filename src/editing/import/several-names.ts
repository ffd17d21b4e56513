import { hasFormOfPerson } from './name-words.ts'

/** Between names; a comma or the like is also before where somebody is, so it takes three to be sure. */
const BETWEEN = /\s*[·•、]\s*|\s+[/&]\s+|\s+(?:and|et|y|e|und|и)\s+/u
const COMMA = /\s*[,，;；|]\s*(?:(?:and|et|y|e|und|и)\s+)?/u

/** Whether a text is the names of several people, and nothing else: `Ada Example; Bo Sample`. */
export const isSeveralNames = (text: string): boolean => {
  const areNames = (parts: string[]): boolean => parts.every(hasFormOfPerson)
  const parts = text.split(BETWEEN)
  if (parts.length > 1 && areNames(parts)) return true
  const all = parts.flatMap((part) => part.split(COMMA)).filter((part) => part !== '')
  return all.length > 2 && areNames(all)
}
