import { english } from '../page/english.ts'
import { supportedLanguage } from '../page/languages.ts'
import type { SharedMessages } from '../page/messages/schema.ts'
import { createMessages, type Messages } from '../page/messages.ts'
import type { Soon } from './soon.ts'
import { readAsset } from './store/asset.ts'
import type { Io } from './store/kv-reader.ts'

const held = new Map<string, Messages>()

/**
 * The messages with which to answer in a language, which lie beside the Worker but for the English ones. Those are also
 * what there is where we do not speak it, or cannot read them just now: a representation's variant says which it has.
 */
export const messagesFor = (tag: string, io: Io): Soon<Messages> => {
  const language = supportedLanguage(tag)
  return language === 'en' ? english() : (held.get(language) ?? readMessages(language, io))
}

const readMessages = async (language: string, io: Io): Promise<Messages> => {
  try {
    const json = await readAsset(io, `/messages/${language}.json`)
    const messages = createMessages(language, JSON.parse(json) as SharedMessages)
    held.set(language, messages)
    return messages
  } catch (error) {
    console.error(JSON.stringify({ event: 'no-words', language, detail: String(error) }))
    return english()
  }
}
