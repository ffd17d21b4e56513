import { NoQuery } from '../../../http/query.ts'
import { fileHandler } from '../../files/file.ts'
import { listingBody } from '../../files/listing-body.ts'
import { signatoriesJsonl } from './jsonl.ts'

/** All signatories as JSON Lines. */
export const jsonl = fileHandler(NoQuery, () => ({
  type: 'application/jsonl',
  variant: 'signatories.jsonl',
  suffix: '-signatories.jsonl',
  attachment: true,
  render: (letter) => listingBody(signatoriesJsonl, letter),
}))
