/**
 * Making a revision the current one. KV has no compare-and-set, so what can be had is this: whoever publishes looks right
 * before the flip whether the claim (`lock.ts`) is still its own and the heads are still those it began with. Of two
 * that overlap, the later claim wins and the other is told.
 */
import { baseKey, catalogueKey, claimKey, headKey, indexKey, wordsKey } from '../revision/keys.ts'
import type { CatalogueEntry, HeadOrMoved, Pair, SignatoriesIndex, WordIndex } from '../revision/layout.ts'
import { writerOf } from './base.ts'
import { LetterOpen, NotShown, PublishConflict, StoreLoss } from './errors.ts'
import { getValues, type Kv } from './kv.ts'
import { createMapKv } from './kv-map.ts'
import type { Live } from './live.ts'
import { isSameClaim, type Lock } from './lock.ts'
import { createMemoryStore } from './memory-store.ts'
import { pausesOf } from './pauses.ts'
import type { PairStore } from './plan.ts'
import { readBack } from './read-back.ts'
import { isInStep, readIndex, type Synced, syncIndex } from './signatories-index/sync.ts'
import { sleep } from './sleep.ts'
import { nextWords } from './words.ts'

/** Whether a value is another, of a claim whether it is another's. */
const isSame = (key: string, one: string | undefined, other: string | undefined): boolean =>
  key === claimKey ? isSameClaim(one, other) : one === other

/** Looks, again after pauses where the store may be late, until all pairs show. @returns those that never did */
const waitFor = async (kv: Kv, pairs: Pair[], look: () => Promise<Map<string, string>>): Promise<Pair[]> => {
  let hidden = pairs
  for (const pause of pausesOf(kv)) {
    if (pause > 0) await sleep(pause)
    const stored = await look()
    hidden = pairs.filter(({ key, value }) => !isSame(key, stored.get(key), value))
    if (hidden.length === 0) break
  }
  return hidden
}

/** What is to be current. `parts` hold the publications and pictures that those heads name. */
export type Next = { heads: HeadOrMoved[]; parts: Pair[]; catalogue: CatalogueEntry[] }

/**
 * How to come by the index of all letters. `store` is given its new parts, and may hold what the letters consist of; with
 * none, it is memory. `planned` is what was planned with that store; `anew`, that what is stored is not relied on.
 */
export type IndexOptions = { store?: PairStore | undefined; planned?: Synced | undefined; anew?: boolean }

const putParts = async (kv: Kv, parts: Pair[]): Promise<void> => {
  if (parts.length === 0) return
  const metadata = { written: new Date().toISOString() }
  await kv.put(parts.map((pair) => ({ ...pair, metadata })))
  const byKey = new Map(parts.map((pair) => [pair.key, pair]))
  await readBack(kv, createMapKv(byKey), [...byKey.keys()], metadata)
}

/** Writes what the index of all letters is to consist of. @returns the index */
const putIndex = async (
  kv: Kv,
  live: Live,
  lock: Pick<Lock, 'renewing' | 'renew'>,
  catalogue: CatalogueEntry[],
  { store = createMemoryStore(), planned, anew = false }: IndexOptions,
): Promise<SignatoriesIndex> => {
  const { index, keys } =
    planned && isInStep(planned.index, catalogue)
      ? planned
      : await syncIndex(kv, anew ? undefined : readIndex(live.values.get(indexKey)), catalogue, store)
  if (keys.length === 0) return index
  const metadata = { written: new Date().toISOString() }
  async function* pairs() {
    for await (const pair of store.get(keys)) yield { ...pair, metadata }
  }
  await kv.put(lock.renewing(pairs()))
  await readBack(kv, store, keys, metadata)
  await lock.renew()
  return index
}

/**
 * Writes heads, then the catalogue and the indexes of words and signatories that go with it, in one call, and reads them
 * back. What does not show in time is written once more, for the store may have lost it.
 *
 * @param live what was read before the lock's claim was written
 * @returns the indexes that are live then
 * @throws LetterOpen where a head is not the editor's to write; PublishConflict; StoreLoss where the store does not keep the claim or the parts, before any head is written;
 *   NotShown where it does not show the heads
 */
export const makeCurrent = async (
  kv: Kv,
  live: Live,
  lock: Pick<Lock, 'claim' | 'renewing' | 'renew'>,
  { heads, parts, catalogue }: Next,
  options: IndexOptions = {},
): Promise<{ index: SignatoriesIndex; words: WordIndex | undefined }> => {
  for (const { slug } of heads) {
    const { base, head } = live.letter(slug)
    if (writerOf(base, head) !== 'editor') throw new LetterOpen(slug)
  }
  const words = await nextWords(kv, live.words, catalogue)
  await putParts(kv, [...parts, ...(words?.parts ?? [])])
  const index = await putIndex(kv, live, lock, catalogue, options)
  const indexJson = JSON.stringify(index)
  const { claim } = lock
  const pairOf = (head: HeadOrMoved): Pair => ({ key: headKey(head.slug), value: JSON.stringify(head) })
  const isPointer = (head: HeadOrMoved) => 'moved_to' in head
  // Pointers last: as long as a letter has its old head, a renaming that was stopped can be done again.
  const pairs: Pair[] = [
    ...heads.filter((head) => !isPointer(head)).map(pairOf),
    { key: catalogueKey, value: JSON.stringify(catalogue) },
    ...(words ? [{ key: wordsKey, value: JSON.stringify(words.index) }] : []),
    ...(indexJson === live.values.get(indexKey) ? [] : [{ key: indexKey, value: indexJson }]),
    ...heads.filter(isPointer).map(pairOf),
  ]
  const keys = pairs.map(({ key }) => key)

  /** What the store shows of keys: what was there before, or what we wrote, else somebody else came. */
  const look = async (some: string[], ours: Pair[], written: boolean): Promise<Map<string, string>> => {
    const stored = await getValues(kv, some)
    for (const key of some) {
      const value = stored.get(key)
      const isOurs = ours.some((pair) => pair.key === key && isSame(key, value, pair.value))
      if (!isOurs && !isSame(key, value, live.values.get(key))) throw new PublishConflict(written)
    }
    return stored
  }

  // Nor has one of the letters been opened for signing meanwhile.
  const bases = heads.map(({ slug }) => baseKey(slug))
  const lookForClaim = () => look([claim.key, ...keys, ...bases], [claim], false)
  if ((await waitFor(kv, [claim], lookForClaim)).length > 0) {
    await kv.put([claim])
    if ((await waitFor(kv, [claim], lookForClaim)).length > 0) throw new StoreLoss([claim.key])
  }

  const lookForHeads = () => look(keys, pairs, true)
  await kv.put(pairs)
  const hidden = await waitFor(kv, pairs, lookForHeads)
  const indexes = { index, words: words?.index ?? live.words }
  if (hidden.length === 0) return indexes
  // Whoever has claimed since may have seen these heads or not, and is not to be surprised by them.
  await look([claim.key], [claim], true)
  await kv.put(hidden)
  const still = await waitFor(kv, pairs, lookForHeads)
  if (still.length > 0) throw new NotShown(still.map(({ key }) => key))
  return indexes
}
