import type { Signatory } from '../../letter/schema.ts'
import type { OpenLetter } from '../store/open-revision.ts'
import { type Listing, listingRows } from './listing.ts'
import { encoded, streamOf } from './stream.ts'

/** Signatories that are read before the answer begins: all of nearly every letter. */
export const FIRST_STEP = 2_000
/**
 * Signatories that are read at a time after those: some 20 parts, which are one operation of KV. A request may make
 * 1,000 (https://developers.cloudflare.com/kv/platform/limits/), and a list of a million names has more parts.
 */
const STEP = 20_000

/**
 * A listing's text with every signatory of the letter, piece by piece.
 * @param begin the first `FIRST_STEP` of them
 */
export async function* listingPieces(
  listing: Listing,
  letter: OpenLetter,
  begin: Signatory[],
): AsyncGenerator<string> {
  yield listing.head + listingRows(listing, begin, 1)
  let above = begin.at(-1)?.section
  for (let from = FIRST_STEP; from < letter.revision.count; from += STEP) {
    const step = await letter.signatories(from, STEP)
    yield listingRows(listing, step, from + 1, above)
    above = step.at(-1)?.section
  }
}

/** A listing's text with every signatory of the letter: whole when that is one step, else a stream. */
export const listingBody = async (
  listing: Listing,
  letter: OpenLetter,
): Promise<string | ReadableStream<Uint8Array>> => {
  // The first step is read before the answer begins, so that a letter which cannot be read is an honest error.
  const begin = await letter.signatories(0, FIRST_STEP)
  return letter.revision.count <= FIRST_STEP
    ? listing.head + listingRows(listing, begin, 1)
    : streamOf(encoded(listingPieces(listing, letter, begin)))
}
