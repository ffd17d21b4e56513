/** Signatories as JSON Lines (https://jsonlines.org): an object for each, with what the CSV has of them. */
import { jsonLine } from '../../../http/json.ts'
import { printedName } from '../../../letter/schema.ts'
import type { Listing } from '../../files/listing.ts'

export const signatoriesJsonl: Listing = {
  head: '',
  row: (signatory) => jsonLine({ ...signatory, printed_as: printedName(signatory) }),
}
