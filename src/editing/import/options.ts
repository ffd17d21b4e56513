import type { DateOrder } from './dates.ts'
import type { Field } from './header-meaning.ts'
import type { SignatoryType } from './signatory-type.ts'

/** What the editor said of a source. */
export type MapOptions = {
  /** Which column is which field; empty where the field is to be left out. */
  map: ReadonlyMap<Field, string>
  leaveOut: ReadonlySet<string>
  /** Only rows with one of these values in each column. */
  where: ReadonlyMap<string, ReadonlySet<string>>
  /** What everybody is. */
  type?: SignatoryType
  /** What those under a heading are, by the heading. */
  typeUnder: ReadonlyMap<string, SignatoryType>
  /** The section of everybody for whom the source has none. */
  section?: string
  /** Whether the source's headings are sections. */
  sections?: true
  dates?: DateOrder
  /** The column by which signatories are known again. It is matched by, and not kept. */
  key?: string
  /** Whether rows with this answer are imported: by column, then by answer. */
  answers: ReadonlyMap<string, ReadonlyMap<string, boolean>>
  /** YYYY-MM-DD: nobody signed later. */
  today: string
}
