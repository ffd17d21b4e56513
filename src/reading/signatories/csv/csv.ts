/** Signatories as CSV, with the columns of `data/<slug>/signatories.csv`. */
import { COLUMNS, fieldsOf } from '../../../letter/columns.ts'
import { csvRecord } from '../../../letter/csv.ts'
import { printedName } from '../../../letter/schema.ts'
import type { Listing } from '../../files/listing.ts'

/** A spreadsheet takes a field that begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/**
 * @param options `bom`: begins with a byte order mark, by which Excel knows UTF-8. `spreadsheet`: puts an apostrophe
 *   before a field that would be taken for a formula.
 */
export const signatoriesCsv = ({ bom, spreadsheet }: { bom: boolean; spreadsheet: boolean }): Listing => {
  const guard = (value: string): string => (spreadsheet && FORMULA.test(value) ? `'${value}` : value)
  return {
    head: (bom ? '\ufeff' : '') + csvRecord(COLUMNS),
    row: (signatory) =>
      csvRecord(fieldsOf({ ...signatory, printed_as: printedName(signatory) }, COLUMNS).map(guard)),
  }
}
