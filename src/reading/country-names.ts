/** Names of countries, as CLDR has them. */
import * as z from 'zod/mini'

const inLanguage = (tag: string) => new Intl.DisplayNames(tag, { type: 'region' })

const isKnown = (tag: string): boolean => {
  try {
    return Intl.DisplayNames.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}

/** A language that has names of countries, by the tag under which it has them: `fr` for `fr-KE`. */
export const CountryLanguage = z.pipe(
  z.string().check(z.refine(isKnown, { error: 'is no language such as fr or pt-BR' })),
  z.transform((tag) => ({ spelling: inLanguage(tag).resolvedOptions().locale })),
)

/** What a country is called, by its code; the code where it has no name. */
export const countryNames = (language: string): ((country: string) => string) => {
  const names = inLanguage(language)
  return (country) => names.of(country) ?? country
}
