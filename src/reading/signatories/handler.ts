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
import { andThen } from '../soon.ts'
import type { FoundLetter } from '../store/store.ts'
import { signatoriesJson, signatoryJson } from './json.ts'
import {
  checkCombination,
  checkNames,
  firstPageOf,
  pageQueryString,
  SignatoriesQuery,
  SignatoryQuery,
} from './query.ts'

/** Of each query that is kept: every request needs it, and to write it takes longer than to find the page. */
const variants = new WeakMap<SignatoriesQuery, string>()

/** Tells a page from all others, however its query was spelt. */
const variantOf = (query: SignatoriesQuery): string => {
  const known = variants.get(query)
  if (known !== undefined) return known
  const variant = `signatories.json${pageQueryString(query, '', query.cursor?.place)}`
  variants.set(query, variant)
  return variant
}

/** What the widget shows besides the names is made of: the words for its language. */
type WidgetSource = { tag: string; messages: Messages; sign: string | undefined }

const pageOf = (
  { origin, countSearch }: RequestContext,
  found: FoundLetter,
  query: SignatoriesQuery,
  widget?: WidgetSource,
) => {
  const { q, sort = 'letter', limit, cursor, fields, lang } = query
  const { slug, revision } = found
  return {
    headerProfile: 'api',
    type: 'application/json',
    variant: `${variantOf(query)}${widget ? `;${widget.messages.language}` : ''}`,
    sign: widget?.sign,
    language: lang?.spelling,
    async render() {
      if (q !== undefined) await countSearch()
      const letter = found.open()
      const place = cursor?.place ?? []
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
export const signatories: Handler = (store, context) => {
  const { io, origin, search, param, respond } = context
  const query = parseQuery(SignatoriesQuery, search)
  checkCombination(query)
  const slug = param('slug')
  if (query.at) {
    return redirectToTime(store, context, query.at, (id) =>
      addresses(origin, slug).signatories(firstPageOf(query, id)),
    )
  }
  const { cursor, widget: tag } = query
  if (cursor) {
    const response = store.revision(io, slug, cursor.revision, (letter) =>
      respond({ ...revisionMeta(letter), ...pageOf(context, letter, query) }),
    )
    return andThen(response, (response) => {
      if (response) return response
      const start = addresses(origin, slug).signatories(pageQueryString(query, ''))
      throw new ProblemError(revisionGone(cursor.revision, start))
    })
  }
  return store.current(io, slug, (letter) => {
    const meta = currentMeta(letter)
    if (tag === undefined) return respond({ ...meta, ...pageOf(context, letter, query) })
    return andThen(messagesFor(tag, io), (messages) =>
      respond({ ...meta, ...pageOf(context, letter, query, { tag, messages, sign: context.sign(letter) }) }),
    )
  })
}

/** One signatory by its id, also when it has withdrawn. */
export const signatory: Handler = async (store, { io, origin, search, param, respond }) => {
  const query = parseQuery(SignatoryQuery, search)
  checkNames(query)
  const { fields, lang } = query
  const id = param('id')
  if (!isSlug(id)) return undefined
  return store.current(io, param('slug'), async (letter) => {
    const signatory = await letter.open().signatory(id)
    if (!signatory) return undefined
    return respond({
      ...currentMeta(letter),
      headerProfile: 'api',
      type: 'application/json',
      variant: `signatory.json;id=${id};${fields?.spelling ?? ''};${lang?.spelling ?? ''}`,
      language: lang?.spelling,
      render: () => signatoryJson(origin, letter.slug, letter.revision.id, signatory(), query),
    })
  })
}
