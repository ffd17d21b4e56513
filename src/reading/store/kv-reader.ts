import { StoreError } from '../../revision/store-error.ts'

/** Readers wait this long for KV, in milliseconds, before they get a copy instead. */
export const KV_TIMEOUT_MS = 1500

/** Seconds that a location may keep a value: for what changes, the least KV allows; for what never does, a year. */
export const MUTABLE_TTL = 30
export const IMMUTABLE_TTL = 31_536_000

/** What one request needs in order to read: the namespace, its context, and where the time spent is added up. */
export type Io = {
  kv: Pick<KVNamespace, 'get'>
  waitUntil: (promise: Promise<unknown>) => void
  /** Milliseconds that this request has waited for KV. */
  waited: number
}

export type KvReader = ReturnType<typeof createKvReader>

/**
 * A reader of KV whose concurrent look-ups of a key share one read.
 *
 * @returns the value, or null where KV holds none. Throws a `Fault` when KV fails or takes longer than `PATIENCE`.
 */
export const createKvReader = () => {
  const pending = new Map<string, Promise<string | null>>()

  return async (io: Io, key: string, cacheTtl: number): Promise<string | null> => {
    const read = pending.get(key) ?? get(io, key, cacheTtl)
    pending.set(key, read)
    const answer = within(KV_TIMEOUT_MS, read).finally(() => pending.delete(key))
    // Others may be waiting for this read when the request that began it has gone.
    io.waitUntil(answer.catch(() => {}))
    const start = Date.now()
    try {
      return await answer
    } catch (error) {
      throw new StoreError(key, error instanceof Error ? error.message : String(error))
    } finally {
      io.waited += Date.now() - start
    }
  }
}

// Async, so that a binding that throws at once is a rejection like any other.
const get = async ({ kv }: Io, key: string, cacheTtl: number): Promise<string | null> =>
  kv.get(key, { type: 'text', cacheTtl })

const within = async <Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> => {
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
