import languages from '../../build/languages.json'

/** The languages that pages, widget, builder and badge speak, BCP 47: those that have a file in messages/. */
export const LANGUAGES: readonly string[] = languages

/**
 * The language to answer a language with: `pt` for `pt-AO`, `pt-BR` for itself, `zh-Hant` for `zh-TW`. Undefined where we
 * speak none that its readers read, and for what is no language tag.
 */
export const closestLanguage = (tag: string): string | undefined => {
  // Most tags are as we have them, and an Intl object takes longer than all else that a warm request needs.
  if (LANGUAGES.includes(tag)) return tag
  try {
    const { language, region, baseName } = new Intl.Locale(tag)
    const { script } = new Intl.Locale(tag).maximize()
    return [baseName, `${language}-${script}`, `${language}-${region}`, language].find((each) =>
      LANGUAGES.includes(each),
    )
  } catch {
    return undefined
  }
}
