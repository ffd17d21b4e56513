/** Pairs on their way into KV. */
import { partKey, partName } from '../revision/keys.ts'
import type { Pair } from '../revision/layout.ts'

/** The pair of a part, and the part's name. */
export const partOf = async (slug: string, value: string): Promise<{ name: string; pair: Pair }> => {
  const name = await partName(value)
  return { name, pair: { key: partKey(slug, name), value } }
}

/** Passes each pair on once: of a small letter, the list may also be the list by name, and the one bucket of ids. */
export async function* once<Result>(
  pairs: AsyncGenerator<Pair, Result>,
  known: Iterable<string> = [],
): AsyncGenerator<Pair, Result> {
  const keys = new Set(known)
  for (;;) {
    const step = await pairs.next()
    if (step.done) return step.value
    if (!keys.has(step.value.key)) yield step.value
    keys.add(step.value.key)
  }
}

/** Gives each pair to `take`, one at a time, and returns what they add up to. */
export const drain = async <Result>(
  pairs: AsyncGenerator<Pair, Result>,
  take: (pair: Pair) => unknown,
): Promise<Result> => {
  for (;;) {
    const step = await pairs.next()
    if (step.done) return step.value
    await take(step.value)
  }
}
