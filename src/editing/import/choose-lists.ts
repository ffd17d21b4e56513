/** Which of a source's lists are those who signed: as the editor said, or as headings and columns plainly say. Pure. */
import { fold } from '../../letter/fold.ts'
import { meaningOfHeader } from './header-meaning.ts'
import { foldWords } from './phrases.ts'
import { isPlace } from './place-heading.ts'
import type { Question } from './question.ts'
import { typeNamed } from './signatory-type.ts'
import { ENTRY, type Source, type SourceList } from './source.ts'
import { NOT_SIGNATORIES, SIGNATORY } from './vocabulary.ts'

export type ListChoice =
  /** Indexes in the source's lists. */
  | { chosen: number[] }
  | { question: Question }
  /** The editor named a list that is not there: what to say. */
  | { missing: string }

const KINDS = {
  table: ['row', 'rows'],
  sheet: ['row', 'rows'],
  list: ['entry', 'entries'],
  lines: ['line', 'lines'],
} as const

/** A list as it is shown, without its rows. */
export type ListSummary = Omit<SourceList, 'rows' | 'columns'> & { count: number }

export const summaryOf = ({ rows, columns, ...list }: SourceList): ListSummary => ({
  ...list,
  count: rows.length,
})

/** `2. table under “Signatories” (149 rows, lines 12-160)`. */
export const describeList = ({ kind, heading, count, from, to }: ListSummary, index: number): string => {
  const [one, many] = KINDS[kind]
  const under = heading === undefined ? '' : ` ${kind === 'sheet' ? '' : 'under '}“${heading}”`
  const rows = `${count.toLocaleString('en')} ${count === 1 ? one : many}`
  const word = kind === 'sheet' ? 'row' : 'line'
  const place = from === to ? `${word} ${from}` : `${word}s ${from}-${to}`
  return `${index + 1}. ${kind}${under} (${rows}, ${place})`
}

/** Longer headings are sentences that mention those who sign. */
const MOST_WORDS = 6

const headsSignatories = (heading: string | undefined): boolean => {
  if (heading === undefined) return false
  const folded = foldWords(heading)
  if (folded.split(' ').length > MOST_WORDS && !SIGNATORY.begins(folded)) return false
  // “We, the undersigned, demand” heads demands.
  if (NOT_SIGNATORIES.isIn(folded)) return false
  return SIGNATORY.isIn(folded) || typeNamed(heading) !== undefined
}

const isPlainByHeading = (list: SourceList): boolean => {
  const { heading = '' } = list
  if (!headsSignatories(heading) && !areHeaded(list)) return false
  // “Individuals” may also head what individuals are asked to do.
  return SIGNATORY.isIn(foldWords(heading)) || !isProse(list)
}

/** Whether entries read as demands and sentences do, and not as names. */
const isProse = ({ columns, rows }: SourceList): boolean => {
  if (!columns.includes(ENTRY)) return false
  const entries = rows.map(({ values }) => values[ENTRY] ?? '')
  const sentences = entries.filter(
    (text) => /^\p{Ll}/u.test(text) || text.length > 200 || /\p{Ll}{3}[!?;]$/u.test(text),
  )
  return sentences.length > entries.length / 2
}

/** Whether a list stands under a country, and all that stand beside it under who signs do so, too. */
const isPlainByPlace = (list: SourceList, all: readonly SourceList[]): boolean => {
  const { under } = list
  if (under === undefined || !headsSignatories(under)) return false
  const beside = all.filter((each) => each.under === under)
  return beside.every((each) => isPlainByHeading(each) || (isPlace(each.heading ?? '') && !isProse(each)))
}

const areHeaded = ({ rows }: SourceList): boolean =>
  rows.length > 0 && rows.every((row) => headsSignatories(row.heading))

const NAMES: ReadonlySet<string> = new Set([
  'name',
  'person_name',
  'organisation_name',
  'organisation',
  'first_name',
  'last_name',
])

const hasNameColumn = ({ columns }: SourceList): boolean =>
  columns.some((column) => column !== ENTRY && NAMES.has(meaningOfHeader(column, false) ?? ''))

const wordList = (lists: readonly SourceList[]): string => lists.map(summaryOf).map(describeList).join('\n  ')

/**
 * @param numbers as shown by `describeList`, from 1
 */
export const chooseLists = (
  { lists }: Source,
  { numbers, heading }: { numbers: readonly number[]; heading?: string | undefined },
): ListChoice => {
  const all = lists.map((_, index) => index)
  if (numbers.length > 0) {
    const missing = numbers.find((number) => lists[number - 1] === undefined)
    if (missing !== undefined)
      return { missing: `there is no list ${missing}; there is:\n  ${wordList(lists)}` }
    return { chosen: numbers.map((number) => number - 1) }
  }
  if (heading !== undefined) {
    const under = (text: string | undefined): boolean =>
      text !== undefined && fold(text).includes(fold(heading))
    const chosen = all.filter((index) => under(lists[index]?.heading) || under(lists[index]?.under))
    if (chosen.length === 0)
      return { missing: `no list is under “${heading}”; there is:\n  ${wordList(lists)}` }
    return { chosen }
  }
  const byHeading = all.filter((index) => {
    const list = lists[index] as SourceList
    return isPlainByHeading(list) || isPlainByPlace(list, lists)
  })
  if (byHeading.length > 0) return { chosen: byHeading }
  const byColumns = all.filter((index) => hasNameColumn(lists[index] as SourceList))
  if (byColumns.length === 1) return { chosen: byColumns }
  const [only] = lists
  const isOnly = lists.length === 1 && only !== undefined
  const isOther = isOnly && (NOT_SIGNATORIES.isIn(foldWords(only.heading ?? '')) || isProse(only))
  if (isOnly && !isOther) return { chosen: all }
  return {
    question: {
      about: 'list',
      subject: '',
      message: `it is not clear ${isOnly ? 'whether the list is' : 'which of the lists are'} those who signed:\n  ${wordList(lists)}`,
      hint: isOnly
        ? 'take it with --list 1'
        : 'say which, as with --list 2 or --heading "Signatories"; --list may be repeated',
    },
  }
}
