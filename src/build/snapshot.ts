import { catalogueKey, indexKey, isHeadKey } from '../revision/keys.ts'

/** Whether a publish may change what stands under a key. */
const isMutable = (key: string): boolean => key === catalogueKey || key === indexKey || isHeadKey(key)

/**
 * Parts a snapshot in what the Worker's bundle holds, where null stands for what does not go there, and what lies beside
 * it: what never changes, which is nearly all, so that the Worker is as small, and starts as fast, with every letter.
 */
export const splitSnapshot = (
  snapshot: Readonly<Record<string, string>>,
): { bundled: Record<string, string | null>; beside: [key: string, value: string][] } => {
  const pairs = Object.entries(snapshot)
  return {
    bundled: Object.fromEntries(pairs.map(([key, value]) => [key, isMutable(key) ? value : null])),
    beside: pairs.filter(([key]) => !isMutable(key)),
  }
}
