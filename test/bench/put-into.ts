import type { Pair } from '../../src/revision/layout.ts'

/** Puts values into the KV of `workers/counted.ts`, some at a time. */
export const putInto = async (origin: string, pairs: AsyncIterable<Pair> | Iterable<Pair>): Promise<void> => {
  let puts: Promise<void>[] = []
  for await (const { key, value } of pairs) {
    puts.push(
      fetch(`${origin}/?key=${encodeURIComponent(key)}`, { method: 'POST', body: value }).then((response) => {
        if (!response.ok) throw new Error(`${key} was not stored: ${response.status}`)
      }),
    )
    if (puts.length < 6) continue
    await Promise.all(puts)
    puts = []
  }
  await Promise.all(puts)
}
