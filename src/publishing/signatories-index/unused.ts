import { indexPartKey } from '../../revision/keys.ts'
import type { SignatoriesIndex } from '../../revision/layout.ts'
import type { Kv, ListedKey } from '../kv.ts'
import { indexPartKeys } from './sync.ts'

/**
 * The keys of what was a part of the index of all letters.
 *
 * @param index as it is
 * @param before as it was: a list may be late, and not show what was written a moment ago
 */
export const unusedIndexKeys = async (
  kv: Pick<Kv, 'list'>,
  index: SignatoriesIndex | undefined,
  {
    before,
    isOld = () => true,
  }: { before?: SignatoriesIndex | undefined; isOld?: (key: ListedKey) => boolean } = {},
): Promise<string[]> => {
  const unused = new Set(indexPartKeys(before))
  for await (const listed of kv.list(indexPartKey(''))) if (isOld(listed)) unused.add(listed.key)
  for (const key of indexPartKeys(index)) unused.delete(key)
  return [...unused]
}
