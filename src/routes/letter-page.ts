import { preferredType } from '../http/negotiate.ts'
import { ProblemError } from '../http/problem.ts'
import { redirect } from '../http/redirect.ts'
import { addresses } from '../render/addresses.ts'
import { linkField } from '../render/alternates.ts'
import { type LetterView, letterPage } from '../render/page/letter.tsx'
import type { CurrentLetter, OpenLetter } from '../store/store.ts'
import { ofCurrent } from './letter.ts'
import { notAcceptable } from './problems.ts'
import { dropQuery, MOST } from './query.ts'
import type { Resource } from './resource.ts'

/** What is shown of a revision, with as many signatories as one answer holds. `published`: when it was, an ISO instant. */
export const letterView = async (
  open: (OpenLetter & { published: string }) | CurrentLetter,
  origin: string,
): Promise<LetterView> => {
  const [{ letter }, signatories] = await Promise.all([open.letter(), open.signatories(0, MOST)])
  const [translation] = letter.translations
  if (!translation) throw new TypeError('a letter has at least its original text')
  const { id, count } = open.revision
  return {
    origin,
    letter,
    translation,
    revision: { id, published: 'head' in open ? open.head.published : open.published },
    total: count,
    first: 1,
    signatories,
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

/** The letter as a page. */
export const page: Resource = async (store, { io, origin, query, accept, param, answer }) => {
  dropQuery(query)
  const slug = param('slug')
  return store.current(io, slug, async (current) => {
    const [language] = current.revision.languages
    return (
      elsewhere(accept, origin, slug) ??
      answer({
        ...ofCurrent(current),
        kind: 'page',
        type: 'text/html; charset=utf-8',
        name: 'letter.html',
        ...(language !== undefined && { language }),
        headers: { Link: linkField(origin, slug) },
        render: async () => letterPage(await letterView(current, origin)),
      })
    )
  })
}
