import type * as z from 'zod/mini'
import { decodePart } from '../revision/decode.ts'
import { partKey } from '../revision/keys.ts'
import { StoreError } from '../revision/store-error.ts'

/** Gives the value of a key of KV, or nothing where there is none. */
export type ReadValue = (key: string) => Promise<string | null | undefined>

export type ReadPart = <Schema extends z.ZodMiniType>(
  schema: Schema,
  name: string,
) => Promise<z.infer<Schema>>

/** How many parts are remembered: who puts entries into one looks at it, and at those beside it, more than once. */
const REMEMBERED = 4

/**
 * Reads a letter's parts, each checked against its name. Those read last are remembered; each is read with one schema.
 *
 * @throws StoreError where a part is missing or corrupt
 */
export const createPartReader = (slug: string, read: ReadValue): ReadPart => {
  const parts = new Map<string, Promise<unknown>>()
  const readPart: ReadPart = async (schema, name) => {
    const key = partKey(slug, name)
    const value = await read(key)
    if (value === null || value === undefined) throw new StoreError(key, 'missing')
    return decodePart(schema, key, value)
  }
  return <Schema extends z.ZodMiniType>(schema: Schema, name: string) => {
    const part = (parts.get(name) ?? readPart(schema, name)) as Promise<z.infer<Schema>>
    parts.delete(name)
    parts.set(name, part)
    const [oldest] = parts.keys()
    if (parts.size > REMEMBERED && oldest !== undefined) parts.delete(oldest)
    return part
  }
}
