import { partKey, revisionKey } from '../revision/keys.ts'
import { type Head, partNames, type Revision } from '../revision/layout.ts'

/** The keys of a revision's parts. One may be here twice. */
export const partKeys = (slug: string, revision: Revision): string[] =>
  partNames(revision).map((name) => partKey(slug, name))

/** The keys of everything that a revision consists of, each once; its own record is the last. */
export const revisionKeys = (slug: string, revision: Revision): string[] => [
  ...new Set(partKeys(slug, revision)),
  revisionKey(slug, revision.id),
]

/** The keys of a letter's pictures. */
export const pictureKeys = (slug: string, { pictures }: Pick<Head, 'pictures'>): string[] =>
  (pictures?.drawn ?? []).flatMap(({ preview, badge }) =>
    [preview, ...(badge ? [badge] : [])].map((name) => partKey(slug, name)),
  )
