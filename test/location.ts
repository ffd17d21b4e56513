/** One of Cloudflare's locations in front of KV: it keeps a value, or that there is none, for as long as it was told. */
import type { Interference } from './worker.ts'

/**
 * Honours `cacheTtl` as KV documents it (https://developers.cloudflare.com/kv/api/read-key-value-pairs/#cachettl-parameter),
 * which the local KV does not. A read is answered with what the location holds where that is younger than the read allows.
 *
 * @param read what stands between the location and KV
 */
export const createLocation = (read: Interference = (_, kv) => kv()): Interference => {
  const held = new Map<string, { value: string | null; at: number }>()
  return async (key, kv, cacheTtl) => {
    const known = held.get(key)
    if (known && Date.now() - known.at < cacheTtl * 1000) return known.value
    const value = await read(key, kv, cacheTtl)
    held.set(key, { value, at: Date.now() })
    return value
  }
}
