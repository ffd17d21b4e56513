import { assertFits, type Kv, type PairToPut } from './kv.ts'

const encoder = new TextEncoder()

/** As KV sorts keys: by their UTF-8 bytes. */
const compareBytes = (one: string, two: string): number => {
  const [a, b] = [encoder.encode(one), encoder.encode(two)]
  const differs = a.findIndex((byte, at) => byte !== b[at])
  return differs < 0 ? a.length - b.length : (a[differs] as number) - (b[differs] ?? -1)
}

/** A store in memory, for tests and simulations: what `pairs` holds, by key. It writes one pair after the other. */
export const createMapKv = (pairs: Map<string, PairToPut> = new Map()): Kv => ({
  consistent: true,
  async *get(keys) {
    for (const key of keys) {
      const pair = pairs.get(key)
      if (pair !== undefined) yield { key, value: pair.value }
    }
  },
  async put(added, onWritten = () => {}) {
    for await (const pair of added) {
      assertFits(pair)
      pairs.set(pair.key, pair)
      onWritten(1)
    }
  },
  async *list(prefix) {
    for (const key of [...pairs.keys()].filter((each) => each.startsWith(prefix)).sort(compareBytes)) {
      const metadata = pairs.get(key)?.metadata
      yield metadata === undefined ? { key } : { key, metadata }
    }
  },
  async delete(keys) {
    for (const key of keys) pairs.delete(key)
  },
})
