export type Lru<Value> = {
  get: (key: string) => Value | undefined
  set: (key: string, value: Value, bytes: number) => void
}

/**
 * A map that forgets what was not used lately once its values weigh more than `limit` bytes: what was used since it was
 * last looked at gets a second chance (the clock algorithm), so that to get a value costs no more than in any map. A value
 * heavier than the whole limit is not kept.
 */
export const createLru = <Value>(limit: number): Lru<Value> => {
  const entries = new Map<string, { value: Value; bytes: number; used: boolean }>()
  let weight = 0
  const remove = (key: string): void => {
    weight -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }
  return {
    get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      entry.used = true
      return entry.value
    },
    set(key, value, bytes) {
      remove(key)
      if (bytes > limit) return
      weight += bytes
      // A Map keeps insertion order, and goes on with what is put at its end meanwhile.
      for (const [oldest, entry] of entries) {
        if (weight <= limit) break
        entries.delete(oldest)
        if (entry.used) entries.set(oldest, Object.assign(entry, { used: false }))
        else weight -= entry.bytes
      }
      entries.set(key, { value, bytes, used: false })
    },
  }
}
