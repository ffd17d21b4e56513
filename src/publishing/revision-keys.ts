import { partKey, revisionKey } from '../revision/keys.ts'
import { partNames, type Revision } from '../revision/layout.ts'

/** The keys of everything that a revision consists of, each once; its own record is the last. */
export const revisionKeys = (slug: string, revision: Revision): string[] => [
  ...new Set(partNames(revision).map((name) => partKey(slug, name))),
  revisionKey(slug, revision.id),
]
