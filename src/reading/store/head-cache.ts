import { createLru } from '../../http/lru.ts'
import type { Soon } from '../soon.ts'
import { type Io, type KvReader, MUTABLE_TTL } from './kv-reader.ts'
import { logStoreError } from './unavailable.ts'

/** For this long, in milliseconds, a value in the isolate is served without asking KV. */
export const FRESH_MS = 5_000
/** Until this age it is still served, while it is read anew in the background. Older, it is read before serving. */
export const STALE_MS = 7_000
/** How long a background read may take before another request starts one too. */
const RENEWAL_MS = 2_000
/** Mutable values kept in the isolate, in bytes of their JSON. */
const LIMIT = 4 * 1024 * 1024
/** What an entry weighs beside its value. */
const OVERHEAD = 256

/** What is known of a mutable key. */
export type CachedHead<Value> = {
  /** The last value that KV gave and that was right, even when KV has failed since. */
  value?: Value
  /** Whether the last read failed, so that no value does not mean that there is none. */
  failed: boolean
}

type Decode<Value> = (key: string, json: string) => Value

type Held<Value> = CachedHead<Value> & { readAt: number; renewAt: number }

/** How old a held value is. Below nought the clock was moved back, and nothing is known of its age. */
const isUsable = ({ readAt }: Held<unknown>, now: number): boolean =>
  now >= readAt && now <= readAt + STALE_MS

/**
 * A reader of KV's mutable values (heads and the catalogue) that holds them in the isolate for a few seconds. It never
 * throws: a value that cannot be read or is corrupt is logged, and the last good one stays. Where there is none, a
 * failed read is not held: the next request asks again.
 */
export const createHeadCache = (kv: KvReader) => {
  const memory = createLru<Held<unknown>>(LIMIT)
  const heldAt = <Value>(key: string) => memory.get(key) as Held<Value> | undefined

  /** Reads a key anew and holds what comes of it. */
  const renew = async <Value>(
    key: string,
    decode: Decode<Value>,
    read: () => Promise<string | null>,
  ): Promise<CachedHead<Value>> => {
    const { value } = heldAt<Value>(key) ?? {}
    const head: CachedHead<Value> = { ...(value !== undefined && { value }), failed: false }
    let size = OVERHEAD
    try {
      const json = await read()
      if (json !== null) {
        size += json.length
        head.value = decode(key, json)
      }
    } catch (error) {
      logStoreError(error)
      head.failed = true
      if (value === undefined) return head
    }
    const readAt = Date.now()
    memory.set(key, { ...head, readAt, renewAt: readAt + (head.failed ? RENEWAL_MS : FRESH_MS) }, size)
    return head
  }

  return {
    read<Value>(io: Io, key: string, decode: Decode<Value>): Soon<CachedHead<Value>> {
      const held = heldAt<Value>(key)
      const now = Date.now()
      const isHeld = held && isUsable(held, now)
      if (isHeld && now < held.renewAt) return held
      const again = renew(key, decode, () => kv.one(io, key, MUTABLE_TTL))
      if (!isHeld) return again
      held.renewAt = now + RENEWAL_MS
      io.execution.waitUntil(again)
      return held
    },

    /** As `read`, of many keys: those that are not held in as few operations as KV allows. */
    async readAll<Value>(io: Io, keys: string[], decode: Decode<Value>): Promise<CachedHead<Value>[]> {
      const now = Date.now()
      const absent = keys.filter((key) => {
        const held = heldAt<Value>(key)
        return !held || !isUsable(held, now)
      })
      const reading = kv.many(io, absent, MUTABLE_TTL)
      const read = new Map(
        await Promise.all(
          absent.map(async (key) => {
            const head = await renew(key, decode, async () => (await reading).get(key) ?? null)
            return [key, head] as const
          }),
        ),
      )
      return keys.map((key) => read.get(key) ?? heldAt<Value>(key) ?? { failed: true })
    },
  }
}
