import { cacheControlOf } from '../http/freshness.ts'
import { pageHeaders } from '../http/headers.ts'
import { ProblemError, problemHeaders } from '../http/problem.ts'
import type { Representation } from '../http/representation.ts'
import { addresses } from '../render/addresses.ts'
import { letterPage } from '../render/page/letter.tsx'
import { untranslatedPage } from '../render/page/untranslated.tsx'
import type { OpenLetter } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { ofCurrent, ofRevision } from './letter.ts'
import { nothingAt } from './problems.ts'
import { CursorQuery, MOST, parseQuery } from './query.ts'
import type { Resource, Visit } from './resource.ts'
import { noLongerHeld } from './signatories.ts'

/** `from`: the place of the page's first signatory in the list, from 0. */
const pageOf = (origin: string, letter: OpenLetter, language: string, published: string, from: number) => {
  const { slug, revision } = letter
  return {
    kind: 'page',
    type: 'text/html; charset=utf-8',
    name: from === 0 ? `letter.html;${language}` : `letter.html;${language};${from}`,
    language,
    async render() {
      const [words, { signatories, next }] = await Promise.all([
        letter.letter(),
        letter.list('letter', { status: 'active' }, [from], MOST),
      ])
      const translation = words.letter.translations.find((each) => each.language === language)
      if (!translation) throw new TypeError(`revision ${revision.id} has no words in ${language}`)
      const page = addresses(origin, slug).pageIn(language, words.letter)
      return letterPage({
        origin,
        letter: words.letter,
        translation,
        revision: { id: revision.id, published },
        total: revision.count,
        first: from + 1,
        signatories: signatories.map(({ signatory }) => signatory),
        ...(next && { next: `${page}?cursor=${revision.id}.${next.join('-')}` }),
      })
    },
  } satisfies Partial<Representation>
}

/** Which language of a letter to show, or what to answer in place of the letter. */
type Choice = (letter: OpenLetter) => string | Response

/**
 * The letter as a page, with as many signatories as one answer holds. A `cursor` gives those that follow, of the
 * revision that it names. Other parameters, as links on other sites may carry, change nothing.
 */
const show = async (store: Store, { io, origin, query, param, answer }: Visit, choose: Choice) => {
  const slug = param('slug')
  const given = query.getAll('cursor').map((value) => ['cursor', value])
  const { cursor } = parseQuery(CursorQuery, new URLSearchParams(given))
  if (!cursor) {
    return store.current(io, slug, async (letter) => {
      const language = choose(letter)
      if (typeof language !== 'string') return language
      return answer({ ...ofCurrent(letter), ...pageOf(origin, letter, language, letter.head.published, 0) })
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
    return answer({ ...ofRevision(letter), ...pageOf(origin, letter, language, since, from) })
  })
  if (response) return response
  throw noLongerHeld(cursor.revision, start)
}

const originalLanguage = ({ revision }: OpenLetter): string => {
  const [original] = revision.languages
  if (original === undefined) throw new TypeError('a letter has at least its original text')
  return original
}

/** The letter in the language that it was written in. */
export const page: Resource = (store, visit) => show(store, visit, originalLanguage)

/**
 * The letter in the language that the address names, and never in one that the browser prefers: caches stay simple, and
 * a link shows everyone the same. The original has one address, the short one.
 */
export const translation: Resource = (store, visit) => {
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
    return new Response(null, {
      status: 308,
      headers: {
        ...pageHeaders,
        Location: language === original ? short : `${short}/${language}`,
        'Cache-Control': cacheControlOf('current'),
        'Cache-Tag': `letters,letter:${slug}`,
      },
    })
  })
}
