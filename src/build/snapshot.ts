import { indexPartKey, isHeadKey, partKey } from '../revision/keys.ts'
import { type Head, splitNames } from '../revision/layout.ts'

const indexParts = ({ slug, revision }: Head): string[] =>
  [revision.index, revision.known_for].flatMap((index) =>
    splitNames(index?.names ?? '').map((name) => partKey(slug, name)),
  )

/**
 * Parts a snapshot in what the Worker's bundle holds, where null stands for what does not go there, and what lies beside
 * it: what only a search reads, which is most of it, so that no other answer waits until that is loaded.
 */
export const splitSnapshot = (
  snapshot: Readonly<Record<string, string>>,
): { bundled: Record<string, string | null>; beside: Record<string, string> } => {
  const heads = Object.entries(snapshot).filter(([key]) => isHeadKey(key))
  const indexes = new Set(heads.flatMap(([, json]) => indexParts(JSON.parse(json))))
  const bundled: Record<string, string | null> = {}
  const beside: Record<string, string> = {}
  for (const [key, value] of Object.entries(snapshot)) {
    const isBeside = indexes.has(key) || key.startsWith(indexPartKey(''))
    bundled[key] = isBeside ? null : value
    if (isBeside) beside[key] = value
  }
  return { bundled, beside }
}
