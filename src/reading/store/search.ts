/** Whom a search finds in indexes that lie in parts: those of a letter, or those of all letters. */
import { type Packed, type PositionedSignatory, unpack } from '../../revision/packed.ts'
import { firstThat } from '../../revision/search-index.ts'
import { type Cursor, MOST_PARTS, NoSuchPlace } from './place.ts'
import { finds, type Indexes, searchSteps } from './search-steps.ts'

/** A line of an index, whatever else it says. */
type AnyLine = readonly [key: string, shared: number, signatory: Packed, ...rest: unknown[]]

/** Lines that were found, each of another signatory, and where to go on; without `next` they were the last. */
export type Found<Line> = { found: { placed: PositionedSignatory; line: Line }[]; next: Cursor | undefined }

/**
 * At most `limit` of those whom the words of a folded query begin words of and who are accepted.
 *
 * @param readParts reads parts of the indexes by their names, together
 * @throws NoSuchPlace
 */
export const search = async <Line extends AnyLine>(
  indexes: Indexes,
  readParts: (names: string[]) => Promise<Line[][]>,
  query: string,
  accepts: (placed: PositionedSignatory, line: Line) => boolean,
  [fromPhase = 0, fromPart = 0, fromLine = 0]: Cursor,
  limit: number,
  mostParts = MOST_PARTS,
): Promise<Found<Line>> => {
  const words = query.split(' ')
  const steps = searchSteps(indexes, words)
  const isStart = fromPhase + fromPart + fromLine === 0
  const begin = steps.findIndex(({ phase, part }) => phase === fromPhase && part === fromPart)
  if (begin < 0 && !isStart) throw new NoSuchPlace()
  const ahead = steps.slice(Math.max(0, begin))
  // A part that the phrase and its rarest word share is read once.
  const names = [...new Set(ahead.map(({ name }) => name))].slice(0, mostParts)
  const stop = ahead.findIndex(({ name }) => !names.includes(name))
  const now = stop < 0 ? ahead : ahead.slice(0, stop)
  const read = await readParts(now.map(({ name }) => name))

  const found: Found<Line>['found'] = []
  for (const [number, step] of now.entries()) {
    const { phase, prefix, part } = step
    const lines = read[number] ?? []
    const from = number === 0 ? fromLine : 0
    if (from > 0 && from >= lines.length) throw new NoSuchPlace()
    const first = firstThat(lines.length, (at) => (lines[at] as Line)[0] >= prefix)
    for (let at = Math.max(first, from); at < lines.length; at++) {
      const line = lines[at] as Line
      const [key, shared, packed] = line
      if (!key.startsWith(prefix)) break
      // The signatory's key before this one begins so too: it has been here.
      if (shared >= prefix.length) continue
      const placed = unpack(packed)
      if (!accepts(placed, line) || !finds(step, words, placed.signatory)) continue
      if (found.length === limit) return { found, next: [phase, part, at] }
      found.push({ placed, line })
    }
  }
  const next = ahead[now.length]
  return { found, next: next && [next.phase, next.part, 0] }
}
