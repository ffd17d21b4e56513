import type { Lines } from './block.ts'
import { sampleOf } from './clean.ts'
import type { Notes, ReadEntry } from './read-items.ts'
import { ENTRY, ENTRY_LINK, type SourceList, type SourceRow } from './source.ts'

/** The list that entries make, with what was left out of them told once. */
export const entryList = (
  kind: SourceList['kind'],
  rows: ReadEntry[],
  heading: string | undefined,
  { from, to }: Lines,
  notes: Notes,
): SourceList => {
  const linking = rows.filter(({ entry }) => entry.leftOut > 0)
  const [linked] = linking
  if (linked !== undefined) {
    const message = `${linking.length === 1 ? 'an entry has' : `${linking.length} entries have`} a link that was left out: a further one, or one to an e-mail address`
    notes.warn(linked.entry.position, message, 'an entry keeps its first link to a website')
  }
  const parts = rows.flatMap(({ entry }) =>
    entry.struckPart === undefined ? [] : [{ position: entry.position, text: entry.struckPart }],
  )
  const [struck] = parts
  if (struck !== undefined) {
    const more = parts.length > 1 ? ` and in ${parts.length - 1} more entries something else` : ''
    const message = `“${sampleOf(struck.text)}”${more} is struck through and was left out`
    notes.warn(struck.position, message, 'delete it, or take the line away that goes through it')
  }
  const hasLinks = rows.some(({ entry }) => entry.link !== undefined)
  return {
    kind,
    ...(heading !== undefined && { heading }),
    from,
    to,
    columns: hasLinks ? [ENTRY, ENTRY_LINK] : [ENTRY],
    rows: rows.map(({ entry, text, heading: own = heading, isUnticked }): SourceRow => {
      const marks = [
        ...(entry.struck ? (['struck'] as const) : []),
        ...(isUnticked ? (['unticked'] as const) : []),
      ]
      return {
        values: { [ENTRY]: text, ...(entry.link !== undefined && { [ENTRY_LINK]: entry.link }) },
        position: () => entry.position,
        ...(own !== undefined && { heading: own }),
        ...(marks.length > 0 && { marks }),
      }
    }),
  }
}
