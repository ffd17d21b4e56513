import { NoQuery } from '../../../http/query.ts'
import { addresses } from '../../../page/addresses.ts'
import { atomFeed } from '../../feed/atom.ts'
import type { Feed } from '../../feed/feed.ts'
import { hubLinks } from '../../feed/hub.ts'
import { jsonFeed } from '../../feed/json-feed.ts'
import { fileHandler, originalView } from '../../files/file.ts'
import type { Handler } from '../../handler.ts'
import { letterFeed } from './feed.ts'

const feed = (type: string, extension: string, print: (feed: Feed) => string): Handler =>
  fileHandler(NoQuery, () => ({
    type,
    variant: `feed.${extension}`,
    suffix: `-feed.${extension}`,
    isMonolingual: true,
    links: (origin, slug) => hubLinks(origin, addresses(origin, slug).feed(extension)),
    render: async (letter, { origin, form }) =>
      print(letterFeed({ ...(await originalView(letter, origin, 0)), sign: form }, letter.head.history)),
  }))

/** The letter's history as an Atom feed. */
export const feedAtom = feed('application/atom+xml; charset=utf-8', 'atom', atomFeed)

/** The letter's history as a JSON Feed. */
export const feedJson = feed('application/feed+json', 'json', jsonFeed)
