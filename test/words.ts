import { words } from '../src/page/messages/all.ts'
import { createMessages, type Messages, supportedLanguage } from '../src/page/messages.ts'

/** The words with which we answer a language. */
export const wordsIn = (tag: string): Messages => {
  const language = supportedLanguage(tag)
  return createMessages(language, words[language])
}
