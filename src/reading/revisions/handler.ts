/** A letter's history, and each of its revisions. */
import { dropQuery, parsePageQuery, parseQuery } from '../../http/query.ts'
import { SHORT_REVISION } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import { publicationCount } from '../../revision/history.ts'
import type { Publication } from '../../revision/layout.ts'
import type { Handler } from '../handler.ts'
import { currentMeta, originalLanguage, revisionMeta } from '../letter/meta.ts'
import { letterPage } from '../letter/page/page.tsx'
import { RevisionQuery } from '../letter/query.ts'
import { letterView } from '../letter/view.ts'
import { messagesFor } from '../messages.ts'
import { NoSuchPlace } from '../store/place.ts'
import type { OpenCurrentLetter } from '../store/store.ts'
import { logStoreError } from '../store/unavailable.ts'
import { compareRevisions, type RevisionChanges } from './compare.ts'
import { revisionJson, revisionsJson } from './json.ts'
import { historyPage, PAGE_LENGTH, type Unknown } from './page.tsx'
import { HistoryQuery, RevisionsQuery } from './query.ts'
import { isShort, redirectToFullIds } from './short-id.ts'

/** On the page, two revisions further apart than this many differing parts each are compared by their counts alone. */
const MAX_PARTS = 8

/** The last segment of a revision's path, as a route pattern. */
export const REVISION = `:revision{${SHORT_REVISION}}`

export const revisions: Handler = async (store, { io, origin, search, param, respond }) => {
  const query = parseQuery(RevisionsQuery, search)
  return store.current(io, param('slug'), (current) => {
    const total = publicationCount(current.head)
    const { limit, cursor = total } = query
    if (cursor < 1 || cursor > total) throw new NoSuchPlace()
    return respond({
      ...currentMeta(current),
      headerProfile: 'api',
      type: 'application/json',
      variant: `revisions.json;${limit};${query.cursor ?? ''}`,
      async render() {
        // One more, for what changed since the one before the last.
        const publications = await current.open().publications(total - cursor, limit + 1)
        return revisionsJson(origin, { slug: current.slug, publications, total, ...query })
      },
    })
  })
}

/** What changed with each publication but the last. */
const changesOf = (
  { at }: OpenCurrentLetter,
  publications: Publication[],
): Promise<(RevisionChanges | Unknown | undefined)[]> =>
  Promise.all(
    publications.slice(0, -1).map(async ({ revision }, index) => {
      const earlier = publications[index + 1]?.revision ?? ''
      if (earlier === revision) return undefined
      try {
        const [before, after] = await Promise.all([at(earlier), at(revision)])
        return before && after && (await compareRevisions(before, after, MAX_PARTS))
      } catch (error) {
        logStoreError(error)
        return 'unknown'
      }
    }),
  )

/** The history as a page, in the language of the letter. */
export const history: Handler = async (store, { io, origin, search, param, respond }) => {
  const query = parsePageQuery(HistoryQuery, search)
  return store.current(io, param('slug'), async (current) => {
    const { slug } = current
    const total = publicationCount(current.head)
    const { cursor: first = total } = query
    if (first < 1 || first > total) throw new NoSuchPlace()
    const language = originalLanguage(current)
    const messages = await messagesFor(language, io)
    const open = current.open()
    const publications = await open.publications(total - first, PAGE_LENGTH + 1)
    const changes = await changesOf(open, publications)
    // A page that lacks what could not be read just now is not the one that has it.
    const lacks = changes.includes('unknown') ? ';lacks' : ''
    return respond({
      ...currentMeta(current),
      headerProfile: 'page',
      type: 'text/html; charset=utf-8',
      variant: `history.html;${messages.language};${query.cursor ?? ''}${lacks}`,
      language,
      headers: () => ({
        Link: `<${addresses(origin, slug).revisions}>; rel="alternate"; type="application/json"`,
      }),
      async render() {
        const { title } = (await open.letter()).letter.translations[0]
        return historyPage({ origin, slug, language, title, publications, changes, total, first }, messages)
      },
    })
  })
}

export const revision: Handler = async (store, context) => {
  const { io, origin, search, param, respond } = context
  const { fields } = parseQuery(RevisionQuery, search)
  const slug = param('slug')
  const id = param('revision')
  const at = addresses(origin, slug)
  if (isShort(id)) return redirectToFullIds(store, context, [id], ([full = '']) => at.revision(full) + search)
  return store.revision(io, slug, id, (found) =>
    respond({
      ...revisionMeta(found),
      headerProfile: 'api',
      type: 'application/json',
      variant: `revision.json;${fields?.spelling ?? ''}`,
      headers: () => ({ Link: `<${at.revisionPage(id)}>; rel="alternate"; type="text/html"` }),
      render: async () => revisionJson(origin, await found.open().letter(), found.revision, fields),
    }),
  )
}

/** One revision as a page. It says whether it is the current one, so it is only as fresh as that. */
export const revisionPage: Handler = async (store, context) => {
  const { io, origin, search, param, respond } = context
  dropQuery(search)
  const slug = param('slug')
  const id = param('revision')
  const at = addresses(origin, slug)
  if (isShort(id)) return redirectToFullIds(store, context, [id], ([full = '']) => at.revisionPage(full))
  return store.current(
    io,
    slug,
    (current) =>
      store.revision(io, slug, id, async (found) => {
        const language = originalLanguage(found)
        // None is where the letter is retired.
        const inForce = current.head.retired ? '' : current.revision.id
        const messages = await messagesFor(language, io)
        // The first time, if there were several: it never changes. Of one that never was there is none to show.
        const published = await store.published(io, slug, id)
        return respond({
          ...currentMeta(current),
          validator: id,
          headerProfile: 'page',
          type: 'text/html; charset=utf-8',
          variant: `revision.html;${messages.language};current=${inForce.slice(0, 16)}`,
          language,
          headers: () => ({ Link: `<${at.revision(id)}>; rel="alternate"; type="application/json"` }),
          async render() {
            const view = await letterView(found.open(), { origin, language, published })
            const standing = id === inForce ? 'current' : 'superseded'
            return letterPage({ ...view, standing }, messages)
          },
        })
      }),
    'retired',
  )
}
