import { ProblemError } from '../http/problem.ts'
import type { Representation } from '../http/representation.ts'
import { addresses } from '../render/addresses.ts'
import { letterPage } from '../render/page/letter.tsx'
import type { OpenLetter } from '../store/open.ts'
import { ofCurrent, ofRevision } from './letter.ts'
import { CursorQuery, MOST, parseQuery } from './query.ts'
import type { Resource } from './resource.ts'
import { noLongerHeld } from './signatories.ts'

/** `from`: the place of the page's first signatory in the list, from 0. */
const pageOf = (origin: string, letter: OpenLetter, published: string, from: number) => {
  const { slug, revision } = letter
  const [original] = revision.languages
  return {
    kind: 'page',
    type: 'text/html; charset=utf-8',
    name: from === 0 ? 'letter.html' : `letter.html;${from}`,
    ...(original !== undefined && { language: original }),
    async render() {
      const [words, { signatories, next }] = await Promise.all([
        letter.letter(),
        letter.list('letter', { status: 'active' }, [from], MOST),
      ])
      const [translation] = words.letter.translations
      if (!translation) throw new TypeError('a letter has at least its original text')
      return letterPage({
        origin,
        letter: words.letter,
        translation,
        revision: { id: revision.id, published },
        total: revision.count,
        first: from + 1,
        signatories: signatories.map(({ signatory }) => signatory),
        ...(next && { next: `${addresses(origin, slug).page}?cursor=${revision.id}.${next.join('-')}` }),
      })
    },
  } satisfies Partial<Representation>
}

/**
 * The letter as a page, with as many signatories as one answer holds. A `cursor` gives those that follow, of the
 * revision that it names. Other parameters, as links on other sites may carry, change nothing.
 */
export const page: Resource = async (store, { io, origin, query, param, answer }) => {
  const slug = param('slug')
  const given = query.getAll('cursor').map((value) => ['cursor', value])
  const { cursor } = parseQuery(CursorQuery, new URLSearchParams(given))
  if (!cursor) {
    return store.current(io, slug, (letter) =>
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
