import { indexKey } from '../../revision/keys.ts'
import { type CatalogueEntry, IndexPart } from '../../revision/layout.ts'
import { partFaults } from '../derived-parts.ts'
import type { Kv } from '../kv.ts'
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
  return [...faults, ...(await partFaults(kv, indexPartKeys(index), IndexPart))]
}
