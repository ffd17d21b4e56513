import type { SignatoriesJson, SignatoryItem, SignatoryJson } from '../../api/schemas.ts'
import type { WidgetMeta } from '../../embed/markup.ts'
import { printJson } from '../../http/json.ts'
import { printedName } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import type { PositionedSignatory } from '../../revision/packed.ts'

/** `position` is that in the letter, from 1, among all who ever signed. */
const signatoryItem = ({ position, signatory }: PositionedSignatory): SignatoryItem => ({
  position,
  ...signatory,
  printed_as: printedName(signatory),
})

/** One page of signatories. `query` and `next` are the query strings of this page and the next. */
export const signatoriesJson = (
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
): string => {
  const { slug, revision, count, signatories, query, next, widget } = page
  const at = addresses(origin, slug)
  return printJson<SignatoriesJson>({
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
  })
}

export const signatoryJson = (
  origin: string,
  slug: string,
  revision: string,
  positioned: PositionedSignatory,
): string => {
  const at = addresses(origin, slug)
  return printJson<SignatoryJson>({
    ...signatoryItem(positioned),
    letter: slug,
    revision,
    links: { self: at.signatory(positioned.signatory.id), letter: at.json, signatories: at.signatories() },
  })
}
