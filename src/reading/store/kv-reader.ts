import { StoreError } from '../../revision/store-error.ts'
import { createSharedReads } from './shared-reads.ts'

/** Readers wait this long for KV, in milliseconds, before they get a copy instead. */
export const KV_TIMEOUT_MS = 1500

/**
 * Seconds that a location may keep a value, or that there is none: for what changes, the least KV allows; for what never
 * does, a part of the day after which nobody is served what was removed (docs/security.md).
 */
export const MUTABLE_TTL = 30
export const IMMUTABLE_TTL = 6 * 3600

/** One call takes at most this many keys (https://developers.cloudflare.com/kv/api/read-key-value-pairs/). */
const MAX_KEYS = 100

type TextOptions = { type: 'text'; cacheTtl: number }

/** As much of a KV namespace's binding as reading takes. */
export type KvBinding = {
  get(key: string, options: TextOptions): Promise<string | null>
  get(keys: string[], options: TextOptions): Promise<Map<string, string | null>>
}

/** What one request needs in order to read: the namespace, the assets, its context, and where the time spent is added up. */
export type Io = {
  /** Undefined while the Worker starts, when nothing can be read. */
  kv: KvBinding | undefined
  /** Files that were deployed beside the Worker. */
  assets: { fetch: (url: URL) => Promise<Response> }
  execution: { waitUntil: (promise: Promise<unknown>) => void }
  /** Milliseconds that this request has waited for KV. */
  waited: number
}

export type KvReader = ReturnType<typeof createKvReader>

/** Reads of KV that take no longer than `KV_TIMEOUT_MS`. They throw a `StoreError` when KV fails or takes longer. */
export const createKvReader = () => {
  const share = createSharedReads<string | null>()

  return {
    /** The value of a key, or null where KV holds none. Concurrent look-ups of a key share one read. */
    async one(io: Io, key: string, cacheTtl: number): Promise<string | null> {
      const { kv } = io
      if (!kv) return null
      const read = () => within(KV_TIMEOUT_MS, getOne(kv, key, cacheTtl))
      return timed(io, key, share(io, `${cacheTtl} ${key}`, read))
    },

    /** The values of many keys: one operation of the 1,000 that a request may make for every 100 of them, all at once. */
    async many(io: Io, keys: string[], cacheTtl: number): Promise<Map<string, string | null>> {
      const { kv } = io
      if (!kv) return new Map()
      const reads: Promise<Map<string, string | null>>[] = []
      for (let at = 0; at < keys.length; at += MAX_KEYS) {
        const some = keys.slice(at, at + MAX_KEYS)
        reads.push(timed(io, some[0] ?? '', within(KV_TIMEOUT_MS, getMany(kv, some, cacheTtl))))
      }
      return new Map((await Promise.all(reads)).flatMap((values) => [...values]))
    },
  }
}

// Async, so that a binding that throws at once is a rejection like any other.
const getOne = async (kv: KvBinding, key: string, cacheTtl: number): Promise<string | null> =>
  kv.get(key, { type: 'text', cacheTtl })
const getMany = async (
  kv: KvBinding,
  keys: string[],
  cacheTtl: number,
): Promise<Map<string, string | null>> => kv.get(keys, { type: 'text', cacheTtl })

/** Waits for a read, and adds up how long that took. */
const timed = async <Value>(io: Io, key: string, read: Promise<Value>): Promise<Value> => {
  const start = Date.now()
  try {
    return await read
  } catch (error) {
    throw new StoreError(key, error instanceof Error ? error.message : String(error))
  } finally {
    io.waited += Date.now() - start
  }
}

/** @throws Error where a promise takes longer than so many milliseconds */
export const within = async <Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([promise, timeout])
  } finally {
    clearTimeout(timer)
  }
}
