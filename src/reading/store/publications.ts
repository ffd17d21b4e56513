import { type Head, HistoryPart, type Publication, splitNames } from '../../revision/layout.ts'
import type { ReadParts } from './open-revision.ts'

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
  const names = splitNames(older?.names ?? '')
  let end = history.length
  const wanted = (older?.counts ?? []).flatMap((held, part) => {
    const start = end
    end += held
    return start < to && end > from ? [{ name: names[part] ?? '', start }] : []
  })
  const parts = await readParts(
    HistoryPart,
    wanted.map(({ name }) => name),
  )
  return [
    ...history.slice(from, to),
    ...wanted.flatMap(({ start }, index) => parts[index]?.slice(Math.max(0, from - start), to - start) ?? []),
  ]
}
