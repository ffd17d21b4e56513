import type { Plural } from './messages/schema.ts'

/** en alone would be American: `June 22, 2018`. */
const locale = (language: string): string => (language === 'en' ? 'en-GB' : language)

/** Numbers and phrases with a number, as a language has them: British ones are the American. */
export const createFormatter = (language: string) => {
  const rules = new Intl.PluralRules(language)
  // Below a thousand it is the digits, of which only Farsi among our languages has its own; to make its first number format takes a
  // browser 40 ms on a phone.
  const number = (n: number): string =>
    n < 1000 && language !== 'fa' ? `${n}` : new Intl.NumberFormat(language).format(n)
  /** The form that goes with a number, its `#` still in it. */
  const form = (plural: Plural, n: number): string => plural[rules.select(n)] ?? plural.other
  return {
    number,
    form,
    /** `18 signatories` */
    format: (plural: Plural, n: number): string => form(plural, n).replace('#', number(n)),
  }
}

/** What a language puts before, between and after the items of a list: `null` for an item. */
export const listIn = (language: string, length: number): (string | null)[] =>
  new Intl.ListFormat(locale(language))
    .formatToParts(Array<string>(length).fill('-'))
    .map(({ type, value }) => (type === 'element' ? null : value))

export const dateFormat = (language: string) =>
  new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: 'UTC' })

/** French has an ordinal for the first of a month alone, which Intl does not know. */
const FIRST_OF_MONTH: Record<string, string> = { fr: '1er' }

/** What a day of the month is called where that is not its number. */
export const ordinalIn = (language: string, date: Date): string | undefined =>
  date.getUTCDate() === 1 ? FIRST_OF_MONTH[language.split('-')[0] ?? ''] : undefined

/**
 * A date in words, such as `22 June 2018`.
 * @param instant an ISO 8601 date or instant; read in UTC, so that a date is the same day everywhere
 */
export const dateIn = (language: string, instant: string): string => {
  const date = new Date(instant)
  const first = ordinalIn(language, date)
  const format = dateFormat(language)
  if (first === undefined) return format.format(date)
  return format
    .formatToParts(date)
    .map(({ type, value }) => (type === 'day' ? first : value))
    .join('')
}
