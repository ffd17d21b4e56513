import { COLUMNS, type Column, fieldsOf } from '../letter/columns.ts'
import { csvRecord } from '../letter/csv.ts'
import type { Signatory } from '../letter/schema.ts'

const ALWAYS: readonly Column[] = ['id', 'name', 'type']

/** `signatories.csv`: the columns that somebody fills, and id, name and type. */
export const writeSignatories = (signatories: readonly Signatory[]): string => {
  const columns = COLUMNS.filter(
    (column) => ALWAYS.includes(column) || signatories.some((signatory) => column in signatory),
  )
  const records = signatories.map((signatory) => csvRecord(fieldsOf(signatory, columns)))
  return csvRecord(columns) + records.join('')
}
