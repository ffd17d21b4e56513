/** Whether the store holds what was written to it: KV's bulk call may answer success and leave keys out. */
import { StoreLoss } from './errors.ts'
import { getValues, type Kv, MAX_KEYS_PER_GET, type PairToPut } from './kv.ts'
import { pausesOf } from './pauses.ts'
import type { PairSource } from './plan.ts'
import { sleep } from './sleep.ts'

/** Of more keys than this, so many are read back, evenly spread. */
export const MAX_READ_BACK = 1_000

const sampleOf = (keys: readonly string[]): string[] =>
  keys.length <= MAX_READ_BACK
    ? [...keys]
    : Array.from(
        { length: MAX_READ_BACK },
        (_, n) => keys[Math.floor((n * keys.length) / MAX_READ_BACK)] ?? '',
      )

/**
 * The keys whose values in the store are not those that they should be.
 *
 * @param onRead is told how many have been compared
 */
export const wrongKeys = async (
  kv: Pick<Kv, 'get'>,
  written: PairSource,
  keys: readonly string[],
  onRead: (count: number) => void = () => {},
): Promise<string[]> => {
  const wrong: string[] = []
  for (let at = 0; at < keys.length; at += MAX_KEYS_PER_GET) {
    const some = keys.slice(at, at + MAX_KEYS_PER_GET)
    const stored = await getValues(kv, some)
    for await (const { key, value } of written.get(some)) if (stored.get(key) !== value) wrong.push(key)
    onRead(at + some.length)
  }
  return wrong
}

/** As `wrongKeys`, after as long as a right write may take to be seen. */
const stillWrong = async (kv: Kv, written: PairSource, keys: readonly string[]): Promise<string[]> => {
  let wrong = [...keys]
  for (const pause of pausesOf(kv)) {
    if (pause > 0) await sleep(pause)
    wrong = await wrongKeys(kv, written, wrong)
    if (wrong.length === 0) break
  }
  return wrong
}

/**
 * Reads back what was written, all of it or a sample, and writes once more what is not there.
 *
 * @param written what the values must be, by key
 * @param metadata of what is written again
 * @throws StoreLoss where the store does not keep it
 */
export const readBack = async (
  kv: Kv,
  written: PairSource,
  keys: readonly string[],
  metadata: PairToPut['metadata'],
): Promise<void> => {
  const lost = await stillWrong(kv, written, sampleOf(keys))
  if (lost.length === 0) return
  // Where some of a sample are lost, others may be, too.
  const again = keys.length > MAX_READ_BACK ? keys : lost
  await kv.put(
    (async function* () {
      for await (const pair of written.get(again)) yield { ...pair, ...(metadata && { metadata }) }
    })(),
  )
  const wrong = await stillWrong(kv, written, lost)
  if (wrong[0] !== undefined) throw new StoreLoss(wrong)
}
