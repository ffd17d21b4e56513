/** Erasing in memory. */

import { erase } from '../../../src/publishing/erase/erase.ts'
import { type Erasure, type ErasureOptions, planErasure } from '../../../src/publishing/erase/plan.ts'
import type { Kv, PairToPut } from '../../../src/publishing/kv.ts'
import { createMapKv } from '../../../src/publishing/kv-map.ts'
import { readLive } from '../../../src/publishing/live.ts'
import type { Signature } from '../../../src/revision/layout.ts'
import type { createMemory } from '../memory.ts'

export const SLUG = 'a-letter'

/** Plans with one store and does with another, which may be one that is killed. */
export const eraseIn = async (
  kv: Kv,
  id: string,
  options: ErasureOptions & { through?: Kv } = {},
): Promise<Erasure> => {
  const live = await readLive(kv, [SLUG])
  const pairs = new Map<string, PairToPut>()
  const store = { ...createMapKv(pairs), add: (pair: PairToPut) => void pairs.set(pair.key, pair) }
  const erasure = await planErasure(kv, live, SLUG, id, store, options)
  await erase(options.through ?? kv, live, erasure, store, { takeOver: true })
  return erasure
}

/** Every key and value that has any of these words in it. */
export const having = ({ pairs }: ReturnType<typeof createMemory>, ...words: string[]): string[] =>
  [...pairs.values()]
    .filter((pair) => words.some((word) => JSON.stringify(pair).includes(word)))
    .map(({ key }) => key)

export const signature = (revision: string): Signature => ({
  key: 'k'.repeat(43),
  value: revision.slice(0, 43).repeat(2),
})
