import { fileHandler } from '../../files/file.ts'
import { listingBody } from '../../files/listing-body.ts'
import { signatoriesCsv } from './csv.ts'
import { CsvQuery } from './query.ts'

/** All signatories as CSV. */
export const csv = fileHandler(CsvQuery, ({ bom, spreadsheet }) => ({
  type: 'text/csv; charset=utf-8; header=present',
  variant: `signatories.csv${bom ? ';bom' : ''}${spreadsheet ? ';spreadsheet' : ''}`,
  suffix: '-signatories.csv',
  attachment: true,
  render: (letter) =>
    listingBody(signatoriesCsv({ bom: bom !== undefined, spreadsheet: spreadsheet !== undefined }), letter),
}))
