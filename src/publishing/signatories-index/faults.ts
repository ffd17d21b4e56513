import { decodePart } from '../../revision/decode.ts'
import { indexKey } from '../../revision/keys.ts'
import { type CatalogueEntry, IndexPart } from '../../revision/layout.ts'
import { StoreError } from '../../revision/store-error.ts'
import { getValues, type Kv, MAX_KEYS_PER_GET } from '../kv.ts'
import { indexPartKeys, isInStep, readIndex } from './sync.ts'

/**
 * What is wrong with the index of all letters as it is stored, as `key: why`; nothing where there is none, as before it was
 * first written.
 *
 * @param value of `signatories`
 */
export const indexFaults = async (
  kv: Pick<Kv, 'get'>,
  value: string | undefined,
  catalogue: readonly CatalogueEntry[],
): Promise<string[]> => {
  if (value === undefined) return []
  const index = readIndex(value)
  if (index === undefined) return [`${indexKey}: cannot be read`]
  const faults = isInStep(index, catalogue) ? [] : [`${indexKey}: is not of the list of letters`]
  const keys = indexPartKeys(index)
  for (let at = 0; at < keys.length; at += MAX_KEYS_PER_GET) {
    const some = keys.slice(at, at + MAX_KEYS_PER_GET)
    const values = await getValues(kv, some)
    for (const key of some) {
      try {
        const part = values.get(key)
        if (part === undefined) throw new StoreError(key, 'missing')
        await decodePart(IndexPart, key, part)
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        faults.push(error.message)
      }
    }
  }
  return faults
}
