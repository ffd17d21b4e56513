import { decode } from '../revision/decode.ts'
import { revisionKey } from '../revision/keys.ts'
import { Revision } from '../revision/layout.ts'
import { StoreError } from '../revision/store-error.ts'
import { getValues, type Kv } from './kv.ts'

/** A revision by its id, as its record has it. @throws StoreError */
export const readRevision = async (kv: Pick<Kv, 'get'>, slug: string, id: string): Promise<Revision> => {
  const key = revisionKey(slug, id)
  const value = (await getValues(kv, [key])).get(key)
  if (value === undefined) throw new StoreError(key, 'missing')
  return decode(Revision, key, value)
}
