import type { LanguageWords } from '../page/messages/language.ts'
import { english, spokenFor, type Words, wordsOf } from '../page/messages.ts'
import type { Visit } from './handler.ts'

const held = new Map<string, Words>()

/**
 * The words with which to answer in a language, which lie beside the Worker but for the English ones. Those are also what
 * there is where we do not speak it, or cannot read them just now: a representation's name says which it has.
 */
export const wordsFor = async (tag: string, asset: Visit['asset']): Promise<Words> => {
  const language = spokenFor(tag)
  if (language === 'en') return english()
  try {
    const words =
      held.get(language) ??
      wordsOf(language, JSON.parse(await asset(`/words/${language}.json`)) as LanguageWords)
    held.set(language, words)
    return words
  } catch (error) {
    console.error(JSON.stringify({ event: 'no-words', language, detail: String(error) }))
    return english()
  }
}
