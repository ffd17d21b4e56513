/**
 * The port to the key-value store that letters are published to. `kv-binding.ts` is a Worker's own
 * namespace and that of `wrangler dev` (`src/cli/kv-local.ts`), `src/cli/kv-remote.ts` asks Cloudflare's API for a
 * deployed one, `kv-map.ts` is a `Map`; test/publishing/kv-contract.ts holds all three to
 * what is said here.
 */
import { utf8Length } from '../letter/utf8.ts'
import type { Pair } from '../revision/layout.ts'

/** What is kept beside a value, and shown by a list: when a publish wrote it, as an ISO instant; and whether it was the sign-on Worker, which deletes nothing else. */
export type Metadata = { written: string; by?: 'sign-on' }
export type PairToPut = Pair & { metadata?: Metadata }
export type ListedKey = { key: string; metadata?: Metadata }

export type Kv = {
  /** The pairs of some keys, in the order of `keys`; a key that the store does not hold is left out. */
  get: (keys: readonly string[]) => AsyncIterable<Pair>
  /**
   * Writes pairs, several at a time. When it returns, all are written; when it throws, some of them may be. To write a
   * pair again does no harm. `onWritten` is told how many more have been written.
   *
   * @throws RangeError where a value is larger than `MAX_VALUE_BYTES`
   */
  put: (
    pairs: AsyncIterable<PairToPut> | Iterable<PairToPut>,
    onWritten?: (count: number) => void,
  ) => Promise<void>
  /** All keys that begin with `prefix`, in the order of their UTF-8 bytes. */
  list: (prefix: string) => AsyncIterable<ListedKey>
  /** Deletes keys; one that the store does not hold is no error. */
  delete: (keys: readonly string[]) => Promise<void>
  /** Whether `get` shows at once what `put` wrote. In Cloudflare's network that may take a minute. */
  consistent: boolean
}

/** A call reads at most this many keys (https://developers.cloudflare.com/kv/api/read-key-value-pairs/). */
export const MAX_KEYS_PER_GET = 100
/** A value's largest size in bytes (https://developers.cloudflare.com/kv/platform/limits/). */
export const MAX_VALUE_BYTES = 25 * 1024 * 1024

/** @throws RangeError where KV would not take the value */
export const assertFits = ({ key, value }: Pair): void => {
  // No character takes more than three bytes, so nearly always there is nothing to count.
  if (value.length * 3 <= MAX_VALUE_BYTES) return
  const bytes = utf8Length(value)
  if (bytes > MAX_VALUE_BYTES)
    throw new RangeError(`${key} takes ${bytes} bytes, and KV holds values of at most ${MAX_VALUE_BYTES}`)
}

/** What metadata says, wherever it comes from; undefined where no publish wrote it. */
export const readMetadata = (value: unknown): Metadata | undefined => {
  const { written, by } = (value ?? {}) as { written?: unknown; by?: unknown }
  if (typeof written !== 'string') return undefined
  return { written, ...(by === 'sign-on' && { by }) }
}

/** The values of some keys; a key that the store does not hold is left out. */
export const getValues = async (
  kv: Pick<Kv, 'get'>,
  keys: readonly string[],
): Promise<Map<string, string>> => {
  const values = new Map<string, string>()
  for await (const { key, value } of kv.get(keys)) values.set(key, value)
  return values
}
