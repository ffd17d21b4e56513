/** Whether a text names somebody, in whatever spelling. */
import { fold, wordStarts } from './fold.ts'

/** Tells whether a text has one of these names in it, folded and as whole words. A name without a letter is in none. */
export const mentionOf = (names: Iterable<string>): ((text: string) => boolean) => {
  const folded = new Set(Array.from(names, fold))
  folded.delete('')
  const wanted = Array.from(folded, (name) =>
    // Where words are not parted by spaces, a name has no bounds to look for.
    wordStarts(name).length > name.split(' ').length ? name : ` ${name} `,
  )
  return (text) => {
    const padded = ` ${fold(text)} `
    return wanted.some((name) => padded.includes(name))
  }
}
