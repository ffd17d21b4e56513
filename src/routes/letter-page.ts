import { preferredType } from '../http/negotiate.ts'
import { ProblemError } from '../http/problem.ts'
import { Redirection, redirect } from '../http/redirect.ts'
import type { Representation } from '../http/representation.ts'
import { addresses } from '../render/addresses.ts'
import { linkField } from '../render/alternates.ts'
import { type LetterView, letterPage } from '../render/page/letter.tsx'
import type { OpenLetter } from '../store/open.ts'
import { ofCurrent, ofRevision } from './letter.ts'
import { notAcceptable } from './problems.ts'
import { CursorQuery, MOST, parseQuery } from './query.ts'
import type { Resource } from './resource.ts'
import { noLongerHeld } from './signatories.ts'

/**
 * What is shown of a revision, with as many signatories as one answer holds.
 *
 * @param published when the revision was, an ISO instant
 * @param from the place of the first signatory in the list, from 0
 */
export const letterView = async (
  open: OpenLetter,
  published: string,
  origin: string,
  from = 0,
): Promise<LetterView> => {
  const { slug, revision } = open
  const [{ letter }, { signatories, next }] = await Promise.all([
    open.letter(),
    open.list('letter', { status: 'active' }, [from], MOST),
  ])
  const [translation] = letter.translations
  if (!translation) throw new TypeError('a letter has at least its original text')
  return {
    origin,
    letter,
    translation,
    revision: { id: revision.id, published },
    total: revision.count,
    first: from + 1,
    signatories: signatories.map(({ signatory }) => signatory),
    ...(next && { next: `${addresses(origin, slug).page}?cursor=${revision.id}.${next.join('-')}` }),
  }
}

const FORMS = ['text/html', 'application/json', 'text/markdown', 'application/ld+json'] as const

/**
 * Where a reader who would rather not have HTML is sent. The shared cache in front keys the page by its address alone,
 * so the page does not vary: what `Accept` chooses is another address. The answer that sends there varies and is never
 * kept, so it cannot stand in the page's place; a reader whom the cache answers with the page finds the same addresses
 * in its `Link` field. (Varying on `Accept` would keep a copy of the page for every version of every browser:
 * https://developers.cloudflare.com/cache/concepts/vary/)
 */
const elsewhere = (accept: string | undefined, origin: string, slug: string): Response | undefined => {
  const form = preferredType(accept, FORMS)
  if (form === 'text/html') return undefined
  if (form === undefined) throw new ProblemError(notAcceptable(accept ?? '', [...FORMS]))
  const at = addresses(origin, slug)
  const address = {
    'application/json': at.json,
    'text/markdown': at.as('md'),
    'application/ld+json': at.as('jsonld'),
  }[form]
  const response = redirect(303, address, 'never')
  response.headers.set('Vary', 'Accept')
  return response
}

/** `from`: the place of the page's first signatory in the list, from 0. */
const pageOf = (origin: string, letter: OpenLetter, published: string, from: number) => {
  const [original] = letter.revision.languages
  return {
    kind: 'page',
    type: 'text/html; charset=utf-8',
    name: from === 0 ? 'letter.html' : `letter.html;${from}`,
    ...(original !== undefined && { language: original }),
    headers: { Link: linkField(origin, letter.slug) },
    render: async () => letterPage(await letterView(letter, published, origin, from)),
  } satisfies Partial<Representation>
}

/**
 * The letter as a page, with as many signatories as one answer holds. A `cursor` gives those that follow, of the
 * revision that it names. Other parameters, as links on other sites may carry, are dropped.
 */
export const page: Resource = async (store, { io, origin, query, accept, param, answer }) => {
  const slug = param('slug')
  const given = new URLSearchParams(query.getAll('cursor').map((value) => ['cursor', value]))
  const { cursor } = parseQuery(CursorQuery, given)
  if (query.size > given.size) throw new Redirection(given.toString())
  if (!cursor) {
    return store.current(
      io,
      slug,
      async (letter) =>
        elsewhere(accept, origin, slug) ??
        answer({ ...ofCurrent(letter), ...pageOf(origin, letter, letter.head.published, 0) }),
    )
  }
  const [from, ...more] = cursor.place
  const start = addresses(origin, slug).page
  if (from === undefined || more.length > 0 || cursor.query !== '') {
    const detail = `cursor belongs to another list. Start again at ${start}.`
    throw new ProblemError({ status: 400, title: 'Bad query', detail })
  }
  // Read beside the revision, not after it.
  const published = store.published(io, slug, cursor.revision)
  const response = await store.revision(io, slug, cursor.revision, async (letter) => {
    const since = await published
    return since && answer({ ...ofRevision(letter), ...pageOf(origin, letter, since, from) })
  })
  if (response) return response
  throw noLongerHeld(cursor.revision, start)
}
