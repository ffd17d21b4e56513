/** Putting what an archive holds into a store: an empty one, another one, or the one that it came from. */
import { decode } from '../revision/decode.ts'
import { catalogueKey, headKey, isBaseKey, isHeadKey } from '../revision/keys.ts'
import { Catalogue, type CatalogueEntry, HeadOrMoved, type Pair } from '../revision/layout.ts'
import type { Kv, PairToPut } from './kv.ts'
import type { Live } from './live.ts'
import { type LockOptions, withLock } from './lock.ts'
import { makeCurrent } from './make-current.ts'
import type { PairSource, PairStore } from './plan.ts'
import { readBack, wrongKeys } from './read-back.ts'

/** What the archive holds: the keys of what never changes, each letter's head, and the bases of those that were open. */
export type Restorable = { keys: string[]; heads: HeadOrMoved[]; bases: Pair[]; catalogue: CatalogueEntry[] }

/**
 * How a letter in the archive stands to that in the store. `new`: there is none; `same`; `ahead`: the archive's history
 * goes on from it; `behind`: it goes on from the archive's; `apart`: neither.
 */
export type Standing = 'new' | 'same' | 'ahead' | 'behind' | 'apart'

export type RestorePlan = {
  letters: { head: HeadOrMoved; standing: Standing }[]
  /** The keys that the store does not hold, or holds otherwise. */
  keys: string[]
  bases: Pair[]
  catalogue: CatalogueEntry[]
  /** Whether all of it is in the store as it is in the archive. */
  isThere: boolean
}

/** Sorts the pairs of an archive: `keep` is given those that never change. @throws StoreError, ArchiveError */
export const readRestorable = async (
  pairs: AsyncIterable<Pair>,
  keep: (pair: Pair) => void,
): Promise<Restorable> => {
  const found: Restorable = { keys: [], heads: [], bases: [], catalogue: [] }
  for await (const pair of pairs) {
    const { key, value } = pair
    if (key === catalogueKey) found.catalogue = decode(Catalogue, key, value)
    else if (isHeadKey(key)) {
      decode(HeadOrMoved, key, value)
      // As it was written, member by member, so that it is written so again.
      found.heads.push(JSON.parse(value) as HeadOrMoved)
    } else if (isBaseKey(key)) found.bases.push(pair)
    else {
      keep(pair)
      found.keys.push(key)
    }
  }
  return found
}

const standingOf = (archived: HeadOrMoved, live: Live): Standing => {
  const value = live.values.get(headKey(archived.slug))
  if (value === undefined) return 'new'
  if (value === JSON.stringify(archived)) return 'same'
  const { history, retired, moved } = live.letter(archived.slug)
  // Taken down, brought back or renamed since: neither goes on from the other.
  if (moved || 'moved_to' in archived || JSON.stringify(retired) !== JSON.stringify(archived.retired))
    return 'apart'
  const [now] = history
  const [then] = archived.history
  if (now === undefined || then === undefined) return 'new'
  const holds = (some: typeof history, { published, revision }: typeof now) =>
    some.some((each) => each.published === published && each.revision === revision)
  if (holds(archived.history, now)) return 'ahead'
  return holds(history, then) ? 'behind' : 'apart'
}

/**
 * Compares an archive with a store.
 *
 * @param live what is in the store of the archive's letters
 * @param source the values of what never changes, by key
 */
export const planRestore = async (
  kv: Pick<Kv, 'get'>,
  live: Live,
  { keys, heads, bases, catalogue }: Restorable,
  source: PairSource,
  onCompared?: (count: number) => void,
): Promise<RestorePlan> => {
  const restored = new Set(heads.map(({ slug }) => slug))
  const letters = heads.map((head) => ({ head, standing: standingOf(head, live) }))
  const wrong = await wrongKeys(kv, source, keys, onCompared)
  const lines = live.catalogue.filter(({ slug }) => restored.has(slug))
  return {
    letters,
    keys: wrong,
    bases,
    catalogue: [...live.catalogue.filter(({ slug }) => !restored.has(slug)), ...catalogue],
    isThere:
      wrong.length === 0 &&
      letters.every(({ standing }) => standing === 'same') &&
      bases.every(({ key, value }) => live.values.get(key) === value) &&
      catalogue.every((line) => lines.some((each) => JSON.stringify(each) === JSON.stringify(line))),
  }
}

/**
 * Writes what is missing, reads it back, and then makes the archive's heads the current ones. Stopped anywhere, readers
 * have what they had, and done again it goes on.
 *
 * @param source the values of what never changes, by key
 * @throws PublishLocked, PublishConflict, StoreLoss, NotShown
 */
export const restore = (
  kv: Kv,
  live: Live,
  { letters, keys, bases, catalogue }: RestorePlan,
  source: PairStore,
  { onProgress = () => {}, ...options }: LockOptions & { onProgress?: (written: number) => void } = {},
): Promise<void> =>
  withLock(kv, live, options, async (lock) => {
    const metadata = { written: new Date().toISOString() }
    async function* pairs(): AsyncGenerator<PairToPut> {
      for await (const pair of source.get(keys)) yield { ...pair, metadata }
    }
    let count = 0
    await kv.put(lock.claiming(pairs()), (more) => {
      count += more
      onProgress(count)
    })
    await lock.renew()
    await readBack(kv, source, keys, metadata)
    await lock.renew()
    const heads = letters.filter(({ standing }) => standing !== 'same').map(({ head }) => head)
    await makeCurrent(kv, live, lock, { heads, parts: [], catalogue }, { store: source })
    // After the heads, as a publish does.
    await kv.put(bases)
  })
