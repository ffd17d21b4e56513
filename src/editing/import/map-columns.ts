/** From a source's lists to signatories: which column is which field, who is a person, and what each row says. Pure. */

import { cutEmailAddresses } from '../../letter/email-addresses.ts'
import { fold } from '../../letter/fold.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Position } from '../position.ts'
import { type Assignment, assignColumns, type ColumnUse } from './assign-columns.ts'
import type { Candidate } from './candidate.ts'
import { type DateColumn, readDateColumn } from './dates.ts'
import { nameAndRest } from './entry-line.ts'
import { areFamilyFirst } from './family-first.ts'
import { repeatsHeader, whyNoName } from './not-a-name.ts'
import type { MapOptions } from './options.ts'
import { areByCountry, countryUnder, headingText, isPlace } from './place-heading.ts'
import type { Question } from './question.ts'
import { type Change, readRow } from './read-row.ts'
import { type SignatoryType, typeNamed, typeOfNames } from './signatory-type.ts'
import { ENTRY, type Source, type SourceDiagnostic, type SourceList, type SourceRow } from './source.ts'
import { createTally, type Tally } from './tally.ts'

export type NotImported = { reason: string; positions: Position[] }

export type MappedList = {
  candidates: Candidate[]
  /** What became of each column of the chosen lists. */
  columns: ColumnUse[]
  /** Values that were written another way in the source, each pair once; of days and of completed addresses the first. */
  changed: (Change & { count: number })[]
  /** Rows that are no signatories, by why. */
  notImported: NotImported[]
  /** What is to be answered before anything can be written. */
  questions: Question[]
  /** How it was told whether those in a list are persons or organisations, where only their names say so. */
  guessed: { heading: string; type: SignatoryType }[]
  warnings: Diagnostic[]
  /** What keeps a name from being read right. */
  problems: Diagnostic[]
}

/** Columns whose values make the name: one of them that is damaged is a name that is lost. */
const NAME_FIELDS = ['name', 'entry', 'first_name', 'middle_name', 'last_name'] as const

/**
 * Sorts out what is wrong with the values of a list: in a name it is a problem; another value is taken out with a
 * warning; in a column that is left out it does not matter.
 *
 * @returns the rows without the values that are taken out
 */
const settleFaults = (
  rows: readonly SourceRow[],
  faults: readonly SourceDiagnostic[],
  { fields, organisations }: Assignment,
  warnings: Tally,
): { rows: readonly SourceRow[]; problems: Diagnostic[] } => {
  if (faults.length === 0) return { rows, problems: [] }
  const names = new Set([...NAME_FIELDS.flatMap((field) => fields.get(field) ?? []), ...organisations])
  const kept = new Map([...fields].flatMap(([field, columns]) => columns.map((column) => [column, field])))
  const problems: Diagnostic[] = []
  const damaged = new Map<string, Set<string>>()
  for (const { value, ...fault } of faults) {
    const { column = '' } = value ?? {}
    if (names.has(column)) problems.push(fault)
    else if (kept.has(column)) {
      const at = `${fault.line}:${fault.column}`
      damaged.set(column, (damaged.get(column) ?? new Set()).add(at))
      warnings.add(`fault\0${column}`, `${kept.get(column)} left out: ${fault.message}`, fault.hint, fault)
    }
  }
  const isDamaged = (row: SourceRow, column: string): boolean => {
    const { line, column: at } = row.position(column)
    return damaged.get(column)?.has(`${line}:${at}`) ?? false
  }
  const withoutDamage = (row: SourceRow): SourceRow => {
    const lost = [...damaged.keys()].filter((column) => isDamaged(row, column))
    if (lost.length === 0) return row
    return { ...row, values: { ...row.values, ...Object.fromEntries(lost.map((column) => [column, ''])) } }
  }
  return { rows: damaged.size === 0 ? rows : rows.map(withoutDamage), problems }
}

const isWanted = ({ values }: SourceRow, where: MapOptions['where']): boolean =>
  [...where].every(([column, wanted]) => {
    const value = fold(values[column] ?? '')
    return [...wanted].some((each) => fold(each) === value)
  })

/** What those under a heading are: as the editor said, or as its words say. */
const typeUnder = (
  heading: string | undefined,
  { typeUnder: said }: MapOptions,
): SignatoryType | undefined =>
  heading === undefined ? undefined : (said.get(fold(heading)) ?? typeNamed(heading))

/** The names in a list, whole lines where a row is one; `isEntry` says which. */
const textsOf = (rows: readonly SourceRow[], { fields }: Assignment): { text: string; isEntry: boolean }[] =>
  rows.flatMap(({ values }) => {
    const entry = values[fields.get('entry')?.[0] ?? ''] ?? ''
    const name = (fields.get('name') ?? [])
      .map((column) => values[column] ?? '')
      .find((value) => value !== '')
    const text = cutEmailAddresses(entry || name || '')
    // A handle tells nothing of who has it.
    if (text === '' || text.startsWith('@') || whyNoName(text) !== undefined) return []
    return [{ text, isEntry: entry !== '' }]
  })

const namesOf = (rows: readonly SourceRow[], assignment: Assignment): { name: string; rest?: string }[] =>
  textsOf(rows, assignment).map(({ text, isEntry }) => (isEntry ? nameAndRest(text) : { name: text }))

type Typed = { typeOf: (row: SourceRow) => SignatoryType; questions: Question[]; guessed?: SignatoryType }

/** Who in a list is a person: as said, by the type column, the heading, the columns, and last by all names together. */
const readTypes = (
  list: SourceList,
  rows: readonly SourceRow[],
  assignment: Assignment,
  options: MapOptions,
): Typed => {
  if (options.type !== undefined) {
    const { type } = options
    return { typeOf: () => type, questions: [] }
  }
  const [column] = assignment.fields.get('type') ?? []
  const told = (row: SourceRow): SignatoryType | undefined =>
    options.typeUnder.get(fold(row.heading ?? list.heading ?? '')) ??
    (column === undefined ? undefined : typeNamed(row.values[column] ?? '')) ??
    typeUnder(row.heading, options) ??
    typeUnder(list.heading, options) ??
    typeUnder(list.under, options) ??
    assignment.type
  const open = rows.filter((row) => told(row) === undefined)
  const guessed =
    open.length === 0 || column !== undefined ? undefined : typeOfNames(namesOf(open, assignment))
  if (open.length === 0 || guessed !== undefined) {
    return {
      typeOf: (row) => told(row) ?? guessed ?? 'organisation',
      questions: [],
      ...(guessed && { guessed }),
    }
  }
  const heading = list.heading ?? ''
  const ofBoth = list.columns.includes(ENTRY)
    ? 'put a list of both under headings such as Organisations and Individuals'
    : 'give a list of both a column “type”'
  const some = open.length < rows.length ? ` (${open.length} of ${rows.length} rows)` : ''
  return {
    typeOf: (row) => told(row) ?? 'organisation',
    questions: [
      {
        about: 'type',
        subject: heading,
        message: `it cannot be told whether those ${heading === '' ? 'in the list' : `under “${heading}”`} are persons or organisations${some}`,
        hint: `say --type person or --type organisation${heading === '' ? '' : `, or for this heading only --type "${heading}=person"`}; or ${ofBoth}`,
      },
    ],
  }
}

/** An organisation's name that was shortened, and is then no longer its alone, is kept as it is printed. */
const keepApart = (candidates: readonly Candidate[]): void => {
  const count = new Map<string, number>()
  for (const { signatory } of candidates) {
    const name = fold(signatory.name)
    count.set(name, (count.get(name) ?? 0) + 1)
  }
  for (const { signatory } of candidates) {
    const { printed_as } = signatory
    if (signatory.type !== 'organisation' || printed_as === undefined || signatory.acronym !== undefined)
      continue
    if ((count.get(fold(signatory.name)) ?? 0) < 2) continue
    signatory.name = printed_as
    delete signatory.printed_as
  }
}

type Joined = { list: SourceList; indexes: number[] }

/** The chosen lists; those that stand under one heading, each under its country, as one. */
const joinPlaces = (lists: readonly SourceList[], chosen: readonly number[]): Joined[] => {
  const joined: Joined[] = []
  const outer = new Map<string, Joined>()
  for (const index of chosen) {
    const list = lists[index]
    if (list === undefined) continue
    const { under, heading = '', columns } = list
    const key = under !== undefined && isPlace(heading) ? [under, ...columns].join('\0') : undefined
    const before = key === undefined ? undefined : outer.get(key)
    if (before !== undefined) {
      before.list.rows = [...before.list.rows, ...list.rows]
      before.indexes.push(index)
      continue
    }
    const one = {
      list: key === undefined || under === undefined ? list : { ...list, heading: under },
      indexes: [index],
    }
    joined.push(one)
    if (key !== undefined) outer.set(key, one)
  }
  return joined
}

/** Rows between two pauses. */
const ROWS_AT_ONCE = 2000

/**
 * @param chosen indexes of the source's lists; each is mapped by itself
 * @param onRows awaited every few thousand rows with their count so far, so that a long list can tell how far it is
 */
export const mapColumns = async (
  file: string,
  { lists, diagnostics }: Source,
  chosen: readonly number[],
  options: MapOptions,
  onRows?: (count: number) => Promise<void>,
): Promise<MappedList> => {
  const warnings: Tally = createTally(file)
  const candidates: Candidate[] = []
  const columns = new Map<string, ColumnUse>()
  const changed = new Map<string, Change & { count: number }>()
  const notImported = new Map<string, Position[]>()
  const questions = new Map<string, Question>()
  const guessed: MappedList['guessed'] = []
  const ask = (question: Question): void => {
    questions.set([question.about, question.subject, question.value ?? ''].join('\0'), question)
  }
  const refuse = (reason: string, row: SourceRow, column: string): void => {
    const positions = notImported.get(reason) ?? []
    positions.push(row.position(column))
    notImported.set(reason, positions)
  }
  let count = 0
  const headings = chosen.flatMap((index) => lists[index]?.rows.map(({ heading }) => heading) ?? [])
  const byCountry = areByCountry(headings)
  const problems: Diagnostic[] = []
  for (const { list, indexes } of joinPlaces(lists, chosen)) {
    const [first = ENTRY] = list.columns
    const said = options.type ?? typeUnder(list.heading, options) ?? typeUnder(list.under, options)
    const wanted: SourceRow[] = []
    for (const row of list.rows) {
      if (repeatsHeader(row.values, list.columns)) refuse('the header again', row, first)
      else if (isWanted(row, options.where)) wanted.push(row)
      else refuse('not chosen by --where', row, first)
    }
    const assignment = assignColumns({ ...list, rows: wanted }, options, said)
    for (const use of assignment.columns) {
      const before = columns.get(use.column)
      if (before?.field == null) columns.set(use.column, use)
    }
    assignment.questions.forEach(ask)

    const dates = new Map<string, DateColumn>()
    for (const field of ['signed', 'withdrawn'] as const) {
      for (const column of assignment.fields.get(field) ?? []) {
        const read = readDateColumn(
          wanted.map(({ values }) => values[column] ?? ''),
          options.dates,
        )
        dates.set(column, read)
        if (read.ambiguous === undefined) continue
        ask({
          about: 'dates',
          subject: column,
          message: `“${read.ambiguous.example}” under “${column}” may be two days`,
          hint: `say whether the day or the month comes first: --dates dmy or --dates mdy; or --map ${field}=`,
        })
      }
    }
    const faults = diagnostics.filter(({ value }) => value !== undefined && indexes.includes(value.list))
    const settled = settleFaults(wanted, faults, assignment, warnings)
    problems.push(...settled.problems)
    const hasName = !assignment.questions.some(({ about }) => about === 'name')
    const types = hasName ? readTypes(list, settled.rows, assignment, options) : undefined
    types?.questions.forEach(ask)
    if (types?.guessed !== undefined) guessed.push({ heading: list.heading ?? '', type: types.guessed })
    if (types === undefined) continue

    const persons = settled.rows.filter((row) => types.typeOf(row) === 'person')
    const context = {
      familyFirst: areFamilyFirst(textsOf(persons, assignment).map(({ text }) => text)),
      fields: assignment.fields,
      organisations: assignment.organisations,
      options,
      typeOf: types.typeOf,
      countryUnder: byCountry ? countryUnder : () => undefined,
      sectionOf: ({ heading = list.heading }: SourceRow) =>
        options.sections === true ? headingText(heading) : undefined,
      dates,
      warnings,
      onChange: (change: Change) => {
        // Of moments, names and addresses hardly one comes twice; one of them shows how they were read.
        const isLikeOthers =
          ['signed', 'name'].includes(change.field) || change.to === `https://${change.from}`
        const key = isLikeOthers ? change.field : [change.field, change.from, change.to].join('\0')
        const same = changed.get(key)
        if (same === undefined) changed.set(key, { ...change, count: 1 })
        else same.count++
      },
    }
    const nameColumn = [...(assignment.fields.get('name') ?? []), first][0] as string
    for (const row of settled.rows) {
      const read = readRow(row, context)
      if ('reason' in read) refuse(read.reason, row, nameColumn)
      else candidates.push(read)
      if (++count % ROWS_AT_ONCE === 0) await onRows?.(count)
    }
  }
  keepApart(candidates)
  return {
    candidates,
    columns: [...columns.values()],
    changed: [...changed.values()],
    notImported: Array.from(notImported, ([reason, positions]) => ({ reason, positions })),
    questions: [...questions.values()],
    guessed,
    warnings: warnings.diagnostics(),
    problems,
  }
}
