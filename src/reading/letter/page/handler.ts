import type * as z from 'zod/mini'
import { preferredType } from '../../../http/negotiate.ts'
import { answerWithProblem, badQuery, ProblemError } from '../../../http/problem.ts'
import { parsePageQuery } from '../../../http/query.ts'
import { redirect } from '../../../http/redirect.ts'
import { addresses } from '../../../page/addresses.ts'
import type { Messages } from '../../../page/messages.ts'
import type { Head } from '../../../revision/layout.ts'
import type { Handler, RequestContext } from '../../handler.ts'
import { pageHeaders } from '../../headers.ts'
import { messagesFor } from '../../messages.ts'
import { notAcceptable, notFound, revisionGone } from '../../problems.ts'
import type { Representation } from '../../respond.ts'
import { redirectToTime } from '../../revisions/at.ts'
import { andThen, type Soon } from '../../soon.ts'
import type { FoundLetter, Store } from '../../store/store.ts'
import { alternates, linkField } from '../alternates.ts'
import { currentMeta, originalLanguage, revisionMeta } from '../meta.ts'
import { type LetterView, letterView } from '../view.ts'
import { letterPage } from './page.tsx'
import { PageQuery } from './query.ts'
import { untranslatedPage } from './untranslated-page.tsx'

const MEDIA_TYPES = ['text/html', 'application/json', 'text/markdown', 'application/ld+json'] as const

/**
 * Where a reader who would rather not have HTML is sent. The shared cache in front keys the page by its address alone,
 * so the page does not vary: what `Accept` chooses is another address. The answer that sends there varies and is never
 * kept, so it cannot stand in the page's place; a reader whom the cache answers with the page finds the same addresses
 * in its `Link` field. (Varying on `Accept` would keep a copy of the page for every version of every browser:
 * https://developers.cloudflare.com/cache/concepts/vary/)
 */
const redirectToPreferred = (
  accept: string | undefined,
  origin: string,
  slug: string,
): Response | undefined => {
  // As browsers and curl ask, who are nearly all.
  if (accept === undefined || accept === '*/*' || accept.startsWith('text/html,')) return undefined
  const type = preferredType(accept, MEDIA_TYPES)
  if (type === 'text/html') return undefined
  if (type === undefined) throw new ProblemError(notAcceptable(accept, MEDIA_TYPES))
  const at = addresses(origin, slug)
  const address = {
    'application/json': at.json,
    'text/markdown': at.as('md'),
    'application/ld+json': at.as('jsonld'),
  }[type]
  const response = redirect(303, address, 'never')
  response.headers.set('Vary', 'Accept')
  return response
}

/** `from`: the place of the page's first signatory in the list, from 0. */
const pageOf = (
  origin: string,
  letter: FoundLetter,
  language: string,
  messages: Messages,
  published: string,
  from: number,
  {
    sign,
    signing,
    earlier,
    pictures,
    history,
  }: Pick<LetterView, 'sign' | 'signing' | 'earlier'> & Partial<Pick<Head, 'pictures' | 'history'>> = {},
) => {
  return {
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: `letter.html;${language};${messages.language}${from === 0 ? '' : `;${from}`}${pictures ? `;${pictures.made_of}` : ''}${history ? `;${history.length}` : ''}`,
    language,
    headers: () => ({ Link: linkField(alternates(origin, letter.slug)) }),
    sign,
    render: async () => {
      const view = await letterView(letter.open(), { origin, language, published, from, pictures, history })
      return letterPage({ ...view, sign, signing, earlier }, messages)
    },
  } satisfies Partial<Representation>
}

/** Which language of a letter to show, or what to answer in place of the letter. */
type ChooseLanguage = (letter: FoundLetter) => string | Response

/**
 * The letter as a page, with as many signatories as one answer holds. A `cursor` gives those that follow, of the
 * revision that it names. Other parameters, as links on other sites may carry, are dropped.
 */
const respondWithPage = (
  store: Store,
  context: RequestContext,
  chooseLanguage: ChooseLanguage,
): Soon<Response | undefined> => {
  const { io, origin, search, accept, param, sign, respond } = context
  const slug = param('slug')
  const { cursor, at } = parsePageQuery(PageQuery, search)
  if (at) return redirectToTime(store, context, at, addresses(origin, slug).revisionPage)
  if (!cursor) {
    return store.current(io, slug, (letter): Soon<Response> => {
      const language = chooseLanguage(letter)
      if (typeof language !== 'string') return language
      const elsewhere = redirectToPreferred(accept(), origin, slug)
      if (elsewhere) return elsewhere
      const { published, signing, earlier_texts, pictures, history } = letter.head
      return andThen(messagesFor(language, io), (messages) =>
        respond({
          ...currentMeta(letter),
          ...pageOf(origin, letter, language, messages, published, 0, {
            sign: sign(letter),
            signing,
            earlier: earlier_texts,
            pictures,
            history,
          }),
        }),
      )
    })
  }
  return respondWithRest(store, context, chooseLanguage, cursor)
}

/** Of the revision that a cursor names, the page that begins there. */
const respondWithRest = async (
  store: Store,
  { io, origin, param, respond }: RequestContext,
  chooseLanguage: ChooseLanguage,
  cursor: NonNullable<z.infer<typeof PageQuery>['cursor']>,
): Promise<Response> => {
  const slug = param('slug')
  const [from, ...rest] = cursor.place
  const start = addresses(origin, slug).page
  if (from === undefined || rest.length > 0 || cursor.query !== '') {
    const detail = `cursor belongs to another list. Start again at ${start}.`
    throw new ProblemError({ type: badQuery, detail })
  }
  // Read beside the revision, not after it.
  const publishing = store.published(io, slug, cursor.revision)
  const response = await store.revision(io, slug, cursor.revision, async (letter) => {
    const published = await publishing
    if (!published) return undefined
    const language = chooseLanguage(letter)
    if (typeof language !== 'string') return language
    const messages = await messagesFor(language, io)
    return respond({
      ...revisionMeta(letter),
      ...pageOf(origin, letter, language, messages, published, from),
    })
  })
  if (response) return response
  throw new ProblemError(revisionGone(cursor.revision, start))
}

/** The letter in the language that it was written in. */
export const page: Handler = (store, context) => respondWithPage(store, context, originalLanguage)

/**
 * The letter in the language that the address names, and never in one that the browser prefers: caches stay simple, and
 * a link shows everyone the same. The original has one address, the short one.
 */
export const translation: Handler = (store, context) => {
  const { origin, param } = context
  const tag = param('lang')
  return respondWithPage(store, context, (letter) => {
    const { slug, revision } = letter
    const { languages } = revision
    const language = languages.find((each) => each.toLowerCase() === tag.toLowerCase())
    if (language === undefined) {
      return answerWithProblem(notFound(''), untranslatedPage({ origin, slug, tag, languages }), {
        ...pageHeaders,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': 'en',
      })
    }
    const original = originalLanguage(letter)
    if (language === tag && language !== original) return language
    const short = addresses(origin, slug).page
    const response = redirect(308, language === original ? short : `${short}/${language}`, 'current')
    response.headers.set('Cache-Tag', `letters,letter:${slug}`)
    return response
  })
}
