import type { OpenLetter } from '../store/open-revision.ts'
import { type Listing, listingRows } from './listing.ts'

/** Signatories that are read before the answer begins: all of nearly every letter. */
const FIRST_STEP = 2_000
/**
 * Signatories that are read at a time after those: some 20 parts, which are one operation of KV. A request may make
 * 1,000 (https://developers.cloudflare.com/kv/platform/limits/), and a list of a million names has more parts.
 */
const STEP = 20_000

/** A listing's text with every signatory of the letter: whole when that is one step, else a stream. */
export const listingBody = async (
  listing: Listing,
  letter: OpenLetter,
): Promise<string | ReadableStream<Uint8Array>> => {
  const { count } = letter.revision
  // The first step is read before the answer begins, so that a letter which cannot be read is an honest error.
  const begin = await letter.signatories(0, FIRST_STEP)
  const start = listing.head + listingRows(listing, begin, 1)
  if (count <= FIRST_STEP) return start

  const encoder = new TextEncoder()
  let from = FIRST_STEP
  let above = begin.at(-1)?.section
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(start)),
      async pull(controller) {
        const step = await letter.signatories(from, STEP)
        controller.enqueue(encoder.encode(listingRows(listing, step, from + 1, above)))
        above = step.at(-1)?.section
        from += STEP
        if (from >= count) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}
