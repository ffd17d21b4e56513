import { createMapKv } from './kv-map.ts'
import type { PairStore } from './plan.ts'

/** What is added, in memory. */
export const createMemoryStore = (): PairStore => {
  const pairs = new Map<string, { key: string; value: string }>()
  return { get: createMapKv(pairs).get, add: (pair) => pairs.set(pair.key, pair) }
}
