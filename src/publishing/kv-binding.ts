/** KV through a Worker's binding. Runs in workerd, without Node's modules. */
import type { Pair } from '../revision/layout.ts'
import { assertFits, type Kv, MAX_KEYS_PER_GET, type PairToPut, readMetadata } from './kv.ts'
import { withRetries } from './retry.ts'

/** A Worker has at most six connections open at once (https://developers.cloudflare.com/workers/platform/limits/). */
const MAX_CONNECTIONS = 6
/** Seconds that a location may keep what it read: the least that KV allows. */
const CACHE_TTL = 30

/** Does `work` for each item, six at a time, in their order. */
const forEach = async <Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < MAX_CONNECTIONS) continue
    await Promise.all(batch.map(work))
    batch = []
  }
  await Promise.all(batch.map(work))
}

/**
 * A store over a Worker's namespace. What it reads may be as old as `CACHE_TTL` even where it has written since. One
 * run of a Worker may make 1,000 calls: a value written or deleted is one, so are 100 keys that are read, and 1,000
 * that are listed.
 */
export const createBindingKv = (namespace: KVNamespace, retry = withRetries): Kv => {
  /** The pairs of at most 100 keys. */
  async function* getTogether(keys: readonly string[]): AsyncGenerator<Pair> {
    let values: Map<string, string | null>
    try {
      values = await retry(() => namespace.get([...keys], { type: 'text', cacheTtl: CACHE_TTL }))
    } catch (error) {
      // All values of a call together may take 25 MiB.
      if (keys.length === 1 || !/\b413\b/.test(String(error))) throw error
      yield* getTogether(keys.slice(0, keys.length >> 1))
      yield* getTogether(keys.slice(keys.length >> 1))
      return
    }
    for (const key of keys) {
      const value = values.get(key)
      if (typeof value === 'string') yield { key, value }
    }
  }

  return {
    consistent: false,
    async *get(keys) {
      for (let at = 0; at < keys.length; at += MAX_KEYS_PER_GET)
        yield* getTogether(keys.slice(at, at + MAX_KEYS_PER_GET))
    },
    put: (pairs, onWritten = () => {}) =>
      forEach(pairs, async ({ key, value, metadata }: PairToPut) => {
        assertFits({ key, value })
        await retry(() => namespace.put(key, value, metadata && { metadata }))
        onWritten(1)
      }),
    async *list(prefix) {
      for (let cursor: string | null = null, complete = false; !complete; ) {
        const page: KVNamespaceListResult<unknown> = await retry(() => namespace.list({ prefix, cursor }))
        for (const { name: key, metadata } of page.keys) {
          const known = readMetadata(metadata)
          yield known === undefined ? { key } : { key, metadata: known }
        }
        complete = page.list_complete
        cursor = page.list_complete ? null : page.cursor
      }
    },
    delete: (keys) => forEach(keys, (key) => retry(() => namespace.delete(key))),
  }
}
