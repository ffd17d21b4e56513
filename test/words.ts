import { spokenFor, type Words, wordsOf } from '../src/render/page/words.ts'
import { words } from '../src/render/words/all.ts'

/** The words with which we answer a language. */
export const wordsIn = (tag: string): Words => {
  const language = spokenFor(tag)
  return wordsOf(language, words[language])
}
