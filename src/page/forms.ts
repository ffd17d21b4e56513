import { ordinalIn } from './formatter.ts'

/** As `dateIn`, by the months of the language. */
export const dateBy = (months: string[], language: string, instant: string): string => {
  const date = new Date(instant)
  return (months[date.getUTCMonth()] ?? '')
    .replace('#', ordinalIn(language, date) ?? `${date.getUTCDate()}`)
    .replace('%', `${date.getUTCFullYear()}`)
}

/** A language with the country where most speak it, as OpenGraph asks: `en_US`. */
export const territory = (tag: string): string => {
  const { language, region } = new Intl.Locale(tag).maximize()
  return `${language}_${region}`
}
