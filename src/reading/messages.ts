import type { LanguageMessages } from '../page/messages/language.ts'
import { createMessages, english, type Messages, supportedLanguage } from '../page/messages.ts'
import type { RequestContext } from './handler.ts'

const held = new Map<string, Messages>()

/**
 * The words with which to answer in a language, which lie beside the Worker but for the English ones. Those are also what
 * there is where we do not speak it, or cannot read them just now: a representation's name says which it has.
 */
export const messagesFor = async (tag: string, asset: RequestContext['asset']): Promise<Messages> => {
  const language = supportedLanguage(tag)
  if (language === 'en') return english()
  try {
    const words =
      held.get(language) ??
      createMessages(language, JSON.parse(await asset(`/words/${language}.json`)) as LanguageMessages)
    held.set(language, words)
    return words
  } catch (error) {
    console.error(JSON.stringify({ event: 'no-words', language, detail: String(error) }))
    return english()
  }
}
