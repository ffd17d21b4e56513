/** What other people's files come down to, whatever their format: lists of rows, and what is no row of any. */
import type { Diagnostic } from '../diagnostic.ts'
import type { Position } from '../position.ts'

/** One entry of a list: its values by column, as text, and where each stands. */
export type SourceRow = {
  values: Record<string, string>
  /** Of a column's value; of the whole row where the column has none. */
  position: (column: string) => Position
  /** The nearest heading or group that the row stands under: `Individuals`. Tells persons from organisations. */
  heading?: string
  /** What the source says of the row other than in words: `struck` through, an unticked box. */
  marks?: readonly ('struck' | 'unticked')[]
}

/** A list or table that a source holds. */
export type SourceList = {
  kind: 'table' | 'list' | 'lines' | 'sheet'
  /** What it stands under, or its sheet's or key's name. */
  heading?: string
  /** The heading further up under which people sign, where the list has one of its own: `Signatories` above `Kenya`. */
  under?: string
  /** Lines of the file that it takes, from 1, inclusive; rows for a spreadsheet. */
  from: number
  to: number
  /** Names of the columns, each once, in the source's order. Entries that are one text have the column `ENTRY`. */
  columns: string[]
  rows: SourceRow[]
}

/** The column of entries that are one text: `Ada Example (Example University)`. */
export const ENTRY = 'entry'
/** The column of where an entry's own link leads. */
export const ENTRY_LINK = 'link'

/**
 * Lines, or rows of a spreadsheet, that no list took, from 1, inclusive; `sample` is how the first of them begins,
 * without e-mail addresses. `sheet` is named where the file has more than one.
 */
export type UnreadLines = { from: number; to: number; sample: string; sheet?: string }

/**
 * What is wrong. `value` names whose value it is: the list's index in `lists`, and the column. One in a list that
 * was not chosen, or in a column that is left out, keeps nothing from being imported.
 */
export type SourceDiagnostic = Diagnostic & { value?: { list: number; column: string } }

export type Source = {
  lists: SourceList[]
  unread: UnreadLines[]
  /** What keeps the file, or a value of it, from being read right. */
  diagnostics: SourceDiagnostic[]
  /** What is odd, and what was done about it: hidden sheets, an encoding that was guessed. */
  warnings: Diagnostic[]
}
