import { letterFolder, listLetters } from '../editing/read-data.ts'
import { openLetter } from '../editing/read-letter.ts'

/** The slugs of the letters in `data/` that say that the public can sign them. */
export const openForSigning = async (): Promise<string[]> => {
  const slugs = await listLetters()
  const opened = await Promise.all(slugs.map(async (slug) => openLetter(await letterFolder(slug))))
  return slugs.filter((_, index) => opened[index]?.signing !== undefined)
}
