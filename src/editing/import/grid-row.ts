import type { Position } from '../position.ts'
import type { SourceRow } from './source.ts'

/** One row of a table of any format, as it stands there. */
export type GridRow = {
  cells: string[]
  /** Lines that it takes, or its number in a spreadsheet. */
  from: number
  to: number
  positionOf: (cell: number) => Position
  /** Where the cells' links lead, by their index. */
  links?: ReadonlyMap<number, string>
  /** Whether its one cell goes across the whole table. */
  spans?: boolean
  /** Links of its cells that are kept nowhere: to e-mail addresses, or a second one in a cell. */
  linksLeftOut?: number
  marks?: SourceRow['marks']
}
