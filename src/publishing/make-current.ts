/**
 * Making a revision the current one. KV has no compare-and-set, so what can be had is this: whoever publishes leaves a
 * claim before it writes anything else, and looks right before the flip whether the claim is still its own and the
 * heads are still those it began with. Of two that overlap, the later claim wins and the other is told.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { CheckFailed } from '../cli/command.ts'
import { getPairs, type Kv, putPairs } from '../cli/kv-wrangler.ts'
import { catalogueKey, headKey } from '../revision/keys.ts'
import type { CatalogueEntry, Head, Pair } from '../revision/layout.ts'
import type { Live } from './live.ts'

/** Who is publishing, or did last. It is no lock: an abandoned claim stops nobody. */
const CLAIM = 'publishing'

/** Seconds between looks at a head that does not show yet: a write to KV may take a minute to be seen everywhere. */
const PATIENCE = [1, 2, 5, 10, 20, 30]

export const newClaim = (): Pair => ({
  key: CLAIM,
  value: JSON.stringify({ id: randomUUID(), since: new Date().toISOString() }),
})

const conflict = (when: string): CheckFailed =>
  new CheckFailed(
    `Somebody else published ${when}. Nothing is lost or mixed: readers see one whole revision. ` +
      'See what is live now with undersigned diff, then publish again if it is still needed.',
  )

/**
 * Writes heads, then the catalogue that goes with them, in one call, and reads them back.
 *
 * @param live what was read when `claim` was about to be made
 * @returns whether KV shows the new heads already. Throws `Found` when somebody else published meanwhile.
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

  const before = await getPairs(kv, [claim.key, ...keys])
  const moved = keys.some((key) => before.get(key) !== live.values.get(key))
  if (moved || before.get(claim.key) !== claim.value) throw conflict('while this publish was under way')

  await putPairs(kv, pairs)

  for (const pause of [0, ...(kv.remote ? PATIENCE : [])]) {
    await setTimeout(pause * 1000)
    const after = await getPairs(kv, keys)
    const others = pairs.filter(({ key, value }) => after.get(key) !== value)
    if (others.length === 0) return true
    if (others.some(({ key }) => after.get(key) !== before.get(key))) throw conflict('in the same moment')
  }
  return false
}
