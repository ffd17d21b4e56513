/** A feed as JSON Feed (https://www.jsonfeed.org/version/1.1/). */
import { formatJson } from '../../http/json.ts'
import { site } from '../../page/site.ts'
import type { Feed } from './feed.ts'

export const jsonFeed = ({ title, language, self, hub, page, author, sign, entries }: Feed): string =>
  formatJson({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description:
      [site.publisher, sign && `Sign this letter: ${sign}`].filter(Boolean).join('\n') || undefined,
    home_page_url: page,
    feed_url: self('json'),
    language,
    authors: [{ name: author, url: page }],
    hubs: hub && [{ type: 'WebSub', url: hub }],
    // What a feed has beside the standard begins with a line.
    _license: site.licence,
    items: entries.map(({ id, url, title, language, text, published }) => ({
      id,
      url,
      title,
      language,
      content_text: text,
      date_published: published,
    })),
  })
