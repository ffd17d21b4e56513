import type { Pair } from '../revision/layout.ts'

/**
 * The pairs of keys that one call reads, in the order of `keys`. All values of a call together may take 25 MiB; where
 * they take more, each half is read by itself.
 *
 * @param read gives null or nothing for a key that the store does not hold, and throws an error that names 413
 */
export async function* getTogether(
  keys: readonly string[],
  read: (keys: readonly string[]) => Promise<Map<string, string | null>>,
): AsyncGenerator<Pair> {
  let values: Map<string, string | null>
  try {
    values = await read(keys)
  } catch (error) {
    if (keys.length === 1 || !/\b413\b/.test(String(error))) throw error
    yield* getTogether(keys.slice(0, keys.length >> 1), read)
    yield* getTogether(keys.slice(keys.length >> 1), read)
    return
  }
  for (const key of keys) {
    const value = values.get(key)
    if (typeof value === 'string') yield { key, value }
  }
}
