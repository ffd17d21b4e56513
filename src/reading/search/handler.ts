import { MAX_LIMIT } from '../../embed/options.ts'
import { ProblemError } from '../../http/problem.ts'
import { parsePageQuery, parseQuery } from '../../http/query.ts'
import { fold } from '../../letter/fold.ts'
import { searchAddresses } from '../../page/addresses.ts'
import { site } from '../../page/site.ts'
import type { Handler, RequestContext } from '../handler.ts'
import { messagesFor } from '../messages.ts'
import { revisionGone } from '../problems.ts'
import type { Representation } from '../respond.ts'
import { catalogueMeta } from '../site/meta.ts'
import type { Store } from '../store/store.ts'
import { foundJson } from './json.ts'
import { foundPage } from './page.tsx'
import { checkCursor, SearchPageQuery, SearchQuery, searchQueryString } from './query.ts'

/** What is found in all letters, and what it is known by before anything is searched. */
const open = async (
  store: Store,
  { io, origin, countSearch }: RequestContext,
  form: 'json' | 'page',
  query: Omit<SearchQuery, 'q'> & { q?: string | undefined },
) => {
  const { q = '', limit, cursor } = query
  checkCursor({ q, cursor })
  const everyone = await store.everyone(io)
  const { id, letters } = everyone
  const start = searchQueryString({ q, limit })
  if (cursor && cursor.revision !== id)
    throw new ProblemError(revisionGone(cursor.revision, searchAddresses(origin, start)[form]))
  const place = cursor?.place
  return {
    everyone,
    start,
    meta: {
      ...(await catalogueMeta(letters)),
      variant: `search.${form};${encodeURIComponent(q)};${place?.join('-') ?? ''};${limit};${id.slice(0, 16)}`,
      ...(q && { headers: () => ({ 'X-Robots-Tag': 'noindex' }) }),
    } satisfies Partial<Representation>,
    async search() {
      await countSearch()
      const { found, next } = await everyone.search(q, place ?? [], limit)
      return {
        found,
        query: place ? searchQueryString({ q, limit }, id, place) : start,
        next: next && searchQueryString({ q, limit }, id, next),
      }
    },
  }
}

/** Who signed which letters, as JSON. */
export const searchJson: Handler = async (store, context) => {
  const query = parseQuery(SearchQuery, context.search)
  const { everyone, meta, start, search } = await open(store, context, 'json', query)
  return context.respond({
    ...meta,
    headerProfile: 'api',
    type: 'application/json',
    async render() {
      const { found, ...queries } = await search()
      return foundJson(context.origin, everyone, found, { ...queries, first: start })
    },
  })
}

/** The same as a page, in the site's language. */
export const searchPage: Handler = async (store, context) => {
  const { cursor, q: written } = parsePageQuery(SearchPageQuery, context.search)
  const q = fold(written ?? '')
  const { everyone, meta, search } = await open(store, context, 'page', { q, limit: MAX_LIMIT, cursor })
  const messages = await messagesFor(site.language, context.io)
  return context.respond({
    ...meta,
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: `${meta.variant};${messages.language};${encodeURIComponent(written ?? '')}`,
    render: async () =>
      foundPage(context.origin, messages, everyone, written, q === '' ? undefined : await search()),
  })
}
