/** A letter's history, and each of its revisions. */
import { dropQuery, NoQuery, parseQuery } from '../../http/query.ts'
import { SHORT_REVISION } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import type { Handler } from '../handler.ts'
import { currentMeta, originalLanguage, revisionMeta } from '../letter/meta.ts'
import { letterPage } from '../letter/page/page.tsx'
import { letterView } from '../letter/view.ts'
import { messagesFor } from '../messages.ts'
import { revisionJson, revisionsJson } from './json.ts'
import { isShort, redirectToWholeIds } from './short-id.ts'

/** The last segment of a revision's path, as a route pattern. */
export const REVISION = `:revision{${SHORT_REVISION}}`

export const revisions: Handler = async (store, { io, origin, search, param, respond }) => {
  parseQuery(NoQuery, search)
  return store.current(io, param('slug'), (current) =>
    respond({
      ...currentMeta(current),
      headerProfile: 'api',
      type: 'application/json',
      variant: 'revisions.json',
      render: () => revisionsJson(origin, current.slug, current.head.history),
    }),
  )
}

export const revision: Handler = async (store, context) => {
  const { io, origin, search, param, respond } = context
  parseQuery(NoQuery, search)
  const slug = param('slug')
  const id = param('revision')
  const at = addresses(origin, slug)
  if (isShort(id)) return redirectToWholeIds(store, context, [id], ([whole = '']) => at.revision(whole))
  return store.revision(io, slug, id, (open) =>
    respond({
      ...revisionMeta(open),
      headerProfile: 'api',
      type: 'application/json',
      variant: 'revision.json',
      headers: () => ({ Link: `<${at.revisionPage(id)}>; rel="alternate"; type="text/html"` }),
      render: async () => revisionJson(origin, await open.letter(), open.revision),
    }),
  )
}

/** One revision as a page. It says whether it is the current one, so it is only as fresh as that. */
export const revisionPage: Handler = async (store, context) => {
  const { io, origin, search, param, asset, respond } = context
  dropQuery(search)
  const slug = param('slug')
  const id = param('revision')
  const at = addresses(origin, slug)
  if (isShort(id)) return redirectToWholeIds(store, context, [id], ([whole = '']) => at.revisionPage(whole))
  return store.current(io, slug, (current) =>
    store.revision(io, slug, id, async (open) => {
      const language = originalLanguage(open)
      const messages = await messagesFor(language, asset)
      // The first time, if there were several: it never changes. Of one that never was there is none to show.
      const published = current.head.history.findLast(({ revision }) => revision === id)?.published
      return respond({
        ...currentMeta(current),
        validator: id,
        headerProfile: 'page',
        type: 'text/html; charset=utf-8',
        variant: `revision.html;${messages.language};current=${current.revision.id.slice(0, 16)}`,
        language,
        headers: () => ({ Link: `<${at.revision(id)}>; rel="alternate"; type="application/json"` }),
        async render() {
          const view = await letterView(open, { origin, language, published })
          const standing = id === current.revision.id ? 'current' : 'superseded'
          return letterPage({ ...view, standing }, messages)
        },
      })
    }),
  )
}
