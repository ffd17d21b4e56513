import { widgetMeta } from '../../embed/meta.ts'
import { ProblemError } from '../../http/problem.ts'
import { parseQuery } from '../../http/query.ts'
import { isSlug } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import { type Messages, signedBy } from '../../page/messages.ts'
import type { Handler, RequestContext } from '../handler.ts'
import { currentMeta, revisionMeta } from '../letter/meta.ts'
import { messagesFor } from '../messages.ts'
import { revisionGone } from '../problems.ts'
import type { Representation } from '../respond.ts'
import { redirectToTime } from '../revisions/at.ts'
import type { OpenLetter } from '../store/open-revision.ts'
import type { Cursor } from '../store/place.ts'
import { signatoriesJson, signatoryJson } from './json.ts'
import {
  checkCombination,
  checkNames,
  firstPageOf,
  pageQueryString,
  SignatoriesQuery,
  SignatoryQuery,
} from './query.ts'

/** Tells a page from all others. By hand, because every request needs it and URLSearchParams are slow to make. */
const variantOf = (
  { q, sort, type, country, signed_after, status, limit, widget, fields, lang }: SignatoriesQuery,
  place: Cursor,
): string =>
  [
    'signatories.json',
    q,
    sort,
    type,
    country,
    signed_after,
    status,
    place.join('-'),
    limit,
    widget,
    fields?.spelling,
    lang?.spelling,
  ]
    .map((value) => (value === undefined ? '' : encodeURIComponent(value)))
    .join(';')

/** What the widget shows besides the names is made of: the words for its language. */
type WidgetSource = { tag: string; messages: Messages; sign: string | undefined }

const pageOf = (
  { origin, countSearch }: RequestContext,
  letter: OpenLetter,
  query: SignatoriesQuery,
  widget?: WidgetSource,
) => {
  const { q, sort = 'letter', limit, cursor, fields, lang } = query
  const { slug, revision } = letter
  const place = cursor?.place ?? []
  const variant = variantOf(query, place)
  return {
    headerProfile: 'api',
    type: 'application/json',
    variant: widget ? `${variant};${widget.messages.language}` : variant,
    sign: widget?.sign,
    language: lang?.spelling,
    async render() {
      if (q !== undefined) await countSearch()
      const [{ signatories, next }, meta] = await Promise.all([
        q === undefined ? letter.list(sort, query, place, limit) : letter.search(q, query, place, limit),
        widget &&
          letter
            .letter()
            .then((part) =>
              widgetMeta(
                origin,
                part.letter,
                signedBy(part.counts.type, revision.count),
                widget.tag,
                widget.messages,
                widget.sign,
              ),
            ),
      ])
      return signatoriesJson(origin, {
        slug,
        revision: revision.id,
        count: revision.count,
        signatories,
        fields,
        lang,
        query: pageQueryString(query, revision.id, cursor?.place),
        next: next && pageQueryString(query, revision.id, next),
        widget: meta,
      })
    },
  } satisfies Partial<Representation>
}

/**
 * A page of signatories: all of them, or those that the parameters ask for. A page reads a bounded part of the list.
 * With filters or a `q` of several words it may therefore hold fewer than `limit`, even none, though more follow:
 * only where `links.next` is null is there nobody else.
 */
export const signatories: Handler = async (store, context) => {
  const { io, origin, search, param, asset, respond } = context
  const query = parseQuery(SignatoriesQuery, search)
  checkCombination(query)
  const slug = param('slug')
  if (query.at) {
    return redirectToTime(store, context, query.at, (id) =>
      addresses(origin, slug).signatories(firstPageOf(query, id)),
    )
  }
  if (!query.cursor) {
    const tag = query.widget
    const messages = tag === undefined ? undefined : await messagesFor(tag, asset)
    return store.current(io, slug, (letter) => {
      const widget = tag !== undefined && messages ? { tag, messages, sign: context.sign(letter) } : undefined
      return respond({ ...currentMeta(letter), ...pageOf(context, letter, query, widget) })
    })
  }
  const { revision } = query.cursor
  const response = await store.revision(io, slug, revision, (letter) =>
    respond({ ...revisionMeta(letter), ...pageOf(context, letter, query) }),
  )
  if (response) return response
  const start = addresses(origin, slug).signatories(pageQueryString(query, ''))
  throw new ProblemError(revisionGone(revision, start))
}

/** One signatory by its id, also when it has withdrawn. */
export const signatory: Handler = async (store, { io, origin, search, param, respond }) => {
  const query = parseQuery(SignatoryQuery, search)
  checkNames(query)
  const { fields, lang } = query
  const id = param('id')
  if (!isSlug(id)) return undefined
  return store.current(io, param('slug'), async (letter) => {
    const positioned = await letter.signatory(id)
    if (!positioned) return undefined
    return respond({
      ...currentMeta(letter),
      headerProfile: 'api',
      type: 'application/json',
      variant: `signatory.json;id=${id};${fields?.spelling ?? ''};${lang?.spelling ?? ''}`,
      language: lang?.spelling,
      render: () => signatoryJson(origin, letter.slug, letter.revision.id, positioned, query),
    })
  })
}
