import type { LettersJson } from '../../../api/schemas.ts'
import { formatJson } from '../../../http/json.ts'
import { addresses } from '../../../page/addresses.ts'
import { site } from '../../../page/site.ts'
import type { Catalogue } from '../../../revision/layout.ts'

export const lettersJson = (
  origin: string,
  letters: Catalogue,
  { links, ...page }: Omit<LettersJson, 'letters'>,
): string =>
  formatJson<LettersJson>({
    ...page,
    letters: letters.map(({ slug, count, ...entry }) => {
      const at = addresses(origin, slug)
      return {
        slug,
        ...entry,
        signatories: { count },
        links: { self: at.json, page: at.page, signatories: at.signatories() },
      }
    }),
    license: site.licence,
    links,
  })
