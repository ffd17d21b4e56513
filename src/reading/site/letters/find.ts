/** Which letters are asked for, and which of them a page has. */
import { wordsOf } from '../../../letter/fold.ts'
import { beginWords } from '../../../letter/search.ts'
import type { Catalogue, CatalogueEntry } from '../../../revision/layout.ts'
import type { RequestContext } from '../../handler.ts'
import type { Store } from '../../store/store.ts'
import { catalogueMeta } from '../meta.ts'
import type { LettersQuery } from './query.ts'

/** All but `q` and `signed_by`, which are looked for in what is yet to be read. */
type Filters = Pick<LettersQuery, 'language' | 'addressee' | 'since' | 'until'>

/** Whether a letter is one of those, by its line in the catalogue. A language is also that of its variants (RFC 4647, 3.3.1). */
const filterOf = ({ language, addressee, since = '', until }: Filters) => {
  const words = addressee === undefined ? [] : wordsOf(addressee)
  return (entry: CatalogueEntry): boolean =>
    (language === undefined || entry.languages.some((each) => `${each}-`.startsWith(`${language}-`))) &&
    entry.date >= since &&
    (until === undefined || entry.date <= until) &&
    (words.length === 0 || beginWords(words, wordsOf(entry.addressee)))
}

export const cursorOf = ({ date, slug }: CatalogueEntry): string => `${date}.${slug}`

/** A page of letters: its letters, how many come before it, and where the next begins. */
export const pageOf = (letters: Catalogue, limit: number, cursor: string | undefined) => {
  const [date = '', slug = ''] = cursor?.split('.') ?? []
  const isAfter = (entry: CatalogueEntry): boolean =>
    entry.date < date || (entry.date === date && entry.slug > slug)
  const rest = cursor === undefined ? letters : letters.filter(isAfter)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return {
    letters: page,
    before: letters.length - rest.length,
    next: last && rest.length > limit ? cursorOf(last) : undefined,
  }
}

/** What is found: all of the letters, the newest first. */
type Found = {
  letters: Catalogue
  /** Where texts were looked through, whether those of all were. */
  complete?: boolean
  /** Where it was asked who signed: those of the others of which that is not known. */
  incomplete?: Catalogue
}

/** Finds letters: what the answer is made of, before anything of it is read, and how to read them. */
export const lettersFor = async (
  store: Store,
  { io, countSearch }: RequestContext,
  { q, signed_by, ...filters }: Filters & Partial<Pick<LettersQuery, 'q' | 'signed_by'>>,
) => {
  const words = q ? wordsOf(q) : undefined
  const [catalogue, index, everyone] = await Promise.all([
    store.catalogue(io),
    words && store.words(io),
    signed_by ? store.everyone(io) : undefined,
  ])
  return {
    catalogue,
    meta: await catalogueMeta(catalogue, [index, everyone?.id]),
    async find(): Promise<Found> {
      if (words || everyone) await countSearch()
      const letters = catalogue.filter(filterOf(filters))
      const [found, signed] = await Promise.all([
        words ? store.search(io, letters, words, index) : { letters },
        everyone?.signed(signed_by ?? ''),
      ])
      return signed
        ? {
            ...found,
            letters: found.letters.filter(signed),
            incomplete: found.letters.filter((letter) => signed(letter) === undefined),
          }
        : found
    },
  }
}
