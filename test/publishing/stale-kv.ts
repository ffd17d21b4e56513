/**
 * A store that is late, as KV may be: for a while after a write a reader is shown what stood there before, and not the same
 * from one read to the next. By the clock that the test sets.
 */
import { assertFits, type Kv, type PairToPut } from '../../src/publishing/kv.ts'

/** A write is shown everywhere after this long, in milliseconds. */
export const LAG_MS = 60_000

type Write = { at: number; pair: PairToPut | undefined }

/** @param random from 0 to below 1 */
export const createStaleKv = (random: () => number) => {
  const writes = new Map<string, Write[]>()
  const write = (key: string, pair: PairToPut | undefined) =>
    writes.set(key, [...(writes.get(key) ?? []), { at: Date.now(), pair }])
  const newest = (key: string) => writes.get(key)?.at(-1)?.pair
  const shown = (key: string): PairToPut | undefined => {
    const all = writes.get(key) ?? []
    const surely = all.findLastIndex(({ at }) => at <= Date.now() - LAG_MS)
    const from = Math.max(surely, -1)
    const choice = from + Math.floor(random() * (all.length - from))
    return random() < 0.5 ? newest(key) : all[choice]?.pair
  }
  const kv: Kv = {
    consistent: false,
    async *get(keys) {
      for (const key of keys) {
        const pair = shown(key)
        if (pair) yield { key, value: pair.value }
      }
    },
    async put(pairs, onWritten = () => {}) {
      for await (const pair of pairs) {
        assertFits(pair)
        write(pair.key, pair)
        onWritten(1)
      }
    },
    async *list(prefix) {
      for (const key of [...writes.keys()].filter((each) => each.startsWith(prefix)).sort()) {
        const pair = newest(key)
        if (pair) yield pair.metadata ? { key, metadata: pair.metadata } : { key }
      }
    },
    async delete(keys) {
      for (const key of keys) write(key, undefined)
    },
  }
  return { kv, value: (key: string) => newest(key)?.value }
}
