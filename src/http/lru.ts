export type Lru<Value> = {
  get: (key: string) => Value | undefined
  set: (key: string, value: Value, bytes: number) => void
}

/**
 * A map that forgets what was used longest ago once its values weigh more than `limit` bytes. A value heavier than the
 * whole limit is not kept.
 */
export const createLru = <Value>(limit: number): Lru<Value> => {
  const entries = new Map<string, { value: Value; bytes: number }>()
  let weight = 0
  const remove = (key: string): void => {
    weight -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }
  return {
    get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      // A Map keeps insertion order: the last one in is the last one used.
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, bytes) {
      remove(key)
      if (bytes > limit) return
      entries.set(key, { value, bytes })
      weight += bytes
      for (const oldest of entries.keys()) {
        if (weight <= limit) break
        remove(oldest)
      }
    },
  }
}
