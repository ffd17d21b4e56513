/** What the command line tells the sign-on Worker: what to make of a letter, and who writes its head from now on. */

import { textId } from '../letter/text-id.ts'
import type { Base } from '../revision/base.ts'
import { baseKey } from '../revision/keys.ts'
import type { Pair } from '../revision/layout.ts'
import { handoverOf, writerOf } from './base.ts'
import { NotShown, PublishConflict } from './errors.ts'
import { nextInstant } from './head.ts'
import { getValues, type Kv } from './kv.ts'
import type { Live } from './live.ts'
import type { Lock } from './lock.ts'
import { pausesOf } from './pauses.ts'
import type { Plan } from './plan.ts'
import { sleep } from './sleep.ts'

/**
 * What follows a letter's base.
 *
 * @param head the value of its head in KV, where that is given to the sign-on Worker
 */
export const nextBase = (
  { compiled: { letter, revision }, live: { base: before, head: current }, signing, head: what, drawn }: Plan,
  head: string | undefined,
  said: Pick<Base, 'note' | 'by' | 'signature' | 'earlier'>,
): Base => {
  const isOurs = writerOf(before, current) === 'editor'
  const text = textId(letter)
  // As it was decided when the text changed last.
  const earlier = before?.text === text ? before.earlier : undefined
  if (head === undefined && isOurs) throw new TypeError(`${letter.slug} has no head to be given away`)
  return {
    id: crypto.randomUUID(),
    published: nextInstant(before?.published),
    revision: revision.id,
    ...(signing && { signing }),
    writer: what === 'closes' ? 'editor' : 'sign-on',
    handover: before && !isOurs ? before.handover : handoverOf(head ?? ''),
    text,
    ...(earlier && { earlier }),
    ...said,
    ...(drawn && { pictures: drawn.pictures }),
  }
}

/**
 * Writes bases, and reads them back. Heads must be there before: the base says which one the sign-on Worker begins with.
 *
 * @param live what was read before
 * @throws PublishConflict where somebody else wrote one meanwhile; NotShown where the store does not show ours
 */
export const putBases = async (
  kv: Kv,
  live: Live,
  lock: Lock,
  bases: readonly (Base & { slug: string })[],
): Promise<void> => {
  if (bases.length === 0) return
  const pairs: Pair[] = bases.map(({ slug, ...base }) => ({
    key: baseKey(slug),
    value: JSON.stringify(base),
  }))
  const keys = pairs.map(({ key }) => key)
  await lock.renew()
  const before = await getValues(kv, keys)
  if (keys.some((key) => before.get(key) !== live.values.get(key))) throw new PublishConflict(false)
  await kv.put(pairs)
  for (const pause of pausesOf(kv)) {
    if (pause > 0) await sleep(pause)
    const shown = await getValues(kv, keys)
    if (pairs.every(({ key, value }) => shown.get(key) === value)) return
  }
  throw new NotShown(keys)
}
