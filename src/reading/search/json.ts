import type { FoundSignatoriesJson } from '../../api/schemas.ts'
import { formatJson } from '../../http/json.ts'
import { printedName } from '../../letter/schema.ts'
import { addresses, searchAddresses } from '../../page/addresses.ts'
import { site } from '../../page/site.ts'
import type { Catalogue } from '../../revision/layout.ts'
import type { Everyone, LetterSignatory } from '../store/store.ts'

/** Letters that may have somebody who is not found, and where each is searched by itself: `query` is that search's. */
export const incompleteJson = (
  origin: string,
  letters: Catalogue,
  query: string,
): FoundSignatoriesJson['incomplete'] =>
  letters.map(({ slug, title }) => ({
    slug,
    title,
    links: { signatories: addresses(origin, slug).signatories(query) },
  }))

/** `query` and `next` are the query strings of this page and the next, `first` that of a letter's own search. */
export const foundJson = (
  origin: string,
  { incomplete }: Pick<Everyone, 'incomplete'>,
  found: LetterSignatory[],
  { query, next, first }: { query: string; next: string | undefined; first: string },
): string =>
  formatJson<FoundSignatoriesJson>({
    signatories: found.map(({ letter: { slug, title, date }, signatory }) => {
      const at = addresses(origin, slug)
      return {
        ...signatory,
        printed_as: printedName(signatory),
        letter: { slug, title, date },
        links: { self: at.signatory(signatory.id), letter: at.json, page: at.page },
      }
    }),
    incomplete: incompleteJson(origin, incomplete, first),
    license: site.licence,
    links: {
      self: searchAddresses(origin, query).json,
      next: next === undefined ? null : searchAddresses(origin, next).json,
    },
  })
