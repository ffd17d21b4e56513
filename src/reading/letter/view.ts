import { MAX_LIMIT } from '../../embed/options.ts'
import type { Letter, Signatory, Translation } from '../../letter/schema.ts'
import type { Signing } from '../../letter/signing.ts'
import { addresses } from '../../page/addresses.ts'
import { type SignedBy, signedBy } from '../../page/messages.ts'
import type { EarlierText, Head, Pictures } from '../../revision/layout.ts'
import { byDay, type Day } from '../counts/by-day.ts'
import type { OpenLetter } from '../store/open-revision.ts'

/** As many signatories as a citation names. */
export const MAX_AUTHORS = 10

export type Growth = { counts: Day[]; unknown: number }

/** What is shown of a letter, in whatever form: one revision in one language, and some of those who signed it. */
export type LetterView = {
  /** `https://host`, with no slash at its end. */
  origin: string
  letter: Letter
  translation: Translation
  /** The translation's words in Markdown. */
  markdown: string
  /** `id`: 64 hexadecimal digits. `published`: ISO 8601 instant; left out where it never was. */
  revision: { id: string; published?: string | undefined }
  /** How many signatories the letter has. */
  count: number
  /** What they are called together. */
  by: SignedBy
  /** The position in the letter, from 1, of the first of those shown. */
  first: number
  signatories: Signatory[]
  /** The place of each of them in the letter, from 1, among all who ever signed. */
  positions: number[]
  /** Those whom a citation names: the letter's first, whichever are shown. */
  authors: Signatory[]
  /** Absolute URL of a picture of it. */
  preview?: string | undefined
  /** Where the public signs it, while it can, until when, and how many are hoped for. */
  sign?: string | undefined
  signing?: Pick<Signing, 'closes' | 'goal'> | undefined
  /** How their number grew, where it did. */
  growth?: Growth | undefined
  /** How many signed which earlier revision's text. */
  earlier?: EarlierText[] | undefined
  /** Absolute URL of the page that shows those who follow. */
  next?: string
  /** Where a page of one revision stands in the letter's history. Left out on the letter's own page. */
  standing?: 'current' | 'superseded'
}

type Selection = {
  origin: string
  language: string
  /** When the revision was published, an ISO instant. */
  published?: string | undefined
  /** Those of the revision, where it is the current one. */
  pictures?: Pictures | undefined
  /** What was published lately, where it is to be shown how the number grew. */
  history?: Head['history'] | undefined
  /** The place of the first signatory in the list, from 0. */
  from?: number
  /** How many signatories at most; as many as one answer holds unless it is said. */
  limit?: number
}

/** Reads what is shown of a revision. */
export const letterView = async (
  open: OpenLetter,
  { origin, language, published, pictures, history, from = 0, limit = MAX_LIMIT }: Selection,
): Promise<LetterView> => {
  const { slug, revision } = open
  const [{ letter, markdown, counts }, { signatories, next }, first] = await Promise.all([
    open.letter(),
    open.list('letter', { status: 'active' }, [from], limit),
    from === 0 ? undefined : open.signatories(0, MAX_AUTHORS),
  ])
  const shown = signatories.map(({ signatory }) => signatory)
  const index = letter.translations.findIndex((each) => each.language === language)
  const translation = letter.translations[index]
  if (!translation) throw new TypeError(`revision ${revision.id} has no words in ${language}`)
  const at = addresses(origin, slug)
  const growth = history && byDay(counts, revision.count, history)
  const drawn = pictures?.drawn.find((each) => each.language === language)
  return {
    origin,
    letter,
    translation,
    markdown: markdown[index] ?? '',
    revision: { id: revision.id, published },
    count: revision.count,
    by: signedBy(counts.type, revision.count),
    growth: growth && growth.counts.length > 1 ? growth : undefined,
    first: from + 1,
    signatories: shown,
    positions: signatories.map(({ position }) => position),
    authors: first ?? shown.slice(0, MAX_AUTHORS),
    preview: drawn && at.preview(drawn.preview),
    ...(next && { next: `${at.pageIn(language, letter)}?cursor=${revision.id}.${next.join('-')}` }),
  }
}
