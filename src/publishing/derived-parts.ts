/** The parts of what is derived from the letters and stands beside their list: the index of words, and that of signatories. */
import type * as z from 'zod/mini'
import { decodePart } from '../revision/decode.ts'
import { StoreError } from '../revision/store-error.ts'
import { getValues, type Kv, MAX_KEYS_PER_GET } from './kv.ts'

/** What `read` gives, or undefined where the store does not have that whole. */
export const unlessBroken = async <Value>(read: () => Promise<Value> | Value): Promise<Value | undefined> => {
  try {
    return await read()
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}

/**
 * The keys of parts that are not used: of those that are stored under a prefix, what was written until `until`, and those
 * that were used `before`, for a list of keys may be late.
 */
export const unusedParts = async (
  kv: Pick<Kv, 'list'>,
  prefix: string,
  used: readonly string[],
  { until, before = [] }: { until?: Date | undefined; before?: readonly string[] } = {},
): Promise<string[]> => {
  const unused = new Set(before)
  for await (const { key, metadata } of kv.list(prefix))
    if (until === undefined || metadata === undefined || Date.parse(metadata.written) <= until.getTime())
      unused.add(key)
  for (const key of used) unused.delete(key)
  return [...unused]
}

/** What is wrong with parts, as `key: why`. */
export const partFaults = async (
  kv: Pick<Kv, 'get'>,
  keys: readonly string[],
  schema: z.ZodMiniType,
): Promise<string[]> => {
  const faults: string[] = []
  for (let at = 0; at < keys.length; at += MAX_KEYS_PER_GET) {
    const some = keys.slice(at, at + MAX_KEYS_PER_GET)
    const values = await getValues(kv, some)
    for (const key of some) {
      try {
        const value = values.get(key)
        if (value === undefined) throw new StoreError(key, 'missing')
        await decodePart(schema, key, value)
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        faults.push(error.message)
      }
    }
  }
  return faults
}
