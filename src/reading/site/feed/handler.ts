import { NoQuery, parseQuery } from '../../../http/query.ts'
import { siteAddresses } from '../../../page/addresses.ts'
import { atomFeed } from '../../feed/atom.ts'
import type { Feed } from '../../feed/feed.ts'
import { hubLinks } from '../../feed/hub.ts'
import { jsonFeed } from '../../feed/json-feed.ts'
import type { Handler } from '../../handler.ts'
import { catalogueMeta } from '../meta.ts'
import { siteFeed } from './feed.ts'

const feed =
  (type: string, extension: string, print: (feed: Feed) => string): Handler =>
  async (store, { io, origin, search, respond }) => {
    parseQuery(NoQuery, search)
    const letters = await store.catalogue(io)
    return respond({
      ...(await catalogueMeta(letters)),
      headerProfile: 'api',
      type,
      variant: `site-feed.${extension}`,
      headers: () => hubLinks(origin, siteAddresses(origin).feed(extension)),
      render: () => print(siteFeed(origin, letters)),
    })
  }

/** The letters of this deployment as an Atom feed. */
export const siteFeedAtom = feed('application/atom+xml; charset=utf-8', 'atom', atomFeed)

/** The letters of this deployment as a JSON Feed. */
export const siteFeedJson = feed('application/feed+json', 'json', jsonFeed)
