/** What is wrong with a value, and what would be right, in the editor's words. */
import { didYouMean } from '../letter/nearest.ts'
import { CalendarDate, Country, Slug, WebAddress } from '../letter/schema.ts'
import { slugOf } from '../letter/slug.ts'

export type Advice = { message: string; hint: string }

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** The ISO form of a date that can only mean one day: year first, or with the month's English name. */
export const recognisedDate = (value: string): string | undefined => {
  const yearFirst = value.match(/^(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:[T ].*)?$/)
  const dayFirst = value.match(/^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})$/i)
  const monthFirst = value.match(/^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i)
  const [year, month, day] = yearFirst
    ? yearFirst.slice(1)
    : dayFirst
      ? [dayFirst[3], dayFirst[2], dayFirst[1]]
      : monthFirst
        ? [monthFirst[3], monthFirst[1], monthFirst[2]]
        : []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const number = yearFirst ? month : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1
  const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return CalendarDate.safeParse(date).success ? date : undefined
}

export const checkDate = (value: string): Advice | undefined => {
  if (CalendarDate.safeParse(value).success) return undefined
  const date = recognisedDate(value)
  return /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? { message: `there is no ${value} in the calendar`, hint: 'write the day it was, as YYYY-MM-DD' }
    : {
        message: `the date “${value}” is not written YYYY-MM-DD`,
        hint: `write ${date ?? 'it as YYYY-MM-DD'}`,
      }
}

export const checkId = (value: string): Advice | undefined =>
  Slug.safeParse(value).success
    ? undefined
    : {
        message: `the id “${value}” is not lower-case words joined by hyphens, at most 100 characters`,
        hint: `write for example ${slugOf(value)}`,
      }

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const canonical = (code: string): string | undefined => new Intl.Locale(`und-${code}`).region

let codesByName: Map<string, string> | undefined
const codeNamed = (name: string): string | undefined => {
  if (codesByName === undefined) {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const codes = letters.flatMap((first) => letters.map((second) => first + second))
    codesByName = new Map(
      codes
        .filter((code) => canonical(code) === code)
        .map((code) => [regions.of(code)?.toLowerCase() ?? '', code]),
    )
  }
  return codesByName.get(name.toLowerCase())
}

const isCountry = new Map<string, boolean>()
const exists = (code: string): boolean => {
  let known = isCountry.get(code)
  if (known === undefined) {
    known = canonical(code) === code && code !== 'ZZ' && regions.of(code) !== undefined
    isCountry.set(code, known)
  }
  return known
}

/** The ISO 3166-1 code that a code in any case, or a country's English name, stands for. */
export const recognisedCountry = (value: string): string | undefined => {
  const code = /^[a-z]{2}$/i.test(value) ? canonical(value) : codeNamed(value)
  return code !== undefined && exists(code) ? code : undefined
}

export const checkCountry = (value: string): Advice | undefined => {
  if (Country.safeParse(value).success && exists(value)) return undefined
  return {
    message: `“${value}” is not a country's two-letter code (ISO 3166-1)`,
    hint: `write ${recognisedCountry(value) ?? 'for example KE'}`,
  }
}

const isUrl = (value: string): boolean => WebAddress.safeParse(value).success && !/\s/.test(value)

/** The web address that one without its scheme stands for. */
export const recognisedUrl = (value: string): string | undefined => {
  if (isUrl(value)) return value
  const completed = `https://${value.replace(/^\/\//, '')}`
  const missesScheme = !value.includes(':') && value.includes('.') && !/\s/.test(value)
  return missesScheme && URL.canParse(completed) ? completed : undefined
}

export const checkUrl = (value: string): Advice | undefined => {
  if (isUrl(value)) return undefined
  const completed = recognisedUrl(value)
  return {
    message: `“${value}” is not a web address`,
    hint: completed === undefined ? 'begin it with https://' : `write ${completed}`,
  }
}

export const checkType = (value: string): Advice | undefined =>
  value === 'organisation' || value === 'person'
    ? undefined
    : { message: `there is no type “${value}”`, hint: didYouMean(value, ['organisation', 'person']) }
