/** Signatories as CSV (RFC 4180), with the columns of `data/<slug>/signatories.csv`. */
import { COLUMNS } from '../../../letter/columns.ts'
import { printedName } from '../../../letter/schema.ts'
import type { Listing } from '../../files/listing.ts'

/** A spreadsheet takes a field that begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

const quoted = (field: string): string =>
  /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field

const line = (fields: string[]): string => `${fields.join(',')}\r\n`

/**
 * @param options `bom`: begins with a byte order mark, by which Excel knows UTF-8. `spreadsheet`: puts an apostrophe
 *   before a field that would be taken for a formula.
 */
export const signatoriesCsv = ({ bom, spreadsheet }: { bom: boolean; spreadsheet: boolean }): Listing => {
  const field = (value: string): string => quoted(spreadsheet && FORMULA.test(value) ? `'${value}` : value)
  return {
    head: (bom ? '\ufeff' : '') + line([...COLUMNS]),
    row(signatory) {
      const values: Record<string, unknown> = { ...signatory, printed_as: printedName(signatory) }
      return line(COLUMNS.map((column) => field(String(values[column] ?? ''))))
    },
  }
}
