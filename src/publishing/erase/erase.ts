/**
 * Erasing somebody from all that was published of a letter. First what takes the place of the revisions they stand in,
 * then the head that names that, then what tells where those went, and last goes what nobody needs any more. Stopped
 * anywhere, readers have one whole revision, and an erasure that is planned and done again completes it.
 */
import type { Kv, PairToPut } from '../kv.ts'
import { createMapKv } from '../kv-map.ts'
import type { Live } from '../live.ts'
import { makeCurrent, newClaim } from '../make-current.ts'
import type { PairSource } from '../plan.ts'
import { readBack } from '../read-back.ts'
import type { Erasure } from './plan.ts'

/**
 * @param live what the erasure was planned with
 * @param store what was filled by the plan
 * @param onProgress is told how many pairs have been written, of how many
 * @throws PublishConflict, StoreLoss, NotShown, before anything is removed
 */
export const erase = async (
  kv: Kv,
  live: Live,
  { slug, write, next, tombstones, remove }: Erasure,
  store: PairSource,
  onProgress: (written: number, total: number) => void = () => {},
): Promise<void> => {
  const claim = newClaim()
  const metadata = { written: new Date().toISOString() }
  async function* pairs(): AsyncGenerator<PairToPut> {
    yield claim
    let count = 0
    for await (const pair of store.get(write)) {
      yield { ...pair, metadata }
      count++
    }
    if (count !== write.length) throw new Error(`${slug}: ${count} of ${write.length} pairs were kept`)
  }
  let written = 0
  await kv.put(pairs(), (more) => {
    written += more
    onProgress(written, write.length + 1)
  })
  await readBack(kv, store, write, metadata)
  await makeCurrent(kv, live, claim, next)

  // A revision that still stood there without its parts would be one that cannot be read.
  const byKey = new Map(tombstones.map((pair) => [pair.key, pair]))
  await kv.put(tombstones.map((pair) => ({ ...pair, metadata })))
  await readBack(kv, createMapKv(byKey), [...byKey.keys()], metadata)

  await kv.delete(remove)
  // Turns away a publish that began meanwhile, and may count on a part that went.
  await kv.put([newClaim()])
}
