/** One row of a source as a signatory, or why it is none. Pure. */
import { type Column, foreignColumns } from '../../letter/columns.ts'
import { cutEmailAddresses, hasEmailAddress } from '../../letter/email-addresses.ts'
import { fold } from '../../letter/fold.ts'
import { isSlug, printedName, type Signatory } from '../../letter/schema.ts'
import { countryIn, whyNoCountry } from '../countries.ts'
import { WITH_ACRONYM } from '../with-acronym.ts'
import { answerOf } from './answers.ts'
import type { Assignment, RowField } from './assign-columns.ts'
import type { Candidate } from './candidate.ts'
import type { DateColumn } from './dates.ts'
import { isAcronymOf, splitOrganisation, splitPerson } from './entry-line.ts'
import { givenFirst } from './family-first.ts'
import { evidenceOf } from './name-words.ts'
import { whyNoName } from './not-a-name.ts'
import type { MapOptions } from './options.ts'
import { isSeveralNames } from './several-names.ts'
import { type SignatoryType, typeNamed } from './signatory-type.ts'
import type { SourceRow } from './source.ts'
import type { Tally } from './tally.ts'
import { isNothing, webAddressIn } from './web-addresses.ts'

export type Change = { field: Column; from: string; to: string; line: number }

/** What reading the rows of a list needs to know of it. */
export type RowContext = {
  fields: Assignment['fields']
  organisations: Assignment['organisations']
  options: MapOptions
  typeOf: (row: SourceRow) => SignatoryType
  /** Whether persons' names have the family name first, and a comma after it. */
  familyFirst: boolean
  /** The country that a heading gives those below it. */
  countryUnder: (heading: string | undefined) => string | undefined
  /** The section that a heading makes of those below it. */
  sectionOf: (row: SourceRow) => string | undefined
  dates: ReadonlyMap<string, DateColumn>
  warnings: Tally
  onChange: (change: Change) => void
}

/** Why a row is not imported; rows with one reason are counted together. */
export type Refusal = { reason: string }

const firstFilled = (
  row: SourceRow,
  columns: readonly string[] | undefined,
): { value: string; column: string } => {
  for (const column of columns ?? []) {
    const value = row.values[column] ?? ''
    if (value !== '') return { value, column }
  }
  return { value: '', column: columns?.[0] ?? '' }
}

/** Whether the row may be shown, and whether it was withdrawn. A missing yes is a no. */
const mayBeShown = (
  row: SourceRow,
  { fields, options: { answers } }: RowContext,
): Refusal | { withdrawn: boolean } => {
  let withdrawn = false
  for (const field of ['consent', 'secrecy', 'status'] as const) {
    for (const column of fields.get(field) ?? []) {
      const value = row.values[column] ?? ''
      const said = answers.get(column)?.get(value)
      if (said === true || (said === undefined && field === 'secrecy' && value === '')) continue
      const answer = said === false ? 'hidden' : answerOf(value)
      if (answer === 'withdrawn') withdrawn = true
      else if (answer === undefined) return { reason: `“${column}” says nothing` }
      else {
        if (field === 'secrecy' && answer === 'yes') return { reason: `private by “${column}”` }
        const isNo = answer === 'hidden' || (answer === 'no' && field !== 'secrecy')
        if (isNo) return { reason: `“${column}” says no` }
      }
    }
  }
  return { withdrawn }
}

const REASONS = { struck: 'struck through', unticked: 'box not ticked' } as const

type Values = Partial<Record<Column, string>>

/** The values of the columns that need no more than a look each; what is no good is left out with a warning. */
const readFields = (row: SourceRow, context: RowContext): Values => {
  const { fields, warnings, onChange, dates, options } = context
  const values: Values = {}
  const keep = (field: Column, given: string, value: string, column: string): void => {
    values[field] = value
    if (value !== given) onChange({ field, from: given, to: value, line: row.position(column).line })
  }
  const drop = (field: string, column: string, given: string, why: string, hint: string): void =>
    warnings.add(`${field}\0${why}`, `${field} left out: ${why}`, hint, row.position(column), given)

  const country = firstFilled(row, fields.get('country'))
  if (country.value !== '' && !isNothing(country.value)) {
    const code = countryIn(country.value)
    if (code !== undefined) keep('country', country.value, code, country.column)
    else {
      const why = whyNoCountry(country.value) ?? 'it is not one country that ISO 3166-1 has'
      drop(
        'country',
        country.column,
        country.value,
        why,
        'write its name or two-letter code, or leave it empty',
      )
    }
  }
  const url = firstFilled(row, fields.get('url'))
  if (url.value !== '' && !isNothing(url.value)) {
    const address = webAddressIn(url.value)
    if (address !== undefined) keep('url', url.value, address, url.column)
    else if (hasEmailAddress(url.value) || /^mailto:/i.test(url.value)) {
      drop('url', url.column, '', 'it is an e-mail address', 'write a web address, or leave it empty')
    } else {
      drop(
        'url',
        url.column,
        url.value,
        'it is not a web address',
        'begin it with https://, or leave it empty',
      )
    }
  }
  const signed = firstFilled(row, fields.get('signed'))
  if (signed.value !== '') {
    const day = dates.get(signed.column)?.read(signed.value)
    if (day === undefined) {
      drop('signed', signed.column, signed.value, 'it is not a day of the calendar', 'write it as YYYY-MM-DD')
    } else {
      keep('signed', signed.value, day, signed.column)
      const position = row.position(signed.column)
      if (day > options.today)
        warnings.add(
          'signed\0future',
          'a day of signing has not come yet',
          'look whether it is right',
          position,
          signed.value,
        )
    }
  }
  for (const field of ['acronym', 'alias', 'role', 'affiliation', 'printed_as', 'section'] as const) {
    const { value, column } = firstFilled(row, fields.get(field))
    if (value === '' || isNothing(value)) continue
    const text = cutAddresses(field, value, row, column, context)
    if (text !== '') values[field] = text
  }
  return values
}

const cutAddresses = (
  field: string,
  value: string,
  row: SourceRow,
  column: string,
  { warnings }: RowContext,
): string => {
  if (!hasEmailAddress(value)) return value
  warnings.add(
    `${field}\0address`,
    `an e-mail address was cut from the ${field}`,
    'addresses are never imported',
    row.position(column),
  )
  return cutEmailAddresses(value)
}

/** The day on which the row withdrew; undefined where it did not. */
const readWithdrawal = (row: SourceRow, context: RowContext, isWithdrawn: boolean): string | undefined => {
  const { fields, dates, warnings, options } = context
  const { value, column } = firstFilled(row, fields.get('withdrawn'))
  const answer = answerOf(value)
  const day = dates.get(column)?.read(value)
  if (day !== undefined && day <= options.today) return day
  const says = value !== '' && !isNothing(value) && answer !== 'no'
  if (!says && !isWithdrawn) return undefined
  warnings.add(
    'withdrawn',
    'withdrew on a day that is not told',
    `${options.today} is written; put in the day if you know it`,
    row.position(column),
  )
  return options.today
}

/** The name in one text, of whichever columns it is in; `entry` where the rest of the line is in it too. */
const readName = (
  row: SourceRow,
  context: RowContext,
): { text: string; column: string; isEntry: boolean } => {
  const { fields } = context
  const part = (field: RowField): string => firstFilled(row, fields.get(field)).value
  const entry = firstFilled(row, fields.get('entry'))
  if (entry.value !== '') {
    return {
      text: cutAddresses('name', entry.value, row, entry.column, context),
      column: entry.column,
      isEntry: true,
    }
  }
  const own = firstFilled(row, fields.get('name'))
  const parts = [part('first_name'), part('middle_name'), part('last_name')]
  const column =
    own.column ||
    firstFilled(row, [...(fields.get('first_name') ?? []), ...(fields.get('last_name') ?? [])]).column
  const name =
    own.value === '' ? parts.filter((each) => each !== '').join(isHan(parts.join('')) ? '' : ' ') : own.value
  if (name === '') return { text: '', column, isEntry: false }
  const honorific = part('honorific')
  const isThere = honorific === '' || name.toLowerCase().startsWith(`${honorific.toLowerCase()} `)
  const suffix = part('suffix')
  const text = `${isThere ? '' : `${honorific} `}${name}${suffix === '' ? '' : `, ${suffix}`}`
  return { text: cutAddresses('name', text, row, column, context), column, isEntry: false }
}

/** The organisation for which a row signs, where the name beside it is that of a person. */
const readOrganisation = (
  row: SourceRow,
  { text: contact }: { text: string },
  context: RowContext,
): ReturnType<typeof readName> | undefined => {
  const { value, column } = firstFilled(row, context.organisations)
  if (value === '' || isNothing(value) || evidenceOf(contact) === 'organisation') return undefined
  const text = cutAddresses('name', value, row, column, context)
  if (text === '') return undefined
  if (contact !== '' && fold(contact) !== fold(text)) {
    context.warnings.add(
      'contact',
      'who signs for an organisation is not kept',
      'the organisation signs; make the row a person’s if they do',
      row.position(column),
    )
  }
  return { text, column, isEntry: false }
}

/** Family and given name are one word in Chinese, the family's first: the columns' order is left to the sheet. */
const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text)

/** An organisation's name from a column, with its acronym taken out of the brackets that end it. */
const fromOrganisationName = (name: string): Values => {
  const [, before, inside] = WITH_ACRONYM.exec(name) ?? []
  return before !== undefined && inside !== undefined && isAcronymOf(inside, before)
    ? { name: before, acronym: inside }
    : { name }
}

/** @returns the signatory, or why the row is none */
export const readRow = (row: SourceRow, context: RowContext): Candidate | Refusal => {
  const { fields, options, warnings, typeOf } = context
  const mark = row.marks?.[0]
  if (mark !== undefined) return { reason: REASONS[mark] }
  const shown = mayBeShown(row, context)
  if ('reason' in shown) return shown

  const type = typeOf(row)
  const own = readName(row, context)
  const forWhom = type === 'organisation' ? readOrganisation(row, own, context) : undefined
  const { text: written, column, isEntry } = forWhom ?? own
  const text = context.familyFirst && type === 'person' ? givenFirst(written) : written
  const position = row.position(column)
  if (text !== written) {
    context.onChange({ field: 'name', from: written, to: text, line: position.line })
  }
  if (text === '') return { reason: 'no name' }
  const noName = whyNoName(text)
  if (noName !== undefined) {
    if (noName.why !== 'anonymous') {
      const hint =
        noName.why === 'unnamed'
          ? 'everybody listed has a name that can be found, cited and withdrawn; say the number in the letter’s context line'
          : 'the row was not read; put the name in its place if one is missing'
      warnings.add(`not a name\0${noName.why}`, noName.message, hint, position)
    }
    return { reason: NO_NAMES[noName.why] }
  }

  if (isSeveralNames(text, type)) {
    warnings.add(
      'several names',
      'this seems to be several names, and signs as one',
      'put each on a line, or in a row, of its own',
      position,
      text,
    )
  }
  const given = firstFilled(row, fields.get('type'))
  if (given.value !== '' && typeNamed(given.value) === undefined && options.type === undefined) {
    warnings.add(
      'type',
      'type left out: it says neither person nor organisation',
      'write person or organisation',
      row.position(given.column),
      given.value,
    )
  }
  const values = readFields(row, context)
  if (forWhom !== undefined) {
    delete values.affiliation
    delete values.role
  }
  const named = isEntry
    ? (type === 'person' ? splitPerson : splitOrganisation)(text)
    : type === 'organisation' && values.acronym === undefined
      ? fromOrganisationName(text)
      : { name: text }
  for (const foreign of foreignColumns(type)) {
    if (values[foreign] === undefined) continue
    warnings.add(
      `foreign\0${foreign}`,
      `${foreign} left out: ${type === 'person' ? 'a person' : 'an organisation'} has none`,
      'see the type of the row',
      position,
    )
    delete values[foreign]
  }
  const country =
    values.country ?? ('country' in named ? named.country : undefined) ?? context.countryUnder(row.heading)
  const section = values.section ?? options.section ?? context.sectionOf(row)
  const withdrawn = readWithdrawal(row, context, shown.withdrawn)
  const signatory = {
    ...named,
    ...values,
    type,
    ...(country !== undefined && { country }),
    ...(withdrawn !== undefined && { withdrawn }),
    ...(section !== undefined && { section }),
  } as Candidate['signatory']
  const { printed_as, ...plain } = signatory
  if (printed_as === printedName({ ...plain, id: '' } as Signatory)) delete signatory.printed_as
  const id = firstFilled(row, fields.get('id')).value
  const key = options.key === undefined ? '' : (row.values[options.key] ?? '')
  return {
    signatory,
    ...(isSlug(id) && { id }),
    ...(key !== '' && { key }),
    position,
  }
}

const NO_NAMES = {
  anonymous: 'anonymous',
  unnamed: 'counts others',
  error: "a spreadsheet's error",
  total: 'a total',
  'no-letter': 'no letter in the name',
  header: 'the header again',
} as const
