import type { SignatoriesJson, SignatoryItem, SignatoryJson } from '../../api/schemas.ts'
import type { WidgetMeta } from '../../embed/markup.ts'
import { formatJson } from '../../http/json.ts'
import { printedName } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import type { PositionedSignatory } from '../../revision/packed.ts'

/** `position` is that in the letter, from 1, among all who ever signed. */
const signatoryItem = ({ position, signatory }: PositionedSignatory): SignatoryItem => ({
  position,
  ...signatory,
  printed_as: printedName(signatory),
})

/** One page of signatories, as it is printed. `query` and `next` are the query strings of this page and the next. */
export const signatoriesList = (
  origin: string,
  page: {
    slug: string
    revision: string
    count: number
    signatories: PositionedSignatory[]
    query: string
    next: string | undefined
    /** Only for who asked for it. */
    widget: WidgetMeta | undefined
  },
): SignatoriesJson => {
  const { slug, revision, count, signatories, query, next, widget } = page
  const at = addresses(origin, slug)
  return {
    letter: slug,
    revision,
    count,
    signatories: signatories.map(signatoryItem),
    links: {
      self: at.signatories(query),
      next: next === undefined ? null : at.signatories(next),
      letter: at.json,
    },
    widget,
  }
}

export const signatoriesJson = (origin: string, page: Parameters<typeof signatoriesList>[1]): string =>
  formatJson(signatoriesList(origin, page))

export const signatoryJson = (
  origin: string,
  slug: string,
  revision: string,
  positioned: PositionedSignatory,
): string => {
  const at = addresses(origin, slug)
  return formatJson<SignatoryJson>({
    ...signatoryItem(positioned),
    letter: slug,
    revision,
    links: { self: at.signatory(positioned.signatory.id), letter: at.json, signatories: at.signatories() },
  })
}
