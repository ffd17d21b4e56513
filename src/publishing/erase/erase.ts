/**
 * Erasing somebody from all that was published of a letter. First what takes the place of the revisions they stand in,
 * then the head that names that, then what tells where those went, and last goes what nobody needs any more. Stopped
 * anywhere, readers have one whole revision, and an erasure that is planned and done again completes it.
 */
import { indexKey } from '../../revision/keys.ts'
import type { Kv, PairToPut } from '../kv.ts'
import { createMapKv } from '../kv-map.ts'
import type { Live } from '../live.ts'
import { type LockOptions, withLock } from '../lock.ts'
import { makeCurrent } from '../make-current.ts'
import type { PairStore } from '../plan.ts'
import { readBack } from '../read-back.ts'
import { indexPartKeys, readIndex } from '../signatories-index/sync.ts'
import { unusedIndexKeys } from '../signatories-index/unused.ts'
import { unusedWords, wordsPartKeys } from '../words.ts'
import type { Erasure } from './plan.ts'

export type EraseOptions = LockOptions & {
  /** Is told how many pairs have been written, of how many. */
  onProgress?: (written: number, total: number) => void
}

/**
 * @param live what the erasure was planned with
 * @param store what was filled by the plan
 * @throws PublishLocked, PublishConflict, StoreLoss, NotShown, before anything is removed
 */
export const erase = (
  kv: Kv,
  live: Live,
  { slug, write, next, tombstones, remove }: Erasure,
  store: PairStore,
  { onProgress = () => {}, ...options }: EraseOptions = {},
): Promise<void> =>
  withLock(kv, live, options, async (lock) => {
    const metadata = { written: new Date().toISOString() }
    // Names of those who signed on stand in them, too: the sign-on Worker clears them away when it is time.
    const ofRevisions = live.letter(slug).base ? { ...metadata, by: 'sign-on' as const } : metadata
    async function* pairs(): AsyncGenerator<PairToPut> {
      let count = 0
      for await (const pair of store.get(write)) {
        yield { ...pair, metadata: ofRevisions }
        count++
      }
      if (count !== write.length) throw new Error(`${slug}: ${count} of ${write.length} pairs were kept`)
    }
    let written = 0
    await kv.put(lock.claiming(pairs()), (more) => {
      written += more
      onProgress(written, write.length + 1)
    })
    await lock.renew()
    await readBack(kv, store, write, ofRevisions)
    await lock.renew()
    const { index, words } = await makeCurrent(kv, live, lock, next, { store })

    // A revision that still stood there without its parts would be one that cannot be read.
    const byKey = new Map(tombstones.map((pair) => [pair.key, pair]))
    await kv.put(tombstones.map((pair) => ({ ...pair, metadata })))
    await readBack(kv, createMapKv(byKey), [...byKey.keys()], metadata)

    await lock.renew()
    // Whoever read what is live before this may count on a part that goes.
    lock.turnOthersAway()
    const before = readIndex(live.values.get(indexKey))
    const unused = [
      ...(await unusedIndexKeys(kv, index, { before })),
      ...(await unusedWords(kv, words, { before: live.words })),
    ]
    // What was a leftover when this was planned may be a part again: without somebody the index may be as it was before they came.
    const used = new Set([...indexPartKeys(index), ...(words ? wordsPartKeys(words) : [])])
    await kv.delete([...remove, ...unused].filter((key) => !used.has(key)))
  })
