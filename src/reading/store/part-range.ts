/** What a list has from one place to another, over the parts that it was cut into. */
import type * as z from 'zod/mini'
import { nameAt, type PartList } from '../../revision/layout.ts'
import { firstThat } from '../../revision/search-index.ts'

/** Reads parts by their names, all of them in one round. */
export type ReadParts = <Schema extends z.ZodMiniType<object>>(
  schema: Schema,
  names: string[],
) => Promise<z.infer<Schema>[]>

/** Parts, each with the place of its first item, and how many items they have together. */
export type PlacedParts = { parts: { name: string; start: number }[]; total: number }

/** The parts of a list, or of several one after the other. */
export const partsOf = (lists: (PartList | undefined)[]): PlacedParts => {
  const parts: PlacedParts['parts'] = []
  let total = 0
  for (const list of lists) {
    for (const [part, count] of (list?.counts ?? []).entries()) {
      parts.push({ name: nameAt(list?.names ?? '', part), start: total })
      total += count
    }
  }
  return { parts, total }
}

/** The items from place `from` to before place `to`. Only those parts are read that hold them, all in one round. */
export const readRange = async <Item>(
  readParts: ReadParts,
  schema: z.ZodMiniType<Item[]>,
  { parts }: PlacedParts,
  from: number,
  to: number,
): Promise<Item[]> => {
  const first = firstThat(parts.length, (part) => (parts[part]?.start ?? 0) > from) - 1
  const last = firstThat(parts.length, (part) => (parts[part]?.start ?? 0) >= to)
  const wanted = parts.slice(Math.max(0, first), last)
  const read = await readParts(
    schema,
    wanted.map(({ name }) => name),
  )
  return wanted.flatMap(
    ({ start }, index) => read[index]?.slice(Math.max(0, from - start), Math.max(0, to - start)) ?? [],
  )
}
