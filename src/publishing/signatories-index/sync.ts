/**
 * The index of everyone who signed any letter. What is to be in it follows from the list of letters, each line of which
 * names a revision of `data/`: so whatever changes that list brings the index up to it, also what a stopped command left.
 */
import { createSha256 } from '../../letter/sha256.ts'
import { decode, decodePart, decodeRecord } from '../../revision/decode.ts'
import { indexKey, indexPartKey, partName, revisionKey } from '../../revision/keys.ts'
import {
  type CatalogueEntry,
  type Index,
  IndexPart,
  type LetterLine,
  nameAt,
  type Pair,
  type Revision,
  SignatoriesIndex,
  splitNames,
} from '../../revision/layout.ts'
import { readFirst, writeFirst } from '../../revision/search-index.ts'
import { NewerLayout, StoreError } from '../../revision/store-error.ts'
import { unlessBroken } from '../derived-parts.ts'
import { getValues, type Kv } from '../kv.ts'
import type { PairStore } from '../plan.ts'
import { createReadAhead } from '../read-ahead.ts'
import { type Change, createChangeSorter } from './change-sorter.ts'
import { entryAt, INDEX_NAMES, type IndexName, linesOf, placeOf, recordOf, slugAt } from './lines.ts'
import { type PlacedPart, patch } from './patch.ts'
import { signatoryChanges } from './signatory-changes.ts'

/** The index as it is stored; undefined where there is none, or none that can be read. @throws NewerLayout */
export const readIndex = (value: string | undefined): SignatoriesIndex | undefined => {
  if (value === undefined) return undefined
  try {
    return decode(SignatoriesIndex, indexKey, value)
  } catch (error) {
    if (error instanceof NewerLayout || !(error instanceof StoreError)) throw error
    return undefined
  }
}

/** As much of the list of letters as the index follows from. */
type Listed = Pick<CatalogueEntry, 'slug' | 'revision' | 'unlisted'>

/** Which revision of which letter the index is to hold. */
const lettersOf = (catalogue: readonly Listed[]): Map<string, string> =>
  new Map(
    catalogue.flatMap(({ slug, revision, unlisted }) => (unlisted === undefined ? [[slug, revision]] : [])),
  )

/** Whether the index holds what the list of letters says. */
export const isInStep = (index: SignatoriesIndex | undefined, catalogue: readonly Listed[]): boolean => {
  const letters = lettersOf(catalogue)
  const held = Object.entries(index?.letters ?? {})
  return (
    index !== undefined &&
    held.length === letters.size &&
    held.every(([slug, revision]) => letters.get(slug) === revision)
  )
}

/** The keys of the index's parts. */
export const indexPartKeys = (index: SignatoriesIndex | undefined): string[] =>
  INDEX_NAMES.flatMap((name) => splitNames(index?.[name]?.names ?? '').map(indexPartKey))

/** The index, and the keys of those of its parts that were not in the one before. */
export type Synced = { index: SignatoriesIndex; keys: string[] }

type Source = Pick<Kv, 'get'>

const readExact = async (source: Source, slug: string, id: string): Promise<Revision> => {
  const key = revisionKey(slug, id)
  const value = (await getValues(source, [key])).get(key)
  if (value === undefined) throw new StoreError(key, 'missing')
  const record = decodeRecord(key, value)
  if ('successor' in record) throw new StoreError(key, 'was erased')
  return record
}

/** Collects what changes in the index. @returns letters whose lines go wherever they are, and letters that cannot be read */
const collect = async (
  source: Source,
  before: SignatoriesIndex | undefined,
  letters: ReadonlyMap<string, string>,
  add: (name: IndexName, change: Change) => void,
): Promise<{ dropped: Set<string>; unread: Set<string> }> => {
  const [dropped, unread] = [new Set<string>(), new Set<string>()]
  const addChanges = async (slug: string, old: Revision | undefined, now: Revision | undefined) => {
    for await (const { before, after } of signatoryChanges(source, slug, old, now)) {
      const [gone, record] = [before && recordOf(before), after && recordOf(after)]
      if (gone === record) continue
      for (const name of INDEX_NAMES) {
        const lines = after && record ? linesOf(name, slug, after, record) : new Map<string, string>()
        if (before && gone)
          for (const place of linesOf(name, slug, before, gone).keys())
            if (!lines.has(place)) add(name, { place })
        for (const [place, json] of lines) add(name, { place, json })
      }
    }
    return true
  }
  for (const slug of new Set([...Object.keys(before?.letters ?? {}), ...letters.keys()])) {
    const [from, to] = [before?.letters[slug], letters.get(slug)]
    if (from === to) continue
    const isChanged = await unlessBroken(async () =>
      addChanges(
        slug,
        from === undefined ? undefined : await readExact(source, slug, from),
        to === undefined ? undefined : await readExact(source, slug, to),
      ),
    )
    if (isChanged) continue
    // What was indexed is gone, or not whole: its lines can be told by the letter that they name.
    dropped.add(slug)
    if (to === undefined) continue
    const isRead = await unlessBroken(async () =>
      addChanges(slug, undefined, await readExact(source, slug, to)),
    )
    if (!isRead) unread.add(slug)
  }
  return { dropped, unread }
}

const placedParts = (of: Index | undefined): PlacedPart[] =>
  of ? readFirst(of).map((start, part) => ({ name: nameAt(of.names, part), start })) : []

const indexOf = (parts: readonly PlacedPart[]): Index => ({
  names: parts.map(({ name }) => name).join(''),
  first: writeFirst(parts.map(({ start }) => start)),
})

/** The source of what is read: what is in the store, then what is in KV. */
const both = (store: Source, kv: Source): Source => ({
  async *get(keys) {
    const missing = new Set(keys)
    for await (const pair of store.get(keys)) {
      missing.delete(pair.key)
      yield pair
    }
    yield* kv.get([...missing])
  },
})

/**
 * Brings the index up to the list of letters. Where a letter cannot be read, it is without that; where a part of the index
 * itself cannot, it is made anew.
 *
 * @param store is given the index's new parts, and whatever does not fit into memory; and may hold parts of the letters
 * @param before the index as it is stored
 */
export const syncIndex = async (
  kv: Source,
  before: SignatoriesIndex | undefined,
  catalogue: readonly Listed[],
  store: PairStore,
): Promise<Synced> => {
  if (before && isInStep(before, catalogue)) return { index: before, keys: [] }
  const sorters = {
    index: createChangeSorter(store, 'changes/index'),
    known_for: createChangeSorter(store, 'changes/known_for'),
  }
  const letters = lettersOf(catalogue)
  const { dropped, unread } = await collect(both(store, kv), before, letters, (name, change) =>
    sorters[name].add(change),
  )
  async function* changesOf(name: IndexName): AsyncGenerator<Change> {
    for await (const change of sorters[name].sorted()) if (!unread.has(slugAt(change.place))) yield change
  }

  const known = new Set(indexPartKeys(before))
  const keys = new Set<string>()
  const patched = async (name: IndexName): Promise<PlacedPart[]> => {
    const parts = placedParts(before?.[name])
    const read = createReadAhead(
      kv,
      parts.map((part) => indexPartKey(part.name)),
    )
    return patch(
      {
        parts,
        async load(part) {
          const key = indexPartKey(part.name)
          const value = await read(key)
          if (value === undefined || value === null) throw new StoreError(key, 'missing')
          const lines = (await decodePart(IndexPart, key, value)) as unknown as LetterLine[]
          return lines.map((line) =>
            entryAt(placeOf(line[0], line[3], String(line[2][1])), JSON.stringify(line)),
          )
        },
        async write(json) {
          const name = await partName(json)
          const pair: Pair = { key: indexPartKey(name), value: json }
          if (!known.has(pair.key) && !keys.has(pair.key)) {
            store.add(pair)
            keys.add(pair.key)
          }
          return name
        },
      },
      changesOf(name),
      dropped.size > 0 ? (place) => dropped.has(slugAt(place)) : undefined,
    )
  }
  const lists = await unlessBroken(async () => ({
    index: await patched('index'),
    known_for: await patched('known_for'),
  }))
  if (lists === undefined) return syncIndex(kv, undefined, catalogue, store)
  const held = [...letters].filter(([slug]) => !unread.has(slug)).sort(([one], [two]) => (one < two ? -1 : 1))
  const content = {
    letters: Object.fromEntries(held),
    index: indexOf(lists.index),
    ...(lists.known_for.length > 0 && { known_for: indexOf(lists.known_for) }),
  }
  return { index: { id: createSha256().digest(JSON.stringify(content)), ...content }, keys: [...keys] }
}
