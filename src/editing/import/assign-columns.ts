/** Which column of a list is which field. Every column is mapped, left out with a reason, or a question. Pure. */

import { hasEmailAddress } from '../../letter/email-addresses.ts'
import { fold } from '../../letter/fold.ts'
import { countryIn } from '../countries.ts'
import { answerOf, areAnswers } from './answers.ts'
import { type Field, type HeaderMeaning, meaningOfHeader } from './header-meaning.ts'
import { isHonorific } from './name-words.ts'
import type { MapOptions } from './options.ts'
import { foldWords } from './phrases.ts'
import type { Question } from './question.ts'
import { type SignatoryType, typeNamed, typeOfNames } from './signatory-type.ts'
import { ENTRY, ENTRY_LINK, type SourceList } from './source.ts'
import { NAME } from './vocabulary.ts'

/** A field of a row: one of the list's, or `entry`, `secrecy`, which only an import has. */
export type RowField = Field | 'entry' | 'secrecy'

export type ColumnUse = {
  column: string
  field: RowField | null
  /** Why it is left out. */
  reason?: string
}

export type Assignment = {
  /** The columns of each field. Of several the first that is filled counts; of `consent` and `secrecy` each. */
  fields: ReadonlyMap<RowField, readonly string[]>
  columns: ColumnUse[]
  questions: Question[]
  /** What the columns say of everybody in the list. */
  type?: SignatoryType
  /** Columns that name the organisation for which a row signs, where each row says who does: a person, or theirs. */
  organisations: readonly string[]
}

const LEFT_OUT = {
  notKept: 'not for publication',
  empty: 'empty',
  asked: 'as you said',
  where: 'chooses the rows',
  key: 'matched by, not kept',
  ids: 'numbers of a service',
  contact: 'of a contact person',
  same: 'says the same as the name',
  unnamed: 'has no name',
  other: 'another column has it',
  cells: 'the values are e-mail addresses',
  notOfOrganisation: 'an organisation has none',
} as const

const share = (values: readonly string[], test: (value: string) => boolean): number => {
  const filled = values.filter((value) => value !== '')
  return filled.length === 0 ? 0 : filled.filter(test).length / filled.length
}

const isUsableId = (value: string): boolean =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && /[a-z]{3}/.test(value)

/** As what a column is proposed whose name says nothing. */
const exampleField = ({ rows }: SourceList, column: string): Field => {
  const values = rows.map((row) => row.values[column] ?? '')
  return share(values, (value) => countryIn(value) !== undefined) >= 0.8 ? 'country' : 'role'
}

/** Reads a column's meaning off its name, and where that is not enough, off its values. */
const meaningOf = (
  column: string,
  values: readonly string[],
): HeaderMeaning | 'emails' | 'ids' | undefined => {
  const answers = areAnswers(values)
  const meaning = meaningOfHeader(column, answers)
  if (meaning === 'id') return values.every((value) => value === '' || isUsableId(value)) ? 'id' : 'ids'
  if (meaning === 'title') return share(values, isHonorific) >= 0.8 ? 'honorific' : 'role'
  if (meaning === 'place')
    return share(values, (value) => countryIn(value) !== undefined) >= 0.5 ? 'country' : 'not_kept'
  if (meaning === 'type') return values.some((value) => typeNamed(value) !== undefined) ? 'type' : undefined
  if (meaning === 'signed' && answers && share(values, (value) => /\d{2}/.test(value)) < 0.5) return 'consent'
  if (meaning === 'status' && !answers && /^(?:state|estado|etat)$/.test(foldWords(column))) return 'not_kept'
  if (meaning === 'name' && !NAME.isIn(foldWords(column)) && share(values, hasParts) >= 0.5) return 'entry'
  // “Ich unterzeichne als” with “Privatperson” and “Organisation” below it.
  if (meaning === undefined && share(values, (value) => typeNamed(value) !== undefined) === 1) {
    if (new Set(values.map(typeNamed)).has('person') && areFew(values)) return 'type'
  }
  // Of a field, each value is looked at by itself.
  if (meaning === undefined && share(values, hasEmailAddress) > 0.5) return 'emails'
  return meaning
}

/** Whether the values are a choice of a few, as a form gives it. */
const areFew = (values: readonly string[]): boolean => new Set(values.map(fold)).size <= MOST_CHOICES
const MOST_CHOICES = 8

/** `Ada Example, Professor (UCL)`, under a header such as “Signatories”. */
const hasParts = (value: string): boolean => /\S(?:[,;|] | [–—-] | ?\()\S/.test(value)

const isUnnamed = (column: string): boolean => /^(?:\(?(?:unnamed )?column \w+\)?|)$/i.test(column.trim())

/** Whether in nearly every row one column's value holds the other's. */
const holds = (list: SourceList, whole: string, part: string): boolean =>
  share(
    list.rows.map(({ values }) => `${values[whole] ?? ''}\0${values[part] ?? ''}`),
    (pair) => {
      const [one = '', other = ''] = pair.split('\0').map(fold)
      return ` ${one} `.includes(` ${other} `)
    },
  ) >= 0.9

/** Whether two columns of a field are both filled somewhere, and differ: “KE” and “Kenya” do not. */
const differ = (list: SourceList, field: RowField, one: string, other: string): boolean => {
  const meant = (value: string): string => (field === 'country' ? countryIn(value) : undefined) ?? fold(value)
  return list.rows.some(({ values }) => {
    const [first = '', second = ''] = [values[one], values[other]]
    return first !== '' && second !== '' && meant(first) !== meant(second)
  })
}

/** Whether the names are those of organisations, whatever “Group” beside them means. */
const areOrganisations = ({ rows }: SourceList, [column]: string[]): boolean =>
  column !== undefined &&
  typeOfNames(
    rows.map(({ values }) => ({ name: values[column] ?? '' })).filter(({ name }) => name !== ''),
  ) === 'organisation'

type Meanings = Map<string, HeaderMeaning>

/** Columns of first and last names beside one of whole names, or one of which is only called “name”. */
const settleNames = (
  list: SourceList,
  meanings: Meanings,
  leave: (column: string, reason: string) => void,
): void => {
  const of = (meaning: HeaderMeaning): string[] =>
    [...meanings].filter(([, each]) => each === meaning).map(([column]) => column)
  const whole = of('person_name')[0] ?? of('name')[0]
  const first = of('first_name')[0]
  const last = of('last_name')[0]
  if (whole === undefined || (first === undefined && last === undefined)) return
  const parts = [first, last].filter((part) => part !== undefined)
  if (meanings.get(whole) === 'person_name' || parts.some((part) => holds(list, whole, part))) {
    for (const part of parts) leave(part, LEFT_OUT.same)
    for (const part of of('middle_name')) leave(part, LEFT_OUT.same)
  } else if (first === undefined) meanings.set(whole, 'first_name')
  else if (last === undefined) meanings.set(whole, 'last_name')
}

const MANY_ALLOWED: ReadonlySet<RowField> = new Set(['consent', 'secrecy', 'status'])
/** Of several columns of dates or addresses the first will do. */
const FIRST_COUNTS: ReadonlySet<RowField> = new Set(['signed', 'url', 'id', 'honorific', 'suffix'])

/** @param said the type that the editor gave everybody */
export const assignColumns = (
  list: SourceList,
  { map, leaveOut, where, key, answers }: MapOptions,
  said: SignatoryType | undefined,
): Assignment => {
  const columns = new Map<string, ColumnUse>()
  const leave = (column: string, reason: string): void => {
    columns.set(column, { column, field: null, reason })
    meanings.delete(column)
  }
  const meanings: Meanings = new Map()
  const unclear: string[] = []
  const mapped = new Map(Array.from(map, ([field, column]) => [column, field]))

  for (const column of list.columns) {
    if (column === ENTRY || column === ENTRY_LINK) continue
    const values = list.rows.map(({ values }) => values[column] ?? '')
    if (leaveOut.has(column)) leave(column, LEFT_OUT.asked)
    else if (mapped.has(column)) meanings.set(column, mapped.get(column) as HeaderMeaning)
    else if (values.every((value) => value === '')) leave(column, LEFT_OUT.empty)
    else {
      const meaning = meaningOf(column, values)
      const isAnswer = meaning === 'consent' || meaning === 'secrecy' || meaning === 'status'
      if (meaning === 'emails') leave(column, key === column ? LEFT_OUT.key : LEFT_OUT.cells)
      else if (meaning === 'ids') leave(column, key === column ? LEFT_OUT.key : LEFT_OUT.ids)
      else if (where.has(column) && (isAnswer || meaning === undefined)) leave(column, LEFT_OUT.where)
      else if (meaning === 'not_kept') leave(column, key === column ? LEFT_OUT.key : LEFT_OUT.notKept)
      else if (meaning !== undefined) meanings.set(column, meaning)
      else if (key === column) leave(column, LEFT_OUT.key)
      else if (isUnnamed(column)) leave(column, LEFT_OUT.unnamed)
      else unclear.push(column)
    }
  }

  // What the editor mapped or left out by field, no other column gets.
  for (const [column, meaning] of meanings) {
    if (meaning === 'organisation' || meaning === 'organisation_name') continue
    const field = (meaning === 'person_name' ? 'name' : meaning) as Field
    if (map.has(field) && mapped.get(column) !== field)
      leave(column, map.get(field) === '' ? LEFT_OUT.asked : LEFT_OUT.other)
  }

  settleNames(list, meanings, leave)
  const of = (...some: HeaderMeaning[]): string[] =>
    some.flatMap((meaning) => [...meanings].filter(([, each]) => each === meaning).map(([column]) => column))
  const nameMapped = map.get('name')
  const hasEntry = list.columns.includes(ENTRY) && !map.has('name')
  const persons = of('person_name', 'first_name', 'last_name')
  const either = of('name')
  const organisations = of('organisation_name', 'organisation')
  const hasNames = hasEntry || persons.length > 0 || either.length > 0 || of('entry').length > 0

  let type: SignatoryType | undefined
  let signing: readonly string[] = []
  const asSignatory =
    organisations.length > 0 &&
    nameMapped === undefined &&
    !hasEntry &&
    (!hasNames || (said === 'organisation' && of('type').length === 0))
  if (asSignatory) {
    type = 'organisation'
    for (const column of organisations) meanings.set(column, 'name')
    for (const column of [
      ...persons,
      ...either,
      ...of('contact', 'middle_name', 'honorific', 'suffix', 'role'),
    ])
      leave(column, LEFT_OUT.contact)
  } else {
    if (of('type').length > 0 && nameMapped === undefined && !hasEntry) signing = organisations
    for (const column of organisations) meanings.set(column, 'affiliation')
    for (const column of persons) if (meanings.get(column) === 'person_name') meanings.set(column, 'name')
    for (const column of of('contact')) leave(column, LEFT_OUT.contact)
    const isOfPersons =
      persons.length > 0 ||
      of('role', 'honorific').length > 0 ||
      (of('affiliation').length > 0 && !areOrganisations(list, either))
    if (of('type').length === 0) {
      if (isOfPersons) type = 'person'
      else if (of('acronym').length > 0) type = 'organisation'
      else if (nameMapped !== undefined && nameMapped !== '') {
        const meaning = meaningOfHeader(nameMapped, false)
        if (meaning === 'organisation' || meaning === 'organisation_name') type = 'organisation'
        if (meaning === 'person_name') type = 'person'
      }
    }
  }
  if (said === 'organisation') {
    for (const column of of('role', 'affiliation')) leave(column, LEFT_OUT.notOfOrganisation)
  }

  const questions: Question[] = []
  const fields = new Map<RowField, string[]>()
  if (hasEntry) fields.set('entry', [ENTRY])
  if (list.columns.includes(ENTRY_LINK) && !map.has('url')) fields.set('url', [ENTRY_LINK])
  for (const [column, meaning] of meanings) {
    const field = meaning as RowField
    // A column that only came to mean what the editor gave to another.
    if (field !== 'name' && map.has(field as Field) && mapped.get(column) !== field) {
      leave(column, LEFT_OUT.other)
      continue
    }
    const before = fields.get(field)
    const rival = before?.find((each) => differ(list, field, each, column))
    if (before === undefined) fields.set(field, [column])
    else if (rival === undefined || MANY_ALLOWED.has(field)) before.push(column)
    else if (FIRST_COUNTS.has(field)) {
      leave(column, LEFT_OUT.other)
      continue
    } else {
      questions.push({
        about: 'column',
        subject: column,
        message: `“${rival}” and “${column}” both look like the ${field}, and differ`,
        hint: `say which: --map ${field}="${rival}" or --map ${field}="${column}", or --leave-out one of them`,
      })
      continue
    }
    columns.set(column, { column, field })
  }
  for (const column of unclear) {
    columns.set(column, { column, field: null, reason: 'unclear' })
    questions.push({
      about: 'column',
      subject: column,
      message: `it is not clear what the column “${column}” is`,
      hint: `say what it is, as with --map ${exampleField(list, column)}="${column}", or leave it out: --leave-out "${column}"`,
    })
  }
  if (!(['name', 'entry', 'first_name', 'last_name'] as const).some((field) => fields.has(field))) {
    const named = list.columns.map((column) => `“${column}”`).join(', ')
    questions.unshift({
      about: 'name',
      subject: unclear[0] ?? list.columns[0] ?? '',
      message: `no column is called name; there is ${named || 'none'}`,
      hint: `say which: --map name="${unclear[0] ?? list.columns[0] ?? 'Organisation'}"`,
    })
  }
  for (const column of [
    ...(fields.get('consent') ?? []),
    ...(fields.get('secrecy') ?? []),
    ...(fields.get('status') ?? []),
  ]) {
    const open = new Set<string>()
    for (const { values } of list.rows) {
      const value = values[column] ?? ''
      const isUnknown = value === '' ? fields.get('status')?.includes(column) : answerOf(value) === undefined
      if (isUnknown && answers.get(column)?.get(value) === undefined) open.add(value)
    }
    for (const value of open) {
      questions.push({
        about: 'answer',
        subject: column,
        value,
        message: `under “${column}”, ${value === '' ? 'nothing' : `“${value}”`} is neither a yes nor a no`,
        hint: `import only the rows that may be shown, as with --where "${column}=Yes" (once for each such answer), or all of them: --leave-out "${column}"`,
      })
    }
  }
  return {
    fields,
    columns: list.columns.flatMap((column) => columns.get(column) ?? []),
    questions,
    ...(type !== undefined && { type }),
    organisations: signing.filter((column) => columns.get(column)?.field === 'affiliation'),
  }
}
