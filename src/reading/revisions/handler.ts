/** A letter's history, each of its revisions, and what changed between two. */

import { dropQuery, NoQuery, parseQuery } from '../../http/query.ts'
import { redirect } from '../../http/redirect.ts'
import { languageChanges, signatoryChanges } from '../../letter/changes.ts'
import { SHORT_REVISION, type Signatory } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import { nameAt, type PartList } from '../../revision/layout.ts'
import type { Handler, RequestContext } from '../handler.ts'
import { currentMeta, revisionMeta } from '../letter/handler.ts'
import { changesJson, revisionJson, revisionsJson } from '../letter/json.ts'
import { originalLanguage } from '../letter/page/handler.ts'
import { letterPage } from '../letter/page/page.tsx'
import { letterView } from '../letter/view.ts'
import { messagesFor } from '../messages.ts'
import type { OpenLetter } from '../store/open-revision.ts'
import type { Store } from '../store/store.ts'

/** Two revisions further apart than this many differing parts each are compared by their counts alone. */
const MOST_PARTS = 40

const WHOLE = 64

/** The last segment of a revision's path, and of a comparison's, as route patterns. */
export const REVISION = `:revision{${SHORT_REVISION}}`
export const CHANGES = `:changes{${SHORT_REVISION}\\.\\.\\.${SHORT_REVISION}}`

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

/**
 * The revision ids that shortened ones stand for, in the letter's history; undefined where one stands for none or for
 * several.
 */
const lengthen = async (
  store: Store,
  { io, param }: RequestContext,
  ids: string[],
): Promise<string[] | undefined> => {
  const history = await store.current(io, param('slug'), async ({ head }) => head.history)
  const known = [...new Set(history?.map(({ revision }) => revision))]
  const whole = ids.flatMap((id) => {
    const matches = id.length === WHOLE ? [id] : known.filter((each) => each.startsWith(id))
    return matches.length === 1 ? matches : []
  })
  return whole.length === ids.length ? whole : undefined
}

/** A shortened id leads to the whole one for now: another revision may begin with the same digits one day. */
const lead = async (
  store: Store,
  visit: RequestContext,
  ids: string[],
  address: (whole: string[]) => string,
): Promise<Response | undefined> => {
  const whole = await lengthen(store, visit, ids)
  return whole && redirect(307, address(whole), 'missing')
}

export const revision: Handler = async (store, visit) => {
  const { io, origin, search, param, respond } = visit
  parseQuery(NoQuery, search)
  const slug = param('slug')
  const id = param('revision')
  const at = addresses(origin, slug)
  if (id.length < WHOLE) return lead(store, visit, [id], ([whole = '']) => at.revision(whole))
  return store.revision(io, slug, id, (open) =>
    respond({
      ...revisionMeta(open),
      headerProfile: 'api',
      type: 'application/json',
      variant: 'revision.json',
      headers: () => ({ Link: `<${at.revisionPage(id)}>; rel="alternate"; type="text/html"` }),
      async render() {
        const { letter, markdown, counts } = await open.letter()
        return revisionJson(origin, letter, { revision: id, count: open.revision.count, markdown, counts })
      },
    }),
  )
}

/** One revision as a page. It says whether it is the current one, so it is only as fresh as that. */
export const revisionPage: Handler = async (store, visit) => {
  const { io, origin, search, param, asset, respond } = visit
  dropQuery(search)
  const slug = param('slug')
  const id = param('revision')
  const at = addresses(origin, slug)
  if (id.length < WHOLE) return lead(store, visit, [id], ([whole = '']) => at.revisionPage(whole))
  return store.current(io, slug, (current) =>
    store.revision(io, slug, id, async (open) => {
      const language = originalLanguage(open)
      const words = await messagesFor(language, asset)
      const published = current.head.history.findLast(({ revision }) => revision === id)?.published
      return respond({
        ...currentMeta(current),
        validator: id,
        headerProfile: 'page',
        type: 'text/html; charset=utf-8',
        variant: `revision.html;${words.language};current=${current.revision.id.slice(0, 16)}`,
        language,
        headers: () => ({ Link: `<${at.revision(id)}>; rel="alternate"; type="application/json"` }),
        render: async () =>
          letterPage(
            {
              ...(await letterView(open, language, published ?? current.head.published, origin)),
              standing: id === current.revision.id ? 'current' : 'superseded',
            },
            words,
          ),
      })
    }),
  )
}

/** Where in the list the parts stand that only one of two revisions has: `[from, count]` of each. */
const differing = ({ names, counts }: PartList, other: PartList): [number, number][] => {
  const shared = new Set(other.counts.map((_, part) => nameAt(other.names, part)))
  let from = 0
  return counts.flatMap((count, part) => {
    from += count
    return shared.has(nameAt(names, part)) ? [] : [[from - count, count] as [number, number]]
  })
}

const readAll = async ({ signatories }: OpenLetter, ranges: [number, number][]): Promise<Signatory[]> =>
  (await Promise.all(ranges.map(([from, count]) => signatories(from, count)))).flat()

/** What changed from one revision to another. Parts that both have are not read. */
export const changes: Handler = async (store, visit) => {
  const { io, origin, search, param, respond } = visit
  parseQuery(NoQuery, search)
  const slug = param('slug')
  const at = addresses(origin, slug)
  const ids = param('changes').split('...')
  const [first = '', last = ''] = ids
  if (ids.some(({ length }) => length < WHOLE)) {
    return lead(store, visit, ids, (whole) => at.revision(whole.join('...')))
  }
  return store.revision(io, slug, first, (before) =>
    store.revision(io, slug, last, (after) =>
      respond({
        ...revisionMeta(after),
        headerProfile: 'api',
        type: 'application/json',
        variant: `changes.json;since=${first}`,
        async render() {
          const [old, now] = [before.revision.signatories, after.revision.signatories]
          const ranges = [differing(old, now), differing(now, old)] as const
          const complete = ranges.every(({ length }) => length <= MOST_PARTS)
          const [words, wordsNow, signatories, signatoriesNow] = await Promise.all([
            before.letter(),
            after.letter(),
            complete ? readAll(before, ranges[0]) : [],
            complete ? readAll(after, ranges[1]) : [],
          ])
          return changesJson(origin, slug, {
            before: { revision: first, count: before.revision.count },
            after: { revision: last, count: after.revision.count },
            complete,
            signatories: signatoryChanges(signatories, signatoriesNow),
            languages: languageChanges(words.letter, wordsNow.letter),
          })
        },
      }),
    ),
  )
}
