import { words } from '../src/page/messages/all.ts'
import { spokenFor, type Words, wordsOf } from '../src/page/messages.ts'

/** The words with which we answer a language. */
export const wordsIn = (tag: string): Words => {
  const language = spokenFor(tag)
  return wordsOf(language, words[language])
}
