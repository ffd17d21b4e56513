import { interpolate } from '../../../page/interpolate.ts'
import type { Child } from '../../../page/jsx-runtime.ts'
import { LanguageLink } from '../../../page/language-link.tsx'
import type { Messages } from '../../../page/messages.ts'

/** On a translation, that it is one, and where the original is; on the original, nothing. */
export const TranslationNote = (note: {
  of: { translations: { language: string }[] }
  in: string
  /** The original's address. */
  at: string
  messages: Messages
  mark: (content: Child) => Child
}) => {
  const original = note.of.translations[0]?.language
  if (original === undefined || original === note.in) return null
  const { messages, mark } = note
  return (
    <p class="note">
      {mark(
        interpolate(messages.translation, {
          language: <LanguageLink language={original} href={note.at} />,
        }),
      )}
    </p>
  )
}
