import { english } from '../page/english.ts'
import { supportedLanguage } from '../page/languages.ts'
import type { SharedMessages } from '../page/messages/schema.ts'
import { createMessages, type Messages } from '../page/messages.ts'
import type { RequestContext } from './handler.ts'

const held = new Map<string, Messages>()

/**
 * The messages with which to answer in a language, which lie beside the Worker but for the English ones. Those are also
 * what there is where we do not speak it, or cannot read them just now: a representation's variant says which it has.
 */
export const messagesFor = async (tag: string, asset: RequestContext['asset']): Promise<Messages> => {
  const language = supportedLanguage(tag)
  if (language === 'en') return english()
  try {
    const messages =
      held.get(language) ??
      createMessages(language, JSON.parse(await asset(`/messages/${language}.json`)) as SharedMessages)
    held.set(language, messages)
    return messages
  } catch (error) {
    console.error(JSON.stringify({ event: 'no-words', language, detail: String(error) }))
    return english()
  }
}
