/** What stands in the place of revisions from which somebody was erased. */
import { decode } from '../revision/decode.ts'
import { revisionKey } from '../revision/keys.ts'
import { Tombstone } from '../revision/layout.ts'
import { StoreError } from '../revision/store-error.ts'
import type { Kv } from './kv.ts'

/** The successor that a value names; undefined where it is no tombstone. */
export const successorIn = (key: string, value: string): string | undefined => {
  try {
    return decode(Tombstone, key, value).successor
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}

/** Where tombstones lead from a revision on: itself, where there is none of it. Each has one signatory less, so they end. */
export const lastSuccessor = (id: string, successors: ReadonlyMap<string, string>): string => {
  let last = id
  for (let next = successors.get(id); next !== undefined; next = successors.get(last)) last = next
  return last
}

/** The successor of the erased revisions whose ids begin so, where they have one. */
export const findSuccessor = async (kv: Kv, slug: string, asked: string): Promise<string | undefined> => {
  const keys = await Array.fromAsync(kv.list(revisionKey(slug, asked.toLowerCase())), ({ key }) => key)
  const found = new Set<string | undefined>()
  for await (const { key, value } of kv.get(keys)) found.add(successorIn(key, value))
  return found.size === 1 ? [...found][0] : undefined
}
