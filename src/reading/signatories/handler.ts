import type * as z from 'zod/mini'
import { widgetMeta } from '../../embed/meta.ts'
import { ProblemError } from '../../http/problem.ts'
import { MAX_LIMIT, NoQuery, parseQuery, SignatoriesQuery } from '../../http/query.ts'
import { isSlug } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import type { Messages } from '../../page/messages.ts'
import { fnv1a } from '../../revision/fnv1a.ts'
import type { Handler, RequestContext } from '../handler.ts'
import { currentMeta, revisionMeta } from '../letter/handler.ts'
import { signatoriesJson, signatoryJson } from '../letter/json.ts'
import { messagesFor } from '../messages.ts'
import type { Cursor, OpenLetter } from '../store/open-revision.ts'

type Asked = z.infer<typeof SignatoriesQuery>

/** What is asked for, whatever the page: in one order and with no defaults, so that what means the same reads the same. */
const normalised = ({ q, sort, type, country, signed_after, status }: Asked): URLSearchParams =>
  new URLSearchParams(
    Object.entries({
      q,
      sort: sort === 'letter' ? undefined : sort,
      type,
      country,
      signed_after,
      status: status === 'active' ? undefined : status,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )

const fingerprint = (query: URLSearchParams): string =>
  query.size === 0 ? '' : fnv1a(query.toString()).toString(36)

const queryString = (asked: Asked, revision: string, place?: Cursor): string => {
  const query = normalised(asked)
  const mark = fingerprint(query)
  if (asked.limit !== MAX_LIMIT) query.set('limit', String(asked.limit))
  if (place) query.set('cursor', `${revision}.${place.join('-')}${mark && `.${mark}`}`)
  else if (asked.widget !== undefined) query.set('widget', asked.widget)
  // As the canonical spelling has them.
  query.sort()
  return query.size > 0 ? `?${query}` : ''
}

/** Tells a page from all others. By hand, because every request needs it and URLSearchParams are slow to make. */
const variantOf = (
  { q, sort, type, country, signed_after, status, limit, widget }: Asked,
  place: Cursor,
): string =>
  ['signatories.json', q, sort, type, country, signed_after, status, place.join('-'), limit, widget]
    .map((value) => (value === undefined ? '' : encodeURIComponent(value)))
    .join(';')

/** What the widget shows besides the names is said with these words, and when the revision was published. */
type Spoken = { words: Messages; published: string }

const page = ({ origin, countSearch }: RequestContext, letter: OpenLetter, asked: Asked, spoken?: Spoken) => {
  const { q, sort = 'letter', limit, cursor, widget: tag } = asked
  const { slug, revision } = letter
  const place = cursor?.place ?? []
  return {
    headerProfile: 'api' as const,
    type: 'application/json',
    variant: spoken ? `${variantOf(asked, place)};${spoken.words.language}` : variantOf(asked, place),
    async render() {
      if (q !== undefined) await countSearch()
      const [{ signatories, next }, facts] = await Promise.all([
        q === undefined ? letter.list(sort, asked, place, limit) : letter.search(q, asked, place, limit),
        spoken && tag !== undefined
          ? letter
              .letter()
              .then((part) => widgetMeta(origin, part.letter, spoken.published, tag, spoken.words))
          : undefined,
      ])
      return signatoriesJson(origin, {
        slug,
        revision: revision.id,
        count: revision.count,
        signatories,
        query: queryString(asked, revision.id, cursor?.place),
        next: next && queryString(asked, revision.id, next),
        widget: facts,
      })
    },
  }
}

/** Throws a 400 problem when parameters that are right by themselves do not go together. */
const checkTogether = (asked: Asked): void => {
  const { q, sort, cursor } = asked
  const detail =
    q !== undefined && sort !== undefined
      ? 'sort and q do not go together: what is found by q comes the closest first. Leave one of them out.'
      : cursor && cursor.query !== fingerprint(normalised(asked))
        ? 'cursor belongs to another query. Follow links.next as it is, or leave cursor out to start again.'
        : undefined
  if (detail !== undefined) throw new ProblemError({ status: 400, title: 'Bad query', detail })
}

/** What is said of a cursor whose revision is not there. */
export const noLongerHeld = (revision: string, start: string): ProblemError =>
  new ProblemError({
    status: 410,
    title: 'Revision no longer held',
    detail: `The cursor belongs to revision ${revision}, which is not held here. Start again at ${start}.`,
  })

/**
 * A page of signatories: all of them, or those that the parameters ask for. A page reads a bounded part of the list.
 * With filters or a `q` of several words it may therefore hold fewer than `limit`, even none, though more follow:
 * only where `links.next` is null is there nobody else.
 */
export const signatories: Handler = async (store, visit) => {
  const { io, origin, search, param, asset, respond } = visit
  const asked = parseQuery(SignatoriesQuery, search)
  checkTogether(asked)
  const slug = param('slug')
  if (!asked.cursor) {
    const words = asked.widget === undefined ? undefined : await messagesFor(asked.widget, asset)
    return store.current(io, slug, (letter) => {
      const spoken = words && { words, published: letter.head.published }
      return respond({ ...currentMeta(letter), ...page(visit, letter, asked, spoken) })
    })
  }
  const { revision } = asked.cursor
  const response = await store.revision(io, slug, revision, (letter) =>
    respond({ ...revisionMeta(letter), ...page(visit, letter, asked) }),
  )
  if (response) return response
  throw noLongerHeld(
    revision,
    addresses(origin, slug).signatories(queryString({ ...asked, cursor: undefined }, '')),
  )
}

/** One signatory by its id, also when it has withdrawn. */
export const signatory: Handler = async (store, { io, origin, search, param, respond }) => {
  parseQuery(NoQuery, search)
  const id = param('id')
  if (!isSlug(id)) return undefined
  return store.current(io, param('slug'), async (letter) => {
    const found = await letter.signatory(id)
    if (!found) return undefined
    return respond({
      ...currentMeta(letter),
      headerProfile: 'api',
      type: 'application/json',
      variant: `signatory.json;id=${id}`,
      render: () => signatoryJson(origin, { slug: letter.slug, revision: letter.revision.id, ...found }),
    })
  })
}
