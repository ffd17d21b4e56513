/** What is mutable of a letter: its head, and its line in the catalogue. */
import type { Signing } from '../letter/signing.ts'
import type { CatalogueEntry, Head, Pictures, Publication } from '../revision/layout.ts'
import { publicationHash } from './chain.ts'
import type { Compiled } from './compile.ts'
import { type History, historyOf } from './history.ts'

/** What a publisher adds to a publication: why, who they are, a signature, and what it is made of. */
type Said = Partial<Pick<Publication, 'note' | 'by' | 'signature' | 'first' | 'signons' | 'base'>>

/**
 * The head that makes a revision the current one. `published` is an ISO instant; the history is the one that it
 * continues, with room for one more.
 * @param pictures those of this revision; those of another do not come along
 */
export const nextHead = (
  { letter, revision }: Compiled,
  published: string,
  continued: History = { history: [] },
  said: Said = {},
  pictures?: Pictures,
): Head => {
  const { history, ...others } = historyOf(continued)
  const [before] = history
  const previous = before && { previous: publicationHash(before) }
  return {
    slug: letter.slug,
    published,
    revision,
    history: [{ revision: revision.id, published, count: revision.count, ...said, ...previous }, ...history],
    ...others,
    ...(pictures && { pictures }),
  }
}

/**
 * When a publication is said to have happened: now, as an ISO instant, but in a later second than the one before, as it
 * was said by a clock that may have been ahead. `Last-Modified` has whole seconds, and must never stay or go back.
 */
export const nextInstant = (before: string | undefined, now: number = Date.now()): string => {
  const last = Date.parse(before ?? '')
  const next = Number.isNaN(last) ? now : Math.max(now, (Math.floor(last / 1000) + 1) * 1000)
  return new Date(next).toISOString()
}

/** The letter's line in the catalogue, in the words of its original language. */
export const catalogueEntry = (
  { letter, revision }: Compiled,
  { published, retired, signing }: Pick<Head, 'published' | 'retired'> & { signing?: Signing | undefined },
): CatalogueEntry => {
  const [original] = letter.translations
  return {
    slug: letter.slug,
    title: original.title,
    date: letter.date,
    addressee: original.addressee,
    ...(original.context !== undefined && { context: original.context }),
    languages: revision.languages,
    count: revision.count,
    revision: revision.id,
    published,
    ...(signing && { signing: true as const }),
    ...(retired && { unlisted: 'retired' as const }),
  }
}
