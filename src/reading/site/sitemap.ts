/** What crawlers are told of a deployment: https://www.sitemaps.org/protocol.html and RFC 9309. */
import { addresses } from '../../page/addresses.ts'
import { escapeXml } from '../../page/xml.ts'

/** A sitemap holds at most this many addresses. */
const MOST = 50_000

/** @param letters `languages`: the original's first. `published`: an ISO instant. */
export const sitemap = (
  origin: string,
  letters: { slug: string; languages: string[]; published: string }[],
): string => {
  const urls = letters.flatMap(({ slug, languages, published }) => {
    const translations = languages.map((language) => ({ language }))
    return languages.map((language) => ({
      address: addresses(origin, slug).pageIn(language, { translations }),
      published,
    }))
  })
  const lines = urls
    .slice(0, MOST - 1)
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

export const robots = (origin: string): string =>
  `User-agent: *\nAllow: /\n\nSitemap: ${origin}/sitemap.xml\n`
