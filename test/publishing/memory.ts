/** Publishing in memory, with a store that can be stopped at any write; the reader is the Worker's own. */
import type { SignedLetter } from '../../src/letter/schema.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import type { Kv, PairToPut } from '../../src/publishing/kv.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { readLive } from '../../src/publishing/live.ts'
import { type Plan, type PlanOptions, planOf } from '../../src/publishing/plan.ts'
import { type PublishOptions, publishPlans } from '../../src/publishing/publish.ts'
import { catalogueKey, headKey } from '../../src/revision/keys.ts'
import { Catalogue, Head } from '../../src/revision/layout.ts'
import { readNow } from '../reader.ts'

export class Killed extends Error {}

/** @param stored what it begins with, of which it takes a copy */
export const createMemory = (stored: Iterable<[string, PairToPut]> = []) => {
  const pairs = new Map(stored)
  const kv = createMapKv(pairs)
  const value = (key: string) => pairs.get(key)?.value
  return {
    kv,
    pairs,
    value,

    /** The same store, for one who is killed when exactly `writes` pairs have been written, or deleted. */
    killedAfter: (writes: number): Kv => {
      let left = writes
      const spend = () => {
        if (left === 0) throw new Killed()
        left--
      }
      return {
        ...kv,
        async put(added, onWritten) {
          for await (const pair of added) {
            spend()
            await kv.put([pair], onWritten)
          }
        },
        async delete(keys) {
          for (const key of keys) {
            spend()
            await kv.delete([key])
          }
        },
      }
    },

    read: (slug: string) => {
      const get = async (keys: string | string[]) =>
        Array.isArray(keys) ? new Map(keys.map((key) => [key, value(key) ?? null])) : (value(keys) ?? null)
      return readNow({ get } as never, slug)
    },
    head: (slug: string) => Head.parse(JSON.parse(value(headKey(slug)) ?? '')),
    listed: (slug: string) =>
      Catalogue.parse(JSON.parse(value(catalogueKey) ?? '[]')).find((entry) => entry.slug === slug),
  }
}

/** What publishing letters comes to, as it is decided now. */
export const planIn = async (
  kv: Kv,
  letters: SignedLetter[],
  options: PlanOptions = {},
): Promise<{ live: Awaited<ReturnType<typeof readLive>>; plans: Plan[] }> => {
  const live = await readLive(
    kv,
    letters.map(({ slug }) => slug),
  )
  const plans = await Promise.all(
    letters.map(async (letter) => {
      const compiled = await compileWhole(letter)
      const source = createMapKv(new Map(compiled.pairs.map((pair) => [pair.key, pair])))
      return planOf(live, compiled.compiled, source, options)
    }),
  )
  return { live, plans }
}

/** Publishes, also where a publish before was killed. */
export const publishIn = async (
  kv: Kv,
  letters: SignedLetter[],
  options: PlanOptions & PublishOptions = {},
): Promise<Plan[]> => {
  const { live, plans } = await planIn(kv, letters, options)
  await publishPlans(kv, live, plans, { takeOver: true, ...options })
  return plans
}
