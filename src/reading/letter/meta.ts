import type { Representation } from '../respond.ts'
import type { OpenLetter } from '../store/open-revision.ts'
import type { CurrentLetter } from '../store/store.ts'

/** What the representations of a letter's current revision have in common. */
export const currentMeta = ({ slug, head, source }: CurrentLetter) =>
  ({
    validator: head.revision.id,
    published: head.published,
    freshness: source === 'kv' ? 'current' : 'fallback',
    tags: ['letters', `letter:${slug}`],
  }) satisfies Partial<Representation>

/** What the representations of one named revision have in common. */
export const revisionMeta = ({ slug, revision }: OpenLetter) =>
  ({
    validator: revision.id,
    freshness: 'pinned',
    tags: ['letters', `letter:${slug}`],
  }) satisfies Partial<Representation>

/** The language that a letter was written in. */
export const originalLanguage = ({ revision }: OpenLetter): string => revision.languages[0]
