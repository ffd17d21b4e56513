import { ProblemError } from '../http/problem.ts'
import { addresses } from '../render/addresses.ts'
import { signatoriesJson, signatoryJson } from '../render/json.ts'
import type { OpenLetter } from '../store/store.ts'
import { ofCurrent, ofRevision } from './letter.ts'
import { MOST, NoQuery, Paging, parseQuery } from './query.ts'
import type { Resource, Visit } from './resource.ts'

const queryString = (limit: number, cursor?: string): string => {
  const query = new URLSearchParams()
  if (cursor !== undefined) query.set('cursor', cursor)
  if (limit !== MOST) query.set('limit', String(limit))
  return query.size > 0 ? `?${query}` : ''
}

const page = (
  { origin }: Visit,
  { slug, revision, signatories }: OpenLetter,
  from: number,
  limit: number,
  query: string,
) => ({
  kind: 'api' as const,
  type: 'application/json',
  name: `signatories.json;from=${from};limit=${limit}`,
  async render() {
    const to = from + limit
    return signatoriesJson(origin, {
      slug,
      revision: revision.id,
      count: revision.count,
      from,
      signatories: await signatories(from, limit),
      query,
      next: to < revision.count ? queryString(limit, `${revision.id}.${to}`) : undefined,
    })
  },
})

export const signatories: Resource = async (store, visit) => {
  const { io, origin, query, param, answer } = visit
  const { limit, cursor } = parseQuery(Paging, query)
  const slug = param('slug')
  if (!cursor) {
    return store.current(io, slug, (letter) =>
      answer({ ...ofCurrent(letter), ...page(visit, letter, 0, limit, queryString(limit)) }),
    )
  }
  const { revision, from } = cursor
  const response = await store.revision(io, slug, revision, (letter) =>
    answer({
      ...ofRevision(letter),
      ...page(visit, letter, from, limit, queryString(limit, `${revision}.${from}`)),
    }),
  )
  if (response) return response
  throw new ProblemError({
    status: 410,
    title: 'Revision no longer held',
    detail: `The cursor belongs to revision ${revision}, which is not held here. Start again at ${addresses(origin, slug).signatories()}.`,
  })
}

export const signatory: Resource = async (store, { io, origin, query, param, answer }) => {
  parseQuery(NoQuery, query)
  const id = param('id')
  return store.current(io, param('slug'), async (letter) => {
    const position = (await letter.signatories(0, letter.revision.count)).findIndex((each) => each.id === id)
    const [found] = position < 0 ? [] : await letter.signatories(position, 1)
    if (!found) return undefined
    return answer({
      ...ofCurrent(letter),
      kind: 'api',
      type: 'application/json',
      name: `signatory.json;id=${id}`,
      render: () =>
        signatoryJson(origin, {
          slug: letter.slug,
          revision: letter.revision.id,
          position: position + 1,
          signatory: found,
        }),
    })
  })
}
