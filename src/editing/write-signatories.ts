import { stringify } from 'csv-stringify/sync'
import { COLUMNS, type Column } from '../letter/columns.ts'
import type { Signatory } from '../letter/schema.ts'

const ALWAYS: readonly Column[] = ['id', 'name', 'type']

/** `signatories.csv` (RFC 4180): the columns that somebody fills, and id, name and type. */
export const writeSignatories = (signatories: readonly Signatory[]): string => {
  const columns = COLUMNS.filter(
    (column) => ALWAYS.includes(column) || signatories.some((signatory) => column in signatory),
  )
  return stringify([...signatories], {
    header: true,
    columns,
    record_delimiter: 'windows',
    // A line ending of any kind inside a field would otherwise end its row.
    quoted_match: /[\r\n]/,
  })
}
