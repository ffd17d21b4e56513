/** A letter's history as a JSON Feed (https://www.jsonfeed.org/version/1.1/). */
import { formatJson } from '../../../http/json.ts'
import { addresses } from '../../../page/addresses.ts'
import { site } from '../../../page/site.ts'
import { type Feed, feedEntries } from './feed.ts'

export const jsonFeed = (feed: Feed): string => {
  const { origin, letter, translation, sign } = feed.view
  const { language, title } = translation
  const at = addresses(origin, letter.slug)
  return formatJson({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description:
      [site.publisher, sign && `Sign this letter: ${sign}`].filter(Boolean).join('\n') || undefined,
    home_page_url: at.page,
    feed_url: at.feed('json'),
    language,
    authors: [{ name: `The signatories of “${title}”`, url: at.page }],
    items: feedEntries(feed).map(({ id, url, title, text, published }) => ({
      id,
      url,
      title,
      content_text: text,
      date_published: published,
    })),
  })
}
