import type { Signatory } from '../../letter/schema.ts'

/** A text that ends in a list of signatories, so that a list too long for memory can be written piece by piece. */
export type Listing = {
  head: string
  /** One signatory; `position` counts from 1. */
  row: (signatory: Signatory, position: number) => string
  /** What stands above those of a section, where the form has headings. */
  heading?: (section: string) => string
}

/**
 * The rows of some signatories, of which the first stands at `first` (from 1) in the letter.
 * @param above the section of whoever stands before them
 */
export const listingRows = (
  { row, heading }: Listing,
  signatories: Signatory[],
  first: number,
  above?: string,
): string =>
  signatories
    .map((signatory, index) => {
      const { section } = signatory
      const before = index === 0 ? above : signatories[index - 1]?.section
      const isNew = heading !== undefined && section !== undefined && section !== before
      const position = first + index
      return (isNew ? (position > 1 ? '\n' : '') + heading(section) : '') + row(signatory, position)
    })
    .join('')
