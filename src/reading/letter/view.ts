import { MAX_LIMIT } from '../../http/query.ts'
import type { Letter, Signatory, Translation } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import type { OpenLetter } from '../store/open-revision.ts'

/** What the page of a letter shows: one translation, one revision, and one page of its signatories. */
export type LetterView = {
  /** `https://host`, with no slash at its end. */
  origin: string
  letter: Letter
  translation: Translation
  /** `id`: 64 hexadecimal digits. `published`: ISO 8601 instant. */
  revision: { id: string; published: string }
  /** How many signatories the letter has, on all pages. */
  total: number
  /** Position in the letter, from 1, of the first signatory on this page. */
  first: number
  signatories: Signatory[]
  /** Where a page of one revision stands in the letter's history. Left out on the letter's own page. */
  standing?: 'current' | 'superseded'
  /** Absolute URL of the next page of signatories. */
  next?: string
}

/**
 * What is shown of a revision in one of its languages, with as many signatories as one answer holds.
 *
 * @param published when the revision was, an ISO instant
 * @param from the place of the first signatory in the list, from 0
 */
export const letterView = async (
  open: OpenLetter,
  language: string,
  published: string,
  origin: string,
  from = 0,
): Promise<LetterView> => {
  const { slug, revision } = open
  const [{ letter }, { signatories, next }] = await Promise.all([
    open.letter(),
    open.list('letter', { status: 'active' }, [from], MAX_LIMIT),
  ])
  const translation = letter.translations.find((each) => each.language === language)
  if (!translation) throw new TypeError(`revision ${revision.id} has no words in ${language}`)
  const page = addresses(origin, slug).pageIn(language, letter)
  return {
    origin,
    letter,
    translation,
    revision: { id: revision.id, published },
    total: revision.count,
    first: from + 1,
    signatories: signatories.map(({ signatory }) => signatory),
    ...(next && { next: `${page}?cursor=${revision.id}.${next.join('-')}` }),
  }
}
