import type { Child } from 'hono/jsx'
import { LanguageLink } from '../../../page/language-link.tsx'
import type { Messages } from '../../../page/messages.ts'

/** On a translation, that it is one, and where the original is; on the original, nothing. */
export const TranslationNote = (note: {
  of: { translations: { language: string }[] }
  in: string
  /** The original's address. */
  at: string
  words: Messages
  say: (text: string) => Child
}) => {
  const original = note.of.translations[0]?.language
  if (original === undefined || original === note.in) return null
  const { words, say } = note
  return (
    <p class="note">
      {say(`${words.translation} ${words.originalIn}`)} <LanguageLink language={original} href={note.at} />
    </p>
  )
}
