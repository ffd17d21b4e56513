import type { Signatory } from '../../letter/schema.ts'

/** A text that ends in a list of signatories, so that a list too long for memory can be written piece by piece. */
export type Listing = {
  head: string
  /** One signatory; `position` counts from 1. */
  row: (signatory: Signatory, position: number) => string
}

/** The rows of some signatories, of which the first stands at `first` (from 1) in the letter. */
export const rows = ({ row }: Listing, signatories: Signatory[], first: number): string =>
  signatories.map((signatory, index) => row(signatory, first + index)).join('')
