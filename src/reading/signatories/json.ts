import type * as z from 'zod/mini'
import type { SignatoriesJson, SignatoryItem, SignatoryJson } from '../../api/schemas.ts'
import type { WidgetMeta } from '../../embed/markup.ts'
import { formatJson } from '../../http/json.ts'
import { printedName } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import { site } from '../../page/site.ts'
import type { PositionedSignatory } from '../../revision/packed.ts'
import { countryNames } from '../country-names.ts'
import { select } from '../fields.ts'
import type { SignatoryQuery } from './query.ts'

/** `position` is that in the letter, from 1, among all who ever signed. */
const signatoryItem = (
  { position, signatory }: PositionedSignatory,
  nameOf: ((country: string) => string) | undefined,
): SignatoryItem => ({
  position,
  ...signatory,
  ...(nameOf && signatory.country !== undefined && { country_name: nameOf(signatory.country) }),
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
  } & z.infer<typeof SignatoryQuery>,
): SignatoriesJson => {
  const { slug, revision, count, signatories, query, next, widget, fields, lang } = page
  const nameOf = lang && countryNames(lang.spelling)
  const at = addresses(origin, slug)
  return {
    letter: slug,
    revision,
    count,
    signatories: signatories.map((each) => select(signatoryItem(each, nameOf), fields)),
    license: site.licence,
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
  { fields, lang }: z.infer<typeof SignatoryQuery>,
): string => {
  const at = addresses(origin, slug)
  const item: SignatoryJson = {
    ...signatoryItem(positioned, lang && countryNames(lang.spelling)),
    letter: slug,
    revision,
    license: site.licence,
    links: { self: at.signatory(positioned.signatory.id), letter: at.json, signatories: at.signatories() },
  }
  return formatJson(select(item, fields))
}
