/**
 * Who may write: whoever begins leaves a claim under one key, with a time until which it holds, and whoever comes
 * meanwhile stops. KV has no compare-and-set, so two who begin in the same moment may both see none: that is found out
 * later, by `make-current.ts`.
 */
import * as z from 'zod/mini'
import { isoDateTime } from '../letter/iso.ts'
import { claimKey } from '../revision/keys.ts'
import type { Pair } from '../revision/layout.ts'
import { PublishConflict, PublishLocked } from './errors.ts'
import { getValues, type Kv, type PairToPut } from './kv.ts'
import type { Live } from './live.ts'
import { parseJson } from './parse-json.ts'
import { sleep } from './sleep.ts'

/** For how long a claim holds, in milliseconds, unless it is renewed or done. */
export const HOLD_MS = 10 * 60_000
/** After this long it is renewed. */
const RENEW_MS = 3 * 60_000

/** `since` and `until` are ISO instants. */
const Claim = z.object({
  id: z.string(),
  since: isoDateTime(),
  by: z.optional(z.string()),
  until: isoDateTime(),
  done: z.optional(z.literal(true)),
})
export type Claim = z.infer<typeof Claim>

export type LockOptions = {
  /** Who it is: their own claim, of a run that was stopped, stops nobody. */
  by?: string | undefined
  /** Takes the place of whoever holds it. */
  takeOver?: boolean | undefined
  /** Is told whose place is taken. */
  onTakeOver?: ((holder: Claim) => void) | undefined
}

export type Lock = {
  /** The claim, as it is now. */
  readonly claim: Pair
  /** Pairs with the claim before them, and among them when it is to be renewed. */
  claiming: (pairs: AsyncIterable<PairToPut>) => AsyncGenerator<PairToPut>
  /** Pairs with the claim among them when it is to be renewed. */
  renewing: (pairs: AsyncIterable<PairToPut>) => AsyncGenerator<PairToPut>
  /** Renews the claim where it is time to. @throws PublishConflict where somebody else has taken it */
  renew: () => Promise<void>
  /** What others read until now is not to be counted on: whoever began with that is turned away. */
  turnOthersAway: () => void
}

/** Whether two values are of one claim, be it renewed or done meanwhile. */
export const isSameClaim = (one: string | undefined, other: string | undefined): boolean => {
  const idOf = (value: string | undefined) => (parseJson(value ?? '') as { id?: unknown } | undefined)?.id
  return one === other || (idOf(one) !== undefined && idOf(one) === idOf(other))
}

/** Whose claim holds; of those from before a claim said until when, and of what is none, nobody's. */
const holderOf = (value: string | undefined): Claim | undefined => {
  const { data } = z.safeParse(Claim, parseJson(value ?? ''))
  return data !== undefined && !data.done && Date.parse(data.until) > Date.now() ? data : undefined
}

/** Until when something may be under way, or what was done last may be seen late. */
export const claimedUntil = (value: string | undefined): number => {
  const { data } = z.safeParse(Claim, parseJson(value ?? ''))
  return data === undefined ? 0 : Date.parse(data.until)
}

/** That a claim is done may be seen late: before anybody is turned away, it is looked again after these pauses. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000]

const readClaim = async (kv: Kv): Promise<string | undefined> =>
  (await getValues(kv, [claimKey])).get(claimKey)

/** The claim that stands, whose place may be taken. @throws PublishLocked where somebody else holds it */
const readFree = async (kv: Kv, { by, takeOver }: LockOptions): Promise<string | undefined> => {
  const pauses = kv.consistent ? [] : [...PAUSES_MS]
  for (;;) {
    const value = await readClaim(kv)
    const holder = holderOf(value)
    if (!holder || takeOver || (by !== undefined && holder.by === by)) return value
    const pause = pauses.shift()
    if (pause === undefined) throw new PublishLocked(holder)
    await sleep(pause)
  }
}

/** Looks before anybody is asked whether to write. @throws PublishLocked */
export const assertUnlocked = async (kv: Kv, { values }: Live, options: LockOptions): Promise<void> => {
  if (holderOf(values.get(claimKey))) await readFree(kv, options)
}

/**
 * Does what writes, with a claim that is done when it ends, however it ends. The work must write the claim before
 * anything else, by `claiming`.
 *
 * @param live what the work was planned with
 * @throws PublishLocked; PublishConflict where somebody wrote since `live` was read; what the work throws
 */
export const withLock = async <Result>(
  kv: Kv,
  live: Live,
  options: LockOptions,
  work: (lock: Lock) => Promise<Result>,
): Promise<Result> => {
  const before = await readFree(kv, options)
  if (!isSameClaim(before, live.values.get(claimKey))) throw new PublishConflict(false)
  const holder = holderOf(before)
  if (holder) options.onTakeOver?.(holder)

  const { by } = options
  const since = new Date().toISOString()
  let id: string = crypto.randomUUID()
  let renewedAt: number
  let claim: Pair
  const write = (done?: true): Pair => {
    renewedAt = Date.now()
    const until = new Date(renewedAt + HOLD_MS).toISOString()
    // What is done needs nobody's name, who may be erased with it.
    const value: Claim = { id, since, ...(done ? { done } : by && { by }), until }
    claim = { key: claimKey, value: JSON.stringify(value) }
    return claim
  }
  claim = write()
  /** The store may still show what was there before. */
  const isOurs = async () => {
    const now = await readClaim(kv)
    return isSameClaim(now, claim.value) || isSameClaim(now, before)
  }
  const renewal = async (): Promise<Pair | undefined> => {
    if (Date.now() - renewedAt < RENEW_MS) return undefined
    if (!(await isOurs())) throw new PublishConflict(false)
    return write()
  }
  const lock: Lock = {
    get claim() {
      return claim
    },
    async *claiming(pairs) {
      yield claim
      yield* lock.renewing(pairs)
    },
    async *renewing(pairs) {
      for await (const pair of pairs) {
        const renewed = await renewal()
        if (renewed) yield renewed
        yield pair
      }
    },
    async renew() {
      const renewed = await renewal()
      if (renewed) await kv.put([renewed])
    },
    turnOthersAway() {
      id = crypto.randomUUID()
    },
  }
  // A claim that cannot be marked as done ends by itself.
  const end = () => kv.put([write(true)]).catch(() => {})
  let result: Result
  try {
    result = await work(lock)
  } catch (error) {
    if (await isOurs().catch(() => false)) await end()
    throw error
  }
  // Whoever took over meanwhile is turned away: something was written since they began.
  await end()
  return result
}
