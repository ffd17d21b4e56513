import type { Kv } from './kv.ts'

/** Those of a letter's keys that the store does not list. It is not looked what their values are. */
export const missingKeys = async (
  kv: Pick<Kv, 'list'>,
  slug: string,
  keys: readonly string[],
): Promise<string[]> => {
  const listed = new Set<string>()
  for await (const { key } of kv.list(`letter/${slug}/`)) listed.add(key)
  return keys.filter((key) => !listed.has(key))
}
