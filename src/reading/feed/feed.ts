/** A feed, whatever it is of and in whichever form. */
import type { Publication } from '../../revision/layout.ts'

/** As many entries as a feed holds, the newest. */
export const MAX_ENTRIES = 50

export type FeedEntry = {
  id: string
  url: string
  title: string
  /** Of the title, where it is not the feed's. */
  language?: string
  /** In English. */
  text: string
  /** An ISO instant. */
  published: string
}

export type Feed = {
  title: string
  /** BCP 47. */
  language: string
  /** Where it is found itself, by the ending of its form. */
  self: (extension: 'atom' | 'json') => string
  /** Who hands on what is new in it. */
  hub: string | undefined
  /** The page that it is of. */
  page: string
  author: string
  /** Where the letter is signed, while it can be. */
  sign?: string | undefined
  /** When it changed last, where it has no entry. */
  begun: string
  /** The newest first. */
  entries: FeedEntry[]
}

export const countText = (count: number): string => `${count} ${count === 1 ? 'signatory' : 'signatories'}`

/** A tag URI (RFC 4151) of a publication: a revision may be published again, so its address would not do. */
export const entryId = (
  origin: string,
  { slug, date }: { slug: string; date: string },
  { revision, published }: Pick<Publication, 'revision' | 'published'>,
): string => `tag:${new URL(origin).hostname},${date}:${slug}/${revision}/${published}`
