/** A letter's history as a JSON Feed (https://www.jsonfeed.org/version/1.1/). */
import { addresses } from '../../../page/addresses.ts'
import { type FeedView, feedEntries } from './entries.ts'

export const jsonFeed = (view: FeedView): string => {
  const at = addresses(view.origin, view.slug)
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: view.title,
    home_page_url: at.page,
    feed_url: at.feed('json'),
    language: view.language,
    authors: [{ name: `The signatories of “${view.title}”`, url: at.page }],
    items: feedEntries(view).map(({ id, url, title, text, published }) => ({
      id,
      url,
      title,
      content_text: text,
      date_published: published,
    })),
  }
  return `${JSON.stringify(feed, null, 2)}\n`
}
