/** What an import says of its source: what was read, what was not, and why. For people and for programs. */

import { describeList, type ListSummary } from '../editing/import/choose-lists.ts'
import type { MappedList } from '../editing/import/map-columns.ts'
import type { MergedList } from '../editing/import/merge.ts'
import type { UnreadLines } from '../editing/import/source.ts'
import { hideEmailAddresses } from '../letter/email-addresses.ts'
import { coloured, counted, shortened } from './terminal.ts'

/** Values of one kind that are printed; --json has them all. */
const SHOWN = 10
/** Lines that are named one by one. */
const SHOWN_LINES = 6

export type ImportReport = {
  file: string
  /** All lists of the source. */
  lists: readonly ListSummary[]
  unread: readonly UnreadLines[]
  /** Indexes of the lists that were read. */
  chosen: readonly number[]
  mapped: MappedList
}

const personsIn = ({ candidates }: MappedList): number =>
  candidates.filter(({ signatory }) => signatory.type === 'person').length

const isSheet = ({ lists, chosen }: ImportReport): boolean =>
  chosen.some((index) => lists[index]?.kind === 'sheet')

const someLines = (word: string, lines: readonly number[]): string => {
  const sorted = [...new Set(lines)].sort((one, two) => one - two)
  const shown = sorted.slice(0, SHOWN_LINES).join(', ')
  const more = sorted.length - SHOWN_LINES
  return `${word}${sorted.length === 1 ? '' : 's'} ${shown}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`
}

const rangesOf = (unread: readonly UnreadLines[]): string =>
  unread
    .map(
      ({ from, to, sheet }) =>
        `${sheet === undefined ? '' : `${sheet}: `}${from === to ? from : `${from}-${to}`}`,
    )
    .join(', ')

/** `149 names: 131 persons, 18 organisations; 12 lines of text were not read (lines 3-9, 30-34)`. */
const totalsOf = (report: ImportReport): string => {
  const { mapped, unread } = report
  const persons = personsIn(mapped)
  const organisations = mapped.candidates.length - persons
  const types = [
    persons > 0 ? counted(persons, 'person') : '',
    organisations > 0 ? counted(organisations, 'organisation') : '',
  ].filter((part) => part !== '')
  const lines = unread.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const word = isSheet(report) ? 'row' : 'line'
  const left =
    lines === 0
      ? ''
      : `; ${counted(lines, `${word} of text`, `${word}s of text`)} ${lines === 1 ? 'was' : 'were'} not read (${word}${lines === 1 ? '' : 's'} ${rangesOf(unread)})`
  return `${counted(mapped.candidates.length, 'name')}${types.length > 0 ? `: ${types.join(', ')}` : ''}${left}`
}

export function* explainSource(report: ImportReport): Generator<string> {
  const { file, lists, chosen, mapped } = report
  const { columns, changed, notImported, guessed } = mapped
  const word = isSheet(report) ? 'row' : 'line'
  yield `${file}:`
  if (lists.length > 1) {
    for (const [index, list] of lists.entries())
      yield `  ${describeList(list, index)}${chosen.includes(index) ? '' : coloured('yellow', ': not read')}`
  }
  for (const { column, field, reason } of columns)
    yield `  “${column}” → ${field ?? coloured('yellow', `left out (${reason})`)}`
  for (const line of shortened(
    changed,
    SHOWN,
    ({ field, from, to, line, count }) =>
      `${count > 1 ? `${count.toLocaleString('en')} times, first in ${word}` : word} ${line}: ${field} ${from} → ${to}`,
  ))
    yield `  ${line}`
  for (const { heading, type } of guessed) {
    const where = heading === '' ? 'They' : `Those under “${heading}”`
    yield `${where} were taken as ${type === 'person' ? 'persons' : 'organisations'}, going by their names; if that is wrong, say --type ${type === 'person' ? 'organisation' : 'person'}`
  }
  yield totalsOf(report)
  for (const { reason, positions } of notImported) {
    const lines = positions.map((position) => position.line)
    yield `  not imported: ${counted(positions.length, 'row')}, ${reason} (${someLines(word, lines)})`
  }
}

/** What merging did that the differences in the list do not say. */
export function* explainMerge({
  added,
  changed,
  same,
  gone,
  kept,
  stillListed,
  removed,
}: MergedList): Generator<string> {
  const changedNames = new Set(changed.map(({ id }) => id)).size
  const parts = [
    `${added.length.toLocaleString('en')} new`,
    `${changedNames.toLocaleString('en')} changed`,
    `${same.toLocaleString('en')} same`,
    `${gone.length.toLocaleString('en')} gone from the source`,
    ...(removed.length > 0 ? [`${removed.length.toLocaleString('en')} removed`] : []),
  ]
  yield parts.join(', ')
  const [first] = gone
  const isKept = first !== undefined && first.withdrawn === undefined
  for (const line of shortened(gone, SHOWN, ({ name, id }) => `${name} [${id}]`))
    yield `  gone from the source${isKept ? ', and kept' : ', and withdrawn'}: ${line}`
  for (const line of shortened(
    kept,
    SHOWN,
    ({ id, field, own, source }) => `${id}: ${field} stays ${own ?? 'empty'}, not ${source}`,
  ))
    yield `  ${line}`
  for (const line of shortened(stillListed, SHOWN, ({ name, id }) => `${name} [${id}]`))
    yield `  still in the source, and stays withdrawn: ${line}`
}

/** The report for programs, whole. */
export const reportOf = ({ file, lists, unread, chosen, mapped }: ImportReport): Record<string, unknown> => {
  const persons = personsIn(mapped)
  return {
    source: file,
    lists: lists.map(({ kind, heading, from, to, count }, index) => ({
      kind,
      heading: heading ?? null,
      from,
      to,
      count,
      read: chosen.includes(index),
    })),
    count: mapped.candidates.length,
    persons,
    organisations: mapped.candidates.length - persons,
    columns: mapped.columns,
    values: mapped.changed,
    notImported: mapped.notImported.map(({ reason, positions }) => ({
      reason,
      count: positions.length,
      lines: positions.map(({ line }) => line),
    })),
    unread,
    guessed: mapped.guessed,
    questions: mapped.questions,
    problems: mapped.problems,
  }
}

/** A value for programs without any e-mail address in it. */
export const withoutAddresses = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'string' ? hideEmailAddresses(each) : each,
  )
