import * as z from 'zod/mini'
import { parsePageQuery } from '../../http/query.ts'
import { addresses, siteAddresses } from '../../page/addresses.ts'
import { escapeXml } from '../../page/xml.ts'
import type { Catalogue } from '../../revision/layout.ts'
import type { Handler } from '../handler.ts'
import { WholeNumber } from '../parameters.ts'
import { catalogueMeta } from './meta.ts'

/** Which part of the sitemap, from 1; the whole of it, or an index of its parts, where it is left out. */
export const SitemapQuery = z.strictObject({ page: z.optional(WholeNumber) })

/**
 * As many addresses as one file holds: the protocol's 50,000 and 50 MB (https://www.sitemaps.org/protocol.html#index)
 * would be more than an isolate should keep.
 */
const MAX_URLS = 10_000

type Address = { address: string; published?: string }

/** The home page, and each letter's page in each of its languages. */
const addressesOf = (origin: string, letters: Catalogue): Address[] => [
  { address: siteAddresses(origin).page },
  ...letters.flatMap(({ slug, languages, published }) => {
    const translations = languages.map((language) => ({ language }))
    return languages.map((language) => ({
      address: addresses(origin, slug).pageIn(language, { translations }),
      published,
    }))
  }),
]

const print = (root: string, item: string, urls: Address[]): string => `<?xml version="1.0" encoding="utf-8"?>
<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls
  .map(
    ({ address, published }) =>
      `  <${item}><loc>${escapeXml(address)}</loc>${published ? `<lastmod>${published}</lastmod>` : ''}</${item}>\n`,
  )
  .join('')}</${root}>
`

/** The pages of this deployment, for crawlers (https://www.sitemaps.org/protocol.html). */
export const sitemapXml: Handler = async (store, { io, origin, search, respond }) => {
  const { page } = parsePageQuery(SitemapQuery, search)
  const catalogue = await store.catalogue(io)
  const count = catalogue.reduce((sum, { languages }) => sum + languages.length, 1)
  const pages = Math.ceil(count / MAX_URLS)
  if (page !== undefined && (page < 1 || page > pages)) return undefined
  const at = ((page ?? 1) - 1) * MAX_URLS
  return respond({
    ...(await catalogueMeta(catalogue)),
    headerProfile: 'api',
    type: 'application/xml; charset=utf-8',
    variant: `sitemap.${page ?? ''}.xml`,
    render: () =>
      page === undefined && pages > 1
        ? print(
            'sitemapindex',
            'sitemap',
            Array.from({ length: pages }, (_, n) => ({ address: `${origin}/sitemap.xml?page=${n + 1}` })),
          )
        : print('urlset', 'url', addressesOf(origin, catalogue).slice(at, at + MAX_URLS)),
  })
}
