import { dropQuery } from '../../http/query.ts'
import { addresses } from '../../page/addresses.ts'
import { escapeXml } from '../../page/xml.ts'
import type { Catalogue } from '../../revision/layout.ts'
import type { Handler } from '../handler.ts'
import { catalogueMeta } from './meta.ts'

/** A sitemap holds at most this many addresses (https://www.sitemaps.org/protocol.html#index). */
const MAX_URLS = 50_000

/** The home page, and each letter's page in each of its languages. */
const sitemap = (origin: string, letters: Catalogue): string => {
  const urls = letters.flatMap(({ slug, languages, published }) => {
    const translations = languages.map((language) => ({ language }))
    return languages.map((language) => ({
      address: addresses(origin, slug).pageIn(language, { translations }),
      published,
    }))
  })
  const lines = urls
    .slice(0, MAX_URLS - 1)
    .map(
      ({ address, published }) =>
        `  <url><loc>${escapeXml(address)}</loc><lastmod>${published}</lastmod></url>\n`,
    )
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc>${origin}/</loc></url>
${lines.join('')}</urlset>
`
}

/** The pages of this deployment, for crawlers (https://www.sitemaps.org/protocol.html). */
export const sitemapXml: Handler = async (store, { io, origin, search, respond }) => {
  dropQuery(search)
  const catalogue = await store.catalogue(io)
  return respond({
    ...(await catalogueMeta(catalogue)),
    headerProfile: 'api',
    type: 'application/xml; charset=utf-8',
    variant: 'sitemap.xml',
    render: () => sitemap(origin, catalogue),
  })
}
