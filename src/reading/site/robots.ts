import { dropQuery } from '../../http/query.ts'
import type { Handler } from '../handler.ts'
import { codeMeta } from './meta.ts'

/** What crawlers may read (RFC 9309): everything. */
export const robotsTxt: Handler = async (_, { origin, search, respond }) => {
  dropQuery(search)
  return respond({
    ...codeMeta,
    headerProfile: 'api',
    type: 'text/plain; charset=utf-8',
    variant: 'robots.txt',
    render: () => `User-agent: *\nAllow: /\n\nSitemap: ${origin}/sitemap.xml\n`,
  })
}
