/** What every handler of this Worker begins with. */
import type { Context } from 'hono'
import { isSlug } from '../letter/schema.ts'
import { RESERVED_SLUGS, type Signing } from '../letter/signing.ts'
import { site } from '../page/site.ts'
import type { Bindings } from './bindings.ts'
import { framedHeadersFor, pageHeaders, pageHeadersFor, type Runs } from './headers.ts'
import { type LetterToSign, readLetter } from './letter.ts'
import { chooseLanguage, wordsIn } from './messages.ts'
import { placesOf } from './origins.ts'
import { type Around, sayingPage } from './pages/page.tsx'
import { registerIn } from './register/object.ts'

export type Ctx = Context<{ Bindings: Bindings }>

/** Nobody types more into a form. */
const MAX_BODY = 16 * 1024

/** Where readers find the letters. */
export const readersOrigin = (c: Ctx): string => placesOf(c.req.url).readers

/** Where the form is: what mails lead to. */
export const formOrigin = (c: Ctx): string => placesOf(c.req.url).form

/** Whether it is asked for in another site's page: the form, and what comes of it. Nothing else may be framed. */
const isFramed = (c: Ctx): boolean => {
  const [, slug] = /^\/sign\/([^/]+)(?:\/sent)?$/.exec(c.req.path) ?? []
  return slug !== undefined && !RESERVED_SLUGS.includes(slug) && c.req.query('frame') !== undefined
}

export const around = (c: Ctx, original = site.language): Around => ({
  origin: readersOrigin(c),
  isFramed: isFramed(c),
  words: wordsIn(chooseLanguage(c.req.query('lang'), c.req.header('Accept-Language'), original)),
})

export const page = (html: string, status = 200, headers = pageHeaders): Response =>
  new Response(html, { status, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' } })

/** As `page`, for what may stand in a frame. */
export const framable = ({ isFramed }: Around, html: string, status = 200, runs?: Runs): Response =>
  page(html, status, isFramed ? framedHeadersFor(runs) : pageHeadersFor(runs))

/** On the way to the reader: a page in the place of the one asked for. */
export class PageError extends Error {
  readonly response: Response
  constructor(response: Response) {
    super()
    this.name = 'PageError'
    this.response = response
  }
}

export const notHere = (c: Ctx): Response => {
  const here = around(c)
  const { m } = here.words
  return framable(here, sayingPage(here, m.notOpenTitle, m.notOpen), 404)
}

export type WithLetter = LetterToSign & { slug: string; around: Around }

/** The letter that an address names. @throws PageError where there is none */
export const withLetter = async (c: Ctx): Promise<WithLetter> => {
  const slug = c.req.param('slug') ?? ''
  const found = isSlug(slug) ? await readLetter(c.env.LETTERS, slug) : undefined
  if (found === undefined) throw new PageError(notHere(c))
  return { ...found, slug, around: around(c, found.letter.translations[0].language) }
}

/** As `withLetter`, for what only a letter has that was opened for signing. */
export const withSigning = async (c: Ctx): Promise<WithLetter & { signing: Signing }> => {
  const found = await withLetter(c)
  if (found.signing === undefined) throw new PageError(notHere(c))
  return { ...found, signing: found.signing }
}

export const registerOf = (c: Ctx, slug: string) => registerIn(c.env, slug)

/** The fields of a form that was posted. @throws PageError for what is no form of ours */
export const readForm = async (c: Ctx): Promise<URLSearchParams> => {
  const type = c.req.header('Content-Type') ?? ''
  const isForm = type.split(';')[0]?.trim() === 'application/x-www-form-urlencoded'
  const length = Number(c.req.header('Content-Length') ?? Number.NaN)
  const text = isForm && length <= MAX_BODY ? new TextDecoder().decode(await c.req.arrayBuffer()) : undefined
  if (text === undefined) {
    const here = around(c)
    const { m } = here.words
    throw new PageError(framable(here, sayingPage(here, m.errorsTitle, m.again), isForm ? 413 : 415))
  }
  return new URLSearchParams(text)
}

/** The address that a request comes from. It is hashed, with a key of the day, and then forgotten. */
export const clientOf = (c: Ctx): string => c.req.header('CF-Connecting-IP') ?? ''
