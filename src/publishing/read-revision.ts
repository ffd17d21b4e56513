import { decodeRecord } from '../revision/decode.ts'
import { revisionKey } from '../revision/keys.ts'
import type { Revision } from '../revision/layout.ts'
import { StoreError } from '../revision/store-error.ts'
import { getValues, type Kv } from './kv.ts'

/** A revision by its id; where somebody was erased from it, what took its place. @throws StoreError */
export const readRevision = async (kv: Pick<Kv, 'get'>, slug: string, id: string): Promise<Revision> => {
  const seen = new Set<string>()
  for (let next = id; !seen.has(next); ) {
    seen.add(next)
    const key = revisionKey(slug, next)
    const value = (await getValues(kv, [key])).get(key)
    if (value === undefined) throw new StoreError(key, 'missing')
    const record = decodeRecord(key, value)
    if (!('successor' in record)) return record
    next = record.successor
  }
  throw new StoreError(revisionKey(slug, id), 'leads to itself')
}
