import type { Representation } from '../respond.ts'
import type { CurrentLetter, FoundLetter } from '../store/store.ts'

/** What the representations of a letter's current revision have in common. */
export const currentMeta = ({ slug, head, source }: CurrentLetter) =>
  ({
    validator: head.revision.id,
    published: head.published,
    freshness: source === 'kv' ? 'current' : 'fallback',
    tags: ['letters', `letter:${slug}`],
  }) satisfies Partial<Representation>

/** What the representations of one named revision have in common. */
export const revisionMeta = ({ slug, revision }: FoundLetter) =>
  ({
    validator: revision.id,
    freshness: 'pinned',
    tags: ['letters', `letter:${slug}`],
  }) satisfies Partial<Representation>

/** The language that a letter was written in. */
export const originalLanguage = ({ revision }: Pick<FoundLetter, 'revision'>): string => revision.languages[0]
