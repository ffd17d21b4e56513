import { pageHeaders } from '../../http/headers.ts'
import { preferredType } from '../../http/negotiate.ts'
import { ProblemError, problemHeaders } from '../../http/problem.ts'
import { Redirection, redirect } from '../../http/redirect.ts'
import { addresses } from '../../page/addresses.ts'
import type { Handler, RequestContext } from '../handler.ts'
import { messagesFor } from '../messages.ts'
import { notAcceptable, nothingAt } from '../problems.ts'
import { CursorQuery, parseQuery } from '../query.ts'
import type { Representation } from '../respond.ts'
import { noLongerHeld } from '../signatories/signatories.ts'
import type { OpenLetter } from '../store/open-revision.ts'
import type { Store } from '../store/store.ts'
import { linkField } from './alternates.ts'
import { currentMeta, revisionMeta } from './json-handler.ts'
import { letterPage } from './page.tsx'
import { untranslatedPage } from './untranslated.tsx'
import { letterView } from './view.ts'

const FORMS = ['text/html', 'application/json', 'text/markdown', 'application/ld+json'] as const

/**
 * Where a reader who would rather not have HTML is sent. The shared cache in front keys the page by its address alone,
 * so the page does not vary: what `Accept` chooses is another address. The answer that sends there varies and is never
 * kept, so it cannot stand in the page's place; a reader whom the cache answers with the page finds the same addresses
 * in its `Link` field. (Varying on `Accept` would keep a copy of the page for every version of every browser:
 * https://developers.cloudflare.com/cache/concepts/vary/)
 */
const elsewhere = (accept: string | undefined, origin: string, slug: string): Response | undefined => {
  // As browsers and curl ask, who are nearly all.
  if (accept === undefined || accept === '*/*' || accept.startsWith('text/html,')) return undefined
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
const pageOf = async (
  { origin, asset }: RequestContext,
  letter: OpenLetter,
  language: string,
  published: string,
  from: number,
) => {
  const words = await messagesFor(language, asset)
  return {
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: `letter.html;${language};${words.language}${from === 0 ? '' : `;${from}`}`,
    language,
    headers: () => ({ Link: linkField(origin, letter.slug) }),
    render: async () => letterPage(await letterView(letter, language, published, origin, from), words),
  } satisfies Partial<Representation>
}

/** Which language of a letter to show, or what to answer in place of the letter. */
type Choice = (letter: OpenLetter) => string | Response

/**
 * The letter as a page, with as many signatories as one answer holds. A `cursor` gives those that follow, of the
 * revision that it names. Other parameters, as links on other sites may carry, are dropped.
 */
const show = async (store: Store, visit: RequestContext, choose: Choice) => {
  const { io, origin, search, accept, param, respond } = visit
  const slug = param('slug')
  const query = new URLSearchParams(search)
  const given = new URLSearchParams(query.getAll('cursor').map((value) => ['cursor', value]))
  const { cursor } = parseQuery(CursorQuery, given.toString())
  if (query.size > given.size) throw new Redirection(given.toString())
  if (!cursor) {
    return store.current(io, slug, async (letter) => {
      const language = choose(letter)
      if (typeof language !== 'string') return language
      return (
        elsewhere(accept, origin, slug) ??
        respond({
          ...currentMeta(letter),
          ...(await pageOf(visit, letter, language, letter.head.published, 0)),
        })
      )
    })
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
    if (!since) return undefined
    const language = choose(letter)
    if (typeof language !== 'string') return language
    return respond({ ...revisionMeta(letter), ...(await pageOf(visit, letter, language, since, from)) })
  })
  if (response) return response
  throw noLongerHeld(cursor.revision, start)
}

/** The language that a letter was written in. */
export const originalLanguage = ({ revision }: OpenLetter): string => revision.languages[0]

/** The letter in the language that it was written in. */
export const page: Handler = (store, visit) => show(store, visit, originalLanguage)

/**
 * The letter in the language that the address names, and never in one that the browser prefers: caches stay simple, and
 * a link shows everyone the same. The original has one address, the short one.
 */
export const translation: Handler = (store, visit) => {
  const { origin, param } = visit
  const asked = param('lang')
  return show(store, visit, (letter) => {
    const { slug, revision } = letter
    const { languages } = revision
    const language = languages.find((each) => each.toLowerCase() === asked.toLowerCase())
    if (language === undefined) {
      return new Response(untranslatedPage({ origin, slug, asked, languages }), {
        status: 404,
        headers: {
          ...pageHeaders,
          ...problemHeaders(nothingAt('')),
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Language': 'en',
        },
      })
    }
    const original = originalLanguage(letter)
    if (language === asked && language !== original) return language
    const short = addresses(origin, slug).page
    const response = redirect(308, language === original ? short : `${short}/${language}`, 'current')
    response.headers.set('Cache-Tag', `letters,letter:${slug}`)
    return response
  })
}
