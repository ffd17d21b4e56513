/** Which feeds a change is in, and one attempt to tell a hub of one: https://www.w3.org/TR/websub/ */
import { addresses, siteAddresses } from '../page/addresses.ts'
import { post } from './deliver.ts'
import type { Change } from './event.ts'

const FORMS = ['atom', 'json']

/** The feeds of a letter, also under the slugs that it had before: those lead to them. */
export const letterFeeds = (
  origin: string,
  { slug, formerly = [] }: Pick<Change, 'slug' | 'formerly'>,
): string[] => [slug, ...formerly].flatMap((each) => FORMS.map(addresses(origin, each).feed))

/** All feeds that changes are in, those of the site first. A letter that was retired has none any more. */
export const changedFeeds = (origin: string, changes: readonly Change[]): string[] => [
  ...new Set([
    ...FORMS.map(siteAddresses(origin).feed),
    ...changes
      .filter(({ type }) => type !== 'letter.retired')
      .flatMap((change) => letterFeeds(origin, change)),
  ]),
]

/**
 * Asks the hub to fetch a feed and to hand on what is new in it.
 *
 * @throws NotTaken
 */
export const ping = (hub: string, feed: string): Promise<void> =>
  post(
    hub,
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    String(new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': feed })),
  )
