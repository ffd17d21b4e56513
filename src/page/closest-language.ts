/**
 * Of some languages the one to answer a language with: `pt` for `pt-AO`, `pt-BR` for itself, `zh-Hant` for `zh-TW`.
 * Undefined where there is none that its readers read, and for what is no language tag.
 */
export const closestOf = (languages: readonly string[], tag: string): string | undefined => {
  // Most tags are as we have them, and an Intl object takes longer than all else that a warm request needs.
  if (languages.includes(tag)) return tag
  try {
    const { language, region, baseName } = new Intl.Locale(tag)
    const { script } = new Intl.Locale(tag).maximize()
    return [baseName, `${language}-${script}`, `${language}-${region}`, language].find((each) =>
      languages.includes(each),
    )
  } catch {
    return undefined
  }
}
