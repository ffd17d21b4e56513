/** Lists of signatories, and the index, as parts. */
import type { Signatory } from '../letter/schema.ts'
import { type Findable, findableTexts, knownForTexts } from '../letter/search.ts'
import { utf8Length } from '../letter/utf8.ts'
import { type Chunkable, createChunker } from '../revision/chunker.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import type { Pair, PartList } from '../revision/layout.ts'
import { sharedLength, startOf } from '../revision/search-index.ts'
import { partOf } from './pairs.ts'

/** What a list is made of: its JSON; in an index its key, else the empty text; and a hash of that key or of the id. */
export type Entry = { json: string; key: string; hash: number }

/** An entry of a list, after that with the key `before`. */
export type Item<Of extends Entry = Entry> = Chunkable & { entry: Of }

/** What became of a part: its name, how many entries it holds and, in an index, where it begins. */
export type Cut = { name: string; count: number; start: string }

/** A line of an index: a key, how much of it the signatory's key before has too, and the signatory's record as JSON. */
export const lineOf = (key: string, shared: number, record: string, hash: number): Entry => ({
  // Folded, it has no character that JSON would escape.
  json: `["${key}",${shared},${record}]`,
  key,
  hash,
})

/** An index: what of a signatory is in it, and what makes one line fitter to begin a part than others (`Entry.hash`). */
export type IndexOf = {
  textsOf: (signatory: Signatory) => Findable[]
  hashOf: (key: string, id: number) => number
}

/** Of names, acronyms and aliases. */
export const ofNames: IndexOf = { textsOf: findableTexts, hashOf: fnv1a }

/** Of roles and affiliations: thousands may have one word, so that nothing but the hash of the id tells them apart. */
export const ofKnownFor: IndexOf = { textsOf: knownForTexts, hashOf: (_, id) => id }

/** Where it cannot be between two keys that differ early, a part of an index ends between two whose hash says so. */
const weightAfter = (before: string, { key, hash }: Entry): number =>
  sharedLength(key, before) * 2 ** 32 + hash

export const itemAfter = <Of extends Entry>(before: string, entry: Of): Item<Of> => ({
  entry,
  bytes: utf8Length(entry.json) + 1,
  weight: weightAfter(before, entry),
})

export const jsonOf = (items: readonly Item[]): string =>
  `[${items.map(({ entry }) => entry.json).join(',')}]`

export const partListOf = (cuts: Cut[]): PartList => ({
  names: cuts.map(({ name }) => name).join(''),
  counts: cuts.map(({ count }) => count),
})

/** Cuts a list into parts. Each part's pair is yielded soon after the part ends: it is hashed while the next is made. */
export async function* inParts(
  slug: string,
  list: AsyncIterable<Entry> | Iterable<Entry>,
): AsyncGenerator<Pair, Cut[]> {
  const chunker = createChunker<Item>()
  const cuts: Cut[] = []
  let hashing: { part: ReturnType<typeof partOf>; count: number; start: string } | undefined
  let ended = ''
  let before = ''

  const take = (entry: Entry): readonly Item[] | undefined => {
    const items = chunker.add(itemAfter(before, entry))
    before = entry.key
    return items
  }
  async function* named({ part, count, start }: NonNullable<typeof hashing>): AsyncGenerator<Pair> {
    const { name, pair } = await part
    cuts.push({ name, count, start })
    yield pair
  }
  async function* write(items: readonly Item[]): AsyncGenerator<Pair> {
    const first = items[0]?.entry.key ?? ''
    const start = hashing === undefined ? '' : startOf(ended, first)
    const earlier = hashing
    hashing = { part: partOf(slug, jsonOf(items)), count: items.length, start }
    ended = items.at(-1)?.entry.key ?? ''
    if (earlier) yield* named(earlier)
  }

  // To wait for each of millions that are there already would take seconds.
  if (Symbol.iterator in list) {
    for (const entry of list) {
      const items = take(entry)
      if (items) yield* write(items)
    }
  } else {
    for await (const entry of list) {
      const items = take(entry)
      if (items) yield* write(items)
    }
  }
  const { items } = chunker.rest()
  if (items.length > 0) yield* write(items)
  if (hashing) yield* named(hashing)
  return cuts
}
