import type { Entry } from './entries.ts'
import type { GridRow } from './grid-row.ts'

/** Lines of a file, from 1, inclusive. */
export type Lines = { from: number; to: number }

/** An item of a list: what it says, a paragraph each, and the list within it. */
export type Item = Lines & { entries: Entry[]; isUnticked?: boolean; nested: Item[] }

/** What a page of Markdown, HTML or plain text is made of, as far as lists are concerned. */
export type Block = Lines &
  (
    | { type: 'heading'; depth: number; text: string }
    | { type: 'list'; items: Item[] }
    | { type: 'table'; rows: GridRow[]; header: boolean; caption?: string }
    /** A paragraph, an entry a line; `hard` where its lines are broken for the reader's eye, too. */
    | { type: 'lines'; entries: Entry[]; hard: boolean }
    /** Text that is no list whatever stands in it, such as a note. */
    | { type: 'text'; text: string }
    /** Says nothing: a rule. */
    | { type: 'rule' }
  )
