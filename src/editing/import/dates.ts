/** Dates as spreadsheets, forms and services write them. A column is read as a whole. Pure. */
import { CalendarDate } from '../../letter/schema.ts'
import { foldWords } from './phrases.ts'

export type DateOrder = 'dmy' | 'mdy'

const MONTHS = [
  'jan janv january janvier enero ene januar janner janeiro январь января янв يناير كانون',
  'feb fev fevr february fevrier febrero februar fevereiro февраль февраля фев فبراير شباط',
  'mar mars march marzo marz marco mrz март марта мар مارس آذار',
  'apr avr abr april avril abril апрель апреля апр أبريل ابريل نيسان',
  'may mai mayo maio май мая مايو أيار',
  'jun june juin junio juni junho июнь июня июн يونيو حزيران',
  'jul juil july juillet julio juli julho июль июля июл يوليو تموز',
  'aug aou ago august aout agosto август августа авг أغسطس آب',
  'sep sept september septembre septiembre setembro set сентябрь сентября сен سبتمبر أيلول',
  'oct okt out october octobre octubre oktober outubro октябрь октября окт أكتوبر',
  'nov november novembre noviembre novembro ноябрь ноября ноя نوفمبر',
  'dec dez dic december decembre diciembre dezember dezembro декабрь декабря дек ديسمبر',
]
const MONTH_OF = new Map(
  MONTHS.flatMap((names, index) => names.split(' ').map((name) => [foldWords(name), index + 1] as const)),
)

const DAY_MS = 24 * 60 * 60 * 1000
/** Excel's day 0, with its 29 February 1900 that never was. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30)
/** Serial numbers of the years 1990 to 2079; other numbers of five digits are not days. */
const SERIALS = { from: 32874, to: 65745 }

const iso = (year: number, month: number, day: number): string | undefined => {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return CalendarDate.safeParse(date).success ? date : undefined
}

const isoOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** Arabic, Persian and full-width digits as ASCII ones. */
const plainDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number
    for (const zero of [0x660, 0x6f0, 0xff10])
      if (code >= zero && code <= zero + 9) return String(code - zero)
    return digit
  })

type Parsed =
  | { date: string }
  /** `3/4/2024`: the first two numbers, in the order in which they stand. */
  | { first: number; second: number; year: number; dots: boolean }

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))

const parseNumber = (text: string): Parsed | undefined => {
  if (/^\d{13}$/.test(text)) return { date: isoOf(Number(text)) }
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return { date: isoOf(Number(text) * 1000) }
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return undefined
  const days = Math.floor(Number(text))
  return days >= SERIALS.from && days <= SERIALS.to ? { date: isoOf(EXCEL_EPOCH + days * DAY_MS) } : undefined
}

const dated = (year: number, month: number | undefined, day: number): Parsed | undefined => {
  const date = month === undefined ? undefined : iso(year, month, day)
  return date === undefined ? undefined : { date }
}

/** What comes after the day: a time, a zone. The day stays the one that is written. */
const REST = '(?:[T,\\s].*)?$'
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${REST}`)
const CHINESE = /^(\d{4})年(\d{1,2})月(\d{1,2})日?/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T\d.*)?$/
const NUMBERS = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})\\.?${REST}`)
const DAY_MONTH =
  /^(?:\p{L}+ )?(\d{1,2})(?:st|nd|rd|th|er|º|°)? (?:(?:de|of|del) )?(\p{L}+) (?:(?:de|del) )?(\d{4})(?: |$)/u
/** As spreadsheets shorten it: `14-Mar-26`. */
const SHORT = /^(\d{1,2}) (\p{L}+) (\d{2})(?: |$)/u
const MONTH_DAY = /^(?:\p{L}+ )?(\p{L}+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})(?: |$)/u

const parse = (value: string): Parsed | undefined => {
  const text = plainDigits(value.trim())
  const ymd = YEAR_FIRST.exec(text) ?? CHINESE.exec(text) ?? COMPACT.exec(text)
  if (ymd) return dated(Number(ymd[1]), Number(ymd[2]), Number(ymd[3]))
  const numbers = NUMBERS.exec(text)
  if (numbers) {
    const [, first, separator, second, year = ''] = numbers
    return {
      first: Number(first),
      second: Number(second),
      year: fullYear(year),
      dots: separator === '.',
    }
  }
  if (/^[\d.]+$/.test(text)) return parseNumber(text)
  const folded = foldWords(text)
  const [, day, dayMonth = '', dayYear] = DAY_MONTH.exec(folded) ?? []
  if (day !== undefined && MONTH_OF.has(dayMonth))
    return dated(Number(dayYear), MONTH_OF.get(dayMonth), Number(day))
  const [, shortDay, shortMonth = '', shortYear = ''] = SHORT.exec(folded) ?? []
  if (shortDay !== undefined && MONTH_OF.has(shortMonth))
    return dated(fullYear(shortYear), MONTH_OF.get(shortMonth), Number(shortDay))
  const [, monthDay = '', monthsDay, monthYear] = MONTH_DAY.exec(folded) ?? []
  return MONTH_OF.has(monthDay)
    ? dated(Number(monthYear), MONTH_OF.get(monthDay), Number(monthsDay))
    : undefined
}

/** Whether the text is a day, in whatever order, and perhaps a time. */
export const isDay = (text: string): boolean => parse(text) !== undefined

/** Which order is certain of a value alone; undefined where both could be. */
const orderOf = (parsed: { first: number; second: number; dots: boolean }): DateOrder | undefined => {
  if (parsed.dots || parsed.first > 12) return 'dmy'
  return parsed.second > 12 ? 'mdy' : undefined
}

export type DateColumn = {
  /** @returns the day as YYYY-MM-DD; undefined where it is none */
  read: (value: string) => string | undefined
  /** A value that could be two days, where nothing settles which; the first and their number. */
  ambiguous?: { example: string; count: number }
}

/**
 * @param values all of the column: one day above 12 settles in which order day and month stand
 * @param order as the editor said, for what nothing in the column settles
 */
export const readDateColumn = (values: Iterable<string>, order: DateOrder | undefined): DateColumn => {
  const seen = new Set<DateOrder>()
  const open: string[] = []
  for (const value of values) {
    const parsed = value === '' ? undefined : parse(value)
    if (parsed === undefined || 'date' in parsed || parsed.first === parsed.second) continue
    const certain = orderOf(parsed)
    if (certain === undefined) open.push(value)
    else if (!parsed.dots) seen.add(certain)
  }
  // A column that has both says nothing of the values that could be either.
  const settled = order ?? (seen.size === 1 ? [...seen][0] : undefined)
  return {
    read: (value) => {
      const parsed = parse(value)
      if (parsed === undefined || 'date' in parsed) return parsed?.date
      const { first, second, year } = parsed
      const either = first === second ? 'dmy' : settled
      const own = orderOf(parsed) ?? either
      if (own === undefined) return undefined
      return own === 'dmy' ? iso(year, second, first) : iso(year, first, second)
    },
    ...(settled === undefined &&
      open[0] !== undefined && { ambiguous: { example: open[0], count: open.length } }),
  }
}
