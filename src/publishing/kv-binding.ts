/** KV through a Worker's binding. Runs in workerd, without Node's modules. */
import { getTogether } from './get-together.ts'
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
  const read = (keys: readonly string[]) =>
    retry(() => namespace.get([...keys], { type: 'text', cacheTtl: CACHE_TTL }))

  return {
    consistent: false,
    async *get(keys) {
      for (let at = 0; at < keys.length; at += MAX_KEYS_PER_GET)
        yield* getTogether(keys.slice(at, at + MAX_KEYS_PER_GET), read)
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
