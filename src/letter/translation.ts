/** Which of a letter's translations to show. */
import type { Letter, Translation } from './schema.ts'

/** The letter's words in exactly this language, else the original's. */
export const translationIn = (letter: Letter, language: string | undefined): Translation =>
  letter.translations.find((each) => each.language === language) ?? letter.translations[0]

const withoutRegion = (tag: string): string | undefined => tag.split('-')[0]

/**
 * As `translationIn`, for a tag that a browser or another page chose, which need not be ours: `pt` finds `pt-BR`.
 * @param tag any string
 */
export const closestTranslation = (letter: Letter, tag: string): Translation => {
  const find = (matches: (language: string) => boolean) =>
    letter.translations.find(({ language }) => matches(language))
  return (
    find((language) => language === tag) ??
    find((language) => withoutRegion(language) === withoutRegion(tag)) ??
    letter.translations[0]
  )
}
