/** What is wrong with a value, and what would be right, in the editor's words. */
import type { Column } from '../letter/columns.ts'
import { hideEmailAddresses } from '../letter/email-addresses.ts'
import { didYouMean } from '../letter/nearest.ts'
import { CalendarDate, isSlug } from '../letter/schema.ts'
import { slugOf } from '../letter/slug.ts'
import { isUrl, recognisedUrl, whyNoAddress } from '../letter/web-address.ts'
import { countryOf, isCountryCode, whyNoCountry } from './countries.ts'

export type Advice = { message: string; hint: string }

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

const isoDate = (year: string, month: string, day: string): string | undefined => {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return CalendarDate.safeParse(date).success ? date : undefined
}

/** Of `22/06/2018` and `06/22/2018` the day; of `06/07/2018`, which may be two, none. */
const unambiguousDate = (value: string): string | undefined => {
  const [, one, other, year] = value.match(/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/) ?? []
  if (one === undefined || other === undefined || year === undefined) return undefined
  const days = new Set([isoDate(year, other, one), isoDate(year, one, other)])
  days.delete(undefined)
  return days.size === 1 ? [...days][0] : undefined
}

/** The ISO form of a date that can only mean one day, such as one with the year first or the month's English name. */
const recognisedDate = (value: string): string | undefined => {
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
  if (year === undefined || month === undefined || day === undefined) return unambiguousDate(value)
  const number = yearFirst ? month : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1
  return isoDate(year, String(number), day)
}

export const checkDate = (value: string): Advice | undefined => {
  if (CalendarDate.safeParse(value).success) return undefined
  const date = recognisedDate(value)
  return /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? { message: `there is no ${value} in the calendar`, hint: 'write the day it was, as YYYY-MM-DD' }
    : {
        message: `the date “${value}” is not written YYYY-MM-DD`,
        hint: `write ${date ?? 'the year, the month and the day, as in 2027-03-01'}`,
      }
}

const checkId = (value: string): Advice | undefined =>
  isSlug(value)
    ? undefined
    : {
        message: `the id “${value}” is not lower-case words joined by hyphens, at most 100 characters`,
        hint: `write for example ${slugOf(value)}`,
      }

const checkCountry = (value: string): Advice | undefined => {
  if (isCountryCode(value)) return undefined
  const code = countryOf(value)
  const reason = code === undefined ? whyNoCountry(value) : undefined
  return {
    message: `“${value}” is not a country's two-letter code (ISO 3166-1)${reason === undefined ? '' : `: ${reason}`}`,
    hint: code === undefined ? 'write for example KE' : `write ${code}`,
  }
}

const checkUrl = (value: string): Advice | undefined => {
  if (isUrl(value)) return undefined
  const reason = whyNoAddress(value)
  const completed = recognisedUrl(value)
  return {
    message:
      reason === undefined
        ? `“${value}” is not a web address`
        : `the web address “${hideEmailAddresses(value)}” ${reason}`,
    hint:
      completed !== undefined
        ? `write ${completed}`
        : reason === undefined
          ? 'begin it with https://'
          : 'write one that everybody can open, or leave it empty',
  }
}

const checkType = (value: string): Advice | undefined =>
  value === 'organisation' || value === 'person'
    ? undefined
    : { message: `there is no type “${value}”`, hint: didYouMean(value, ['organisation', 'person']) }

/** The checks of a list's columns that have one of their own. */
export const COLUMN_CHECKS: Partial<Record<Column, (value: string) => Advice | undefined>> = {
  id: checkId,
  type: checkType,
  country: checkCountry,
  url: checkUrl,
  signed: checkDate,
  withdrawn: checkDate,
}
