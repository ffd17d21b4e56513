import { indexKey } from '../../revision/keys.ts'
import type { Kv } from '../kv.ts'
import type { Live } from '../live.ts'
import type { PairStore, Plan } from '../plan.ts'
import { isInStep, readIndex, type Synced, syncIndex } from './sync.ts'

/** What the index of all letters is to be once plans are carried out, and how many values that writes. */
export const planIndex = async (
  kv: Pick<Kv, 'get'>,
  live: Live,
  plans: readonly Plan[],
  store: PairStore,
): Promise<Synced & { writes: number }> => {
  // Where all is written anew, so is this.
  const isAnew = plans.some(({ rewrite }) => rewrite)
  const before = isAnew ? undefined : readIndex(live.values.get(indexKey))
  const planned = plans.map(({ compiled: { letter, revision } }) => ({
    slug: letter.slug,
    revision: revision.id,
  }))
  const others = live.catalogue.filter(({ slug }) => planned.every((each) => each.slug !== slug))
  const catalogue = [...others, ...planned]
  const synced = await syncIndex(kv, before, catalogue, store)
  return { ...synced, writes: isInStep(before, catalogue) ? 0 : synced.keys.length + 1 }
}
