/** The lists of a revision that is in KV, so that others can be put into them. */
import type { Signatory } from '../letter/schema.ts'
import { QUERY_LENGTH } from '../letter/search.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import {
  type Index,
  type IndexLine,
  IndexPart,
  nameAt,
  type PartList,
  SignatoriesPart,
  splitNames,
} from '../revision/layout.ts'
import { type Packed, unpack } from '../revision/packed.ts'
import { readFirst } from '../revision/search-index.ts'
import { compareByName } from './by-name.ts'
import { cutKey } from './index-sorter.ts'
import type { Entry, IndexOf } from './lists.ts'
import type { ReadPart } from './part-reader.ts'
import type { ListInParts } from './splice.ts'

/** An entry, and whose it is. */
export type SignatoryEntry = Entry & { signatory: Signatory }

const entryOf = (packed: Packed): SignatoryEntry => {
  const { signatory } = unpack(packed)
  return { json: JSON.stringify(packed), key: '', hash: fnv1a(signatory.id), signatory }
}

const cutsOf = ({ names, counts }: PartList) =>
  counts.map((count, part) => ({ name: nameAt(names, part), count, start: '' }))

type First = SignatoryEntry | undefined

/** What begins a part is asked for again and again. */
const remembered = (read: (part: number) => Promise<First>): ((part: number) => Promise<First>) => {
  const firsts = new Map<number, Promise<First>>()
  return (part) => {
    const first = firsts.get(part) ?? read(part)
    firsts.set(part, first)
    return first
  }
}

const isBefore = (
  added: SignatoryEntry,
  first: First,
  precedes: ListInParts<SignatoryEntry>['precedes'],
): boolean => first !== undefined && precedes(added, first)

/** A list in the letter's order: who joins comes last. */
export const inLetterOrder = (list: PartList, readPart: ReadPart): ListInParts<SignatoryEntry> => ({
  cuts: cutsOf(list),
  load: async (part) => (await readPart(SignatoriesPart, nameAt(list.names, part))).map(entryOf),
  precedes: () => false,
  startsAfter: async () => false,
})

/** A list in an order of its own. Where an entry would stand is found by looking at the first of some parts. */
const inOrder = (
  list: PartList,
  readPart: ReadPart,
  compare: (one: SignatoryEntry, two: SignatoryEntry) => number,
): ListInParts<SignatoryEntry> => {
  const { cuts, load } = inLetterOrder(list, readPart)
  const precedes = (added: SignatoryEntry, old: SignatoryEntry): boolean => compare(added, old) < 0
  const firstOf = remembered(async (part) => {
    const [packed] = await readPart(SignatoriesPart, nameAt(list.names, part))
    return packed && entryOf(packed)
  })
  return {
    cuts,
    load,
    precedes,
    startsAfter: async (part, added) => isBefore(added, await firstOf(part), precedes),
  }
}

/** A list by name. */
export const inNameOrder = (list: PartList, readPart: ReadPart): ListInParts<SignatoryEntry> =>
  inOrder(list, readPart, (one, two) => compareByName(one.signatory, two.signatory))

/** A hash with its bits in the opposite order. */
const reversed = (hash: number): number => {
  let [rest, bits] = [hash, 0]
  for (let bit = 0; bit < 32; bit++, rest >>>= 1) bits = (bits << 1) | (rest & 1)
  return bits >>> 0
}

/** By the lowest bits first: those of one bucket stand together, however many buckets there are. */
export const compareInBuckets = (one: Entry, two: Entry): number => reversed(one.hash) - reversed(two.hash)

export const inBucketOrder = (list: PartList, readPart: ReadPart): ListInParts<SignatoryEntry> =>
  inOrder(list, readPart, compareInBuckets)

/** What a line of an index is sorted by: its key, which is cut to the length of a query, in full. */
const fullKey = ({ key, signatory }: SignatoryEntry, { textsOf }: IndexOf): string => {
  if (key.length < QUERY_LENGTH - 1) return key
  for (const { text, starts } of textsOf(signatory)) {
    for (const start of starts) {
      const full = text.slice(start)
      if (cutKey(full) === key) return full
    }
  }
  return key
}

/** A search index. Of most keys it is clear from where its parts begin which of them they come into. */
export const inIndexOrder = (index: Index, readPart: ReadPart, of: IndexOf): ListInParts<SignatoryEntry> => {
  const names = splitNames(index.names)
  const starts = readFirst(index)
  const entryOfLine = (line: IndexLine): SignatoryEntry => {
    const [key, , packed] = line
    const { signatory } = unpack(packed)
    return { json: JSON.stringify(line), key, hash: of.hashOf(key, fnv1a(signatory.id)), signatory }
  }
  const linesOf = (part: number) => readPart(IndexPart, nameAt(index.names, part))
  const firstOf = remembered(async (part) => {
    const [line] = await linesOf(part)
    return line && entryOfLine(line)
  })
  const precedes = (added: SignatoryEntry, old: SignatoryEntry): boolean =>
    fullKey(added, of) < fullKey(old, of)
  return {
    // The index does not say how many lines a part has, nor need it.
    cuts: names.map((name, part) => ({ name, count: 0, start: starts[part] ?? '' })),
    load: async (part) => (await linesOf(part)).map(entryOfLine),
    precedes,
    async startsAfter(part, added) {
      const start = starts[part] ?? ''
      const key = fullKey(added, of)
      // The first key of the part begins with these characters.
      if (!key.startsWith(start)) return key < start
      return isBefore(added, await firstOf(part), precedes)
    },
  }
}
