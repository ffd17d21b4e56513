import { translationWords } from '../words/translation.ts'
import { LanguageLink } from './languages.tsx'

/** On a translation, that it is one, and where the original is; on the original, nothing. */
export const TranslationNote = (note: {
  of: { translations: { language: string }[] }
  in: string
  /** The original's address. */
  at: string
}) => {
  const original = note.of.translations[0]?.language
  if (original === undefined || original === note.in) return null
  const { language, translation, originalIn } = translationWords(note.in)
  return (
    <p class="note" lang={language === note.in ? undefined : language}>
      {translation} {originalIn} <LanguageLink language={original} href={note.at} />
    </p>
  )
}
