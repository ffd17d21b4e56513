import type * as z from 'zod/mini'
import { createLru } from '../../http/lru.ts'
import { decode } from '../../revision/decode.ts'
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

type Held<Value> = CachedHead<Value> & { readAt: number; renewAt: number }

/**
 * A reader of KV's mutable values (heads and the catalogue) that holds them in the isolate for a few seconds. It never
 * throws: a value that cannot be read or is corrupt is logged, and the last good one stays.
 */
export const createHeadCache = (readKv: KvReader) => {
  const memory = createLru<Held<unknown>>(LIMIT)

  return async <Schema extends z.ZodMiniType>(
    io: Io,
    key: string,
    schema: Schema,
  ): Promise<CachedHead<z.infer<Schema>>> => {
    const held = memory.get(key) as Held<z.infer<Schema>> | undefined
    const now = Date.now()

    const renew = async (): Promise<CachedHead<z.infer<Schema>>> => {
      const looked: CachedHead<z.infer<Schema>> = { ...held, failed: false }
      let size = OVERHEAD
      try {
        const json = await readKv(io, key, MUTABLE_TTL)
        if (json !== null) {
          size += json.length
          looked.value = decode(schema, key, json)
        }
      } catch (error) {
        logStoreError(error)
        looked.failed = true
      }
      const readAt = Date.now()
      memory.set(key, { ...looked, readAt, renewAt: readAt + FRESH_MS }, size)
      return looked
    }

    // An age below nought means that the clock was moved back: nothing is known of the value's age.
    if (!held || now < held.readAt || now > held.readAt + STALE_MS) return renew()
    if (now >= held.renewAt) {
      held.renewAt = now + RENEWAL_MS
      io.waitUntil(renew())
    }
    return held
  }
}
