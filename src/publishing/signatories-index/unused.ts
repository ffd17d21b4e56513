import { indexPartKey } from '../../revision/keys.ts'
import type { SignatoriesIndex } from '../../revision/layout.ts'
import { unusedParts } from '../derived-parts.ts'
import type { Kv } from '../kv.ts'
import { indexPartKeys } from './sync.ts'

/**
 * The keys of what was a part of the index of all letters, and was written until `until`, if that is said.
 *
 * @param index as it is
 * @param before as it was: a list may be late, and not show what was written a moment ago
 */
export const unusedIndexKeys = (
  kv: Pick<Kv, 'list'>,
  index: SignatoriesIndex | undefined,
  { before, until }: { before?: SignatoriesIndex | undefined; until?: Date } = {},
): Promise<string[]> =>
  unusedParts(kv, indexPartKey(''), indexPartKeys(index), { until, before: indexPartKeys(before) })
