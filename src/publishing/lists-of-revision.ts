/** The lists of a revision that is in KV, so that others can be put into them. */
import type { Signatory } from '../letter/schema.ts'
import { QUERY_LENGTH } from '../letter/search.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import {
  type Index,
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

/** A list in the letter's order: who joins comes last. */
export const inLetterOrder = (list: PartList, readPart: ReadPart): ListInParts<SignatoryEntry> => ({
  cuts: cutsOf(list),
  load: async (part) => (await readPart(SignatoriesPart, nameAt(list.names, part))).map(entryOf),
  precedes: () => false,
  startsAfter: async () => false,
})

/** A list by name. Where a name would stand is found by looking at the first of some parts. */
export const inNameOrder = (list: PartList, readPart: ReadPart): ListInParts<SignatoryEntry> => {
  const { cuts, load } = inLetterOrder(list, readPart)
  const firsts = new Map<number, Promise<SignatoryEntry | undefined>>()
  const firstOf = (part: number) => {
    const first = firsts.get(part) ?? load(part).then(([entry]) => entry)
    firsts.set(part, first)
    return first
  }
  const precedes = (added: SignatoryEntry, old: SignatoryEntry): boolean =>
    compareByName(added.signatory, old.signatory) < 0
  return {
    cuts,
    load,
    precedes,
    async startsAfter(part, added) {
      const first = await firstOf(part)
      return first !== undefined && precedes(added, first)
    },
  }
}

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
  const load = async (part: number): Promise<SignatoryEntry[]> =>
    (await readPart(IndexPart, nameAt(index.names, part))).map((line) => {
      const [key, , packed] = line
      const { signatory } = unpack(packed)
      return { json: JSON.stringify(line), key, hash: of.hashOf(key, fnv1a(signatory.id)), signatory }
    })
  const precedes = (added: SignatoryEntry, old: SignatoryEntry): boolean =>
    fullKey(added, of) < fullKey(old, of)
  return {
    // The index does not say how many lines a part has, nor need it.
    cuts: names.map((name, part) => ({ name, count: 0, start: starts[part] ?? '' })),
    load,
    precedes,
    async startsAfter(part, added) {
      const start = starts[part] ?? ''
      const key = fullKey(added, of)
      // The first key of the part begins with these characters.
      if (!key.startsWith(start)) return key < start
      const [first] = await load(part)
      return first !== undefined && precedes(added, first)
    },
  }
}
