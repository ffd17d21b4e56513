import type { LettersJson } from '../../../api/schemas.ts'
import { printJson } from '../../../http/json.ts'
import { addresses, lettersJsonAddress } from '../../../page/addresses.ts'
import type { Catalogue } from '../../../revision/layout.ts'

export const lettersJson = (origin: string, letters: Catalogue): string =>
  printJson<LettersJson>({
    letters: letters.map(({ slug, count, ...entry }) => {
      const at = addresses(origin, slug)
      return {
        slug,
        ...entry,
        signatories: { count },
        links: { self: at.json, page: at.page, signatories: at.signatories() },
      }
    }),
    links: { self: lettersJsonAddress(origin) },
  })
