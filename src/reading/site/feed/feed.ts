/** What the feeds of the site say: one entry for each letter, as it was published last. */
import { addresses, siteAddresses } from '../../../page/addresses.ts'
import { site } from '../../../page/site.ts'
import type { Catalogue } from '../../../revision/layout.ts'
import { countText, entryId, type Feed, MAX_ENTRIES } from '../../feed/feed.ts'
import { hubAt } from '../../feed/hub.ts'

export const siteFeed = (origin: string, letters: Catalogue): Feed => {
  const at = siteAddresses(origin)
  return {
    title: site.name,
    language: site.language,
    self: at.feed,
    hub: hubAt(origin),
    page: at.page,
    author: site.publisher ?? site.name,
    begun: '1970-01-01T00:00:00Z',
    entries: letters
      .toSorted((a, b) => Date.parse(b.published) - Date.parse(a.published))
      .slice(0, MAX_ENTRIES)
      .map((letter) => ({
        id: entryId(origin, letter, letter),
        url: addresses(origin, letter.slug).page,
        title: letter.title,
        language: letter.languages[0],
        text: `To ${letter.addressee}, ${letter.date}. ${letter.signing ? 'Open for signing' : countText(letter.count)}.`,
        published: letter.published,
      })),
  }
}
