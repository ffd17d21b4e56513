/**
 * Making a revision the current one. KV has no compare-and-set, so what can be had is this: whoever publishes leaves a
 * claim before it writes anything else, and looks right before the flip whether the claim is still its own and the
 * heads are still those it began with. Of two that overlap, the later claim wins and the other is told.
 */
import { catalogueKey, headKey } from '../revision/keys.ts'
import type { CatalogueEntry, Head, Pair } from '../revision/layout.ts'
import { PublishConflict } from './errors.ts'
import { getValues, type Kv } from './kv.ts'
import type { Live } from './live.ts'
import { sleep } from './sleep.ts'

/** Who is publishing, or did last. It is no lock: an abandoned claim stops nobody. */
const CLAIM_KEY = 'publishing'

/** Milliseconds between looks at a head that does not show yet: a write to KV may take a minute to be seen everywhere. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000]

/** A claim to be written before anything else of a publish. */
export const newClaim = (): Pair => ({
  key: CLAIM_KEY,
  value: JSON.stringify({ id: crypto.randomUUID(), since: new Date().toISOString() }),
})

/**
 * Writes heads, then the catalogue that goes with them, in one call, and reads them back.
 *
 * @param live what was read when `claim` was about to be made
 * @returns whether KV shows the new heads already
 * @throws PublishConflict
 */
export const makeCurrent = async (
  kv: Kv,
  live: Live,
  claim: Pair,
  heads: Head[],
  catalogue: CatalogueEntry[],
): Promise<boolean> => {
  const pairs: Pair[] = heads.map((head) => ({ key: headKey(head.slug), value: JSON.stringify(head) }))
  pairs.push({ key: catalogueKey, value: JSON.stringify(catalogue) })
  const keys = pairs.map(({ key }) => key)

  const before = await getValues(kv, [claim.key, ...keys])
  const moved = keys.some((key) => before.get(key) !== live.values.get(key))
  if (moved || before.get(claim.key) !== claim.value) throw new PublishConflict(false)

  await kv.put(pairs)

  for (const pause of [0, ...(kv.consistent ? [] : PAUSES_MS)]) {
    if (pause > 0) await sleep(pause)
    const after = await getValues(kv, keys)
    const others = pairs.filter(({ key, value }) => after.get(key) !== value)
    if (others.length === 0) return true
    if (others.some(({ key }) => after.get(key) !== before.get(key))) throw new PublishConflict(true)
  }
  return false
}
