/** Where to go on in a list (a place in it) or in a search (a place in the index). */
export type Cursor = readonly number[]

/** The most parts that one page reads. */
export const MOST_PARTS = 2

/** The most that finding the letters which somebody signed reads: some 3,000 signatures. */
export const MOST_PARTS_FOR_LETTERS = 4

/** A cursor leads to a place that its list does not have. */
export class NoSuchPlace extends Error {
  override message = 'the list has no such place'
}
