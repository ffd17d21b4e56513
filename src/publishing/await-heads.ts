/** Waiting until the sign-on Worker has given heads back. */
import { headKey } from '../revision/keys.ts'
import type { Head } from '../revision/layout.ts'
import { writerOf } from './base.ts'
import { HeadNotGiven } from './errors.ts'
import type { Kv } from './kv.ts'
import { type Live, readLive } from './live.ts'
import { sleep } from './sleep.ts'

/** Its alarm is at most a minute away, and what it wrote may take another to be seen. */
const GIVEN_TIMEOUT_MS = 5 * 60_000
const LOOK_MS = 5_000
/**
 * Should the Worker have been stopped right after it gave the head, it may give the same once more until KV shows it that
 * it has. After this long it does.
 */
const SETTLE_MS = 90_000

const writerIn = (live: Live, slug: string) => {
  const { base, head } = live.letter(slug)
  return writerOf(base, head)
}
const isAway = (live: Live, slug: string): boolean => writerIn(live, slug) !== 'editor'

export type AwaitOptions = {
  /** Those that were asked for a moment ago, which KV may not show yet. */
  asked?: readonly string[]
  /** Is told for which letters it waits. */
  onWait?: ((slugs: string[]) => Promise<void> | void) | undefined
  /** Takes what is not given: there is no sign-on Worker any more. */
  takeOver?: boolean | undefined
}

/** Ends a handover in the Worker's place. What readers get stays; who signed on and was not live yet is not known here. */
const take = async (kv: Kv, live: Live, slug: string): Promise<void> => {
  const { base, head } = live.letter(slug)
  if (!base || !head) throw new HeadNotGiven(slug)
  const { signing: _, ...rest } = head
  const taken: Head = {
    ...rest,
    ...(base.signing && { signing: base.signing }),
    handed_over: base.handover.id,
  }
  await kv.put([{ key: headKey(slug), value: JSON.stringify(taken) }])
}

/**
 * Waits for the heads that the sign-on Worker was asked for, of the letters of `live`, and reads these again. Where none
 * is awaited, it returns at once.
 *
 * @throws HeadNotGiven
 */
export const awaitHeads = async (
  kv: Kv,
  live: Live,
  { asked: justNow = [], onWait = () => {}, takeOver = false }: AwaitOptions = {},
): Promise<Live> => {
  let now = live
  const asked = now.slugs.filter((slug) => justNow.includes(slug) || writerIn(now, slug) === 'awaited')
  if (asked.length === 0) return live
  await onWait(asked)
  let end = Date.now() + GIVEN_TIMEOUT_MS
  let isTaken = false
  for (;;) {
    now = await readLive(kv, live.slugs)
    const [first] = asked.filter((slug) => isAway(now, slug))
    if (first === undefined) break
    if (Date.now() > end) {
      if (!takeOver || isTaken) throw new HeadNotGiven(first)
      for (const slug of asked.filter((each) => isAway(now, each))) await take(kv, now, slug)
      isTaken = true
      end = Date.now() + GIVEN_TIMEOUT_MS
    }
    await sleep(LOOK_MS)
  }
  if (kv.consistent) return now
  const given = asked.map((slug) => now.values.get(headKey(slug)))
  await sleep(SETTLE_MS)
  now = await readLive(kv, live.slugs)
  // Nobody else may write it; what is shown meanwhile may be older.
  const isOld = asked.some((slug, index) => now.values.get(headKey(slug)) !== given[index])
  return isOld ? awaitHeads(kv, now) : now
}
