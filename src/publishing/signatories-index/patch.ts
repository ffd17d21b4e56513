/** Changing an ordered list that is in parts, by reading those parts that are touched and their neighbours. */
import { createChunker } from '../../revision/chunker.ts'
import { startOf } from '../../revision/search-index.ts'
import { type Entry, type Item, itemAfter, jsonOf } from '../lists.ts'
import type { Change } from './change-sorter.ts'
import { entryAt } from './lines.ts'

/** A part by its name, and where it begins. */
export type PlacedPart = { name: string; start: string }

/** A list of entries that stand in the order of their keys, of which no two are the same. */
export type PlacedList = {
  parts: readonly PlacedPart[]
  load: (part: PlacedPart) => Promise<Entry[]>
  /** Names and keeps a part that was made anew. */
  write: (json: string) => Promise<string>
}

/**
 * Makes changes, in the order of their places. The parts are then those that the list would be cut into as a whole.
 *
 * A part ends where it does by what stands in it and in as much behind it as the next part surely has (`chunker.ts`). So
 * it stays as it is where it begins at the same entry as before and neither it nor the next is touched; else what is behind it
 * is cut anew until a cut falls where one was.
 *
 * @param isDropped whether all entries of a key go that no change names; then every part is read
 */
export const patch = async (
  { parts, load, write }: PlacedList,
  changes: AsyncGenerator<Change>,
  isDropped?: (key: string) => boolean,
): Promise<PlacedPart[]> => {
  const result: PlacedPart[] = []
  let change = await changes.next()
  /** Whether the next change comes before a place; behind the last part, any does. */
  const comesBefore = (place: string | undefined): boolean =>
    !change.done && (place === undefined || change.value.place < place)

  /** A part's entries with the changes that come into it. */
  async function* merged(old: Entry[], end: string | undefined): AsyncGenerator<Entry> {
    for (const entry of old) {
      while (!change.done && change.value.place < entry.key) {
        const { place, json } = change.value
        if (json !== undefined) yield entryAt(place, json)
        change = await changes.next()
      }
      if (!change.done && change.value.place === entry.key) {
        const { place, json } = change.value
        if (json !== undefined) yield entryAt(place, json)
        change = await changes.next()
      } else if (!isDropped?.(entry.key)) yield entry
    }
    while (!change.done && comesBefore(end)) {
      const { place, json } = change.value
      if (json !== undefined) yield entryAt(place, json)
      change = await changes.next()
    }
  }

  /** What is being cut anew. */
  let run: { chunker: ReturnType<typeof createChunker<Item>>; start: string; before: string } | undefined
  const complete = async (items: readonly Item[], start: string): Promise<string> => {
    result.push({ name: await write(jsonOf(items)), start })
    return items.at(-1)?.entry.key ?? ''
  }

  const count = Math.max(1, parts.length)
  for (let number = 0; number < count; number++) {
    const part = parts[number]
    const [end, endOfNext] = [parts[number + 1]?.start, parts[number + 2]?.start]
    const isTouched = isDropped !== undefined || comesBefore(end)
    const stays = !isTouched && (end === undefined || !comesBefore(endOfNext))
    if (run === undefined && stays) {
      if (part) result.push(part)
      continue
    }
    run ??= { chunker: createChunker(), start: part?.start ?? '', before: '' }
    const old = part ? await load(part) : []
    for await (const entry of merged(old, end)) {
      const items = run.chunker.add(itemAfter(run.before, entry))
      run.before = entry.key
      if (items === undefined) continue
      const ended = await complete(items, run.start)
      run.start = startOf(ended, run.chunker.rest().items[0]?.entry.key ?? '')
      if (!stays || run.chunker.rest().items[0]?.entry !== old[0]) continue
      if (part) result.push({ name: part.name, start: run.start })
      run = undefined
      break
    }
  }
  const rest = run?.chunker.rest().items ?? []
  if (run !== undefined && rest.length > 0) await complete(rest, run.start)
  return result
}
