/// <reference types="vite/types/importMeta.d.ts" />

import { english } from '../src/page/english.ts'
import { supportedLanguage } from '../src/page/languages.ts'
import type { SharedMessages } from '../src/page/messages/schema.ts'
import { createMessages, type Messages } from '../src/page/messages.ts'

/** What lies beside the Worker: every language but English. */
const built = import.meta.glob<SharedMessages>('../build/assets/messages/*.json', {
  eager: true,
  import: 'default',
})

/** The messages with which we answer a language. */
export const messagesIn = (tag: string): Messages => {
  const language = supportedLanguage(tag)
  if (language === 'en') return english()
  const messages = built[`../build/assets/messages/${language}.json`]
  if (!messages) throw new TypeError(`the build wrote no messages in ${language}`)
  return createMessages(language, messages)
}
