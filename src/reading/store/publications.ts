import { type Head, HistoryPart, type Publication } from '../../revision/layout.ts'
import { partsOf, type ReadParts, readRange } from './part-range.ts'

/**
 * At most `count` publications from a place in the history on (from 0, the newest). Only those parts are read that hold
 * them, all in one round. Throws a `StoreError` when one is missing or corrupt.
 */
export const readPublications = async (
  { history, older }: Head,
  from: number,
  count: number,
  readParts: ReadParts,
): Promise<Publication[]> => {
  const to = from + count
  const [begin, end] = [from - history.length, to - history.length]
  const rest = await readRange(readParts, HistoryPart, partsOf([older]), begin, end)
  return [...history.slice(from, to), ...rest]
}
