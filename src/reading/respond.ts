import version from '../../build/version.json'
import { cacheControlOf, type Freshness } from '../http/freshness.ts'
import { createLru } from '../http/lru.ts'
import { ProblemError } from '../http/problem.ts'
import { site } from '../page/site.ts'
import { headerProfiles } from './headers.ts'
import { preconditionFailed } from './problems.ts'
import type { Soon } from './soon.ts'
import type { Io } from './store/kv-reader.ts'

/** Rendered bodies kept in the isolate, in bytes. */
const BODIES_LIMIT = 16 * 1024 * 1024
/** What an entry weighs beside its body and its key: two sets of header fields. */
const OVERHEAD = 5 * 1024

/** A resource in one form, as it stands now. All but `render` is known before any rendering. */
export type Representation = {
  headerProfile: keyof typeof headerProfiles
  /** The media type, with its parameters. */
  type: string
  /** Tells it from the letter's other representations; made of characters that an entity tag may have. */
  variant: string
  /** The address of the form that it leads to. */
  sign?: string | undefined
  /** What it was made from: a revision id, or what else changes whenever the content does. */
  validator: string
  /** When that was published, an ISO instant. */
  published?: string
  freshness: Freshness
  tags: string[]
  language?: string | undefined
  /** Further header fields, the same for as long as the entity tag is. */
  headers?: () => Record<string, string>
  /** A body that is too large for memory comes as a stream, and is not kept. */
  render: () => Body | Promise<Body>
}

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>

/**
 * What is kept of a representation: its entity tag, what is answered where the reader has it already, and once it was
 * rendered its body with what that is answered with. To make a `Response` like another is faster than one with the same `Headers`.
 */
type Kept = {
  etag: string
  notModified: Response
  whole?: { body: Uint8Array<ArrayBuffer>; ok: Response }
}

/** RFC 9110, 15.4.5: without what only describes the body. */
const notModifiedOf = (headers: Headers): Response => {
  const response = new Response(null, { status: 304, headers })
  response.headers.delete('Content-Type')
  response.headers.delete('Content-Length')
  return response
}

/**
 * A strong entity tag (RFC 9110, 8.8.3), known before the body is: what it was made from, when that was published,
 * which form this is, whether the public can sign, and the code that renders it.
 */
const entityTag = ({ validator, published, variant, sign = '' }: Representation): string => {
  const at = published === undefined ? '' : `.${Date.parse(published).toString(36)}`
  return `"${validator.slice(0, 16)}${at}.${variant}${sign}.${version.version}"`
}

const headersOf = (representation: Representation, etag: string): Headers => {
  const { headerProfile, type, published, freshness, tags, language } = representation
  const headers = new Headers({ ...headerProfiles[headerProfile], ...representation.headers?.() })
  headers.set('Content-Type', type)
  headers.set('Cache-Control', cacheControlOf(freshness))
  headers.set('Cache-Tag', tags.join(','))
  headers.set('ETag', etag)
  if (published !== undefined) headers.set('Last-Modified', new Date(published).toUTCString())
  if (language !== undefined) headers.set('Content-Language', language)
  // Whatever shows letters is under their licence, also where its form has no place to say so (RFC 8288, RFC 4946).
  if (site.licence && tags.includes('letters')) headers.append('Link', `<${site.licence.url}>; rel="license"`)
  return headers
}

/** Says how long a request waited for KV and for rendering (https://www.w3.org/TR/server-timing/); nothing when warm. */
const addTimings = (headers: Headers, waited: number, rendered: number | undefined): void => {
  if (waited > 0) headers.append('Server-Timing', `kv;dur=${waited}`)
  if (rendered !== undefined) headers.append('Server-Timing', `render;dur=${rendered}`)
}

/** RFC 9110, 9.3.2. While a Worker starts it can make no other response. */
const withBody = ({ method }: Request, body: Body, init: ResponseInit): Response =>
  new Response(method === 'HEAD' ? null : body, init)

/** Answers a request with a representation. */
export type Respond = (
  request: Request,
  context: { io: Pick<Io, 'waited'>; origin: string },
  representation: Representation,
) => Soon<Response>

/**
 * Answers requests with representations: 304 where the reader has it already (RFC 9110, 13.2.2), else the body,
 * rendered once and then kept in the isolate.
 */
export const createResponder = (): Respond => {
  const memory = createLru<Kept>(BODIES_LIMIT)

  const keep = (key: string, kept: Kept): Kept => {
    memory.set(key, kept, (kept.whole?.body.byteLength ?? 0) + 2 * key.length + OVERHEAD)
    return kept
  }

  /** Answers with the body as it is rendered now, and keeps it under its key. */
  const answerRendered = async (
    request: Request,
    io: Pick<Io, 'waited'>,
    representation: Representation,
    etag: string,
    key: string,
  ): Promise<Response> => {
    const start = performance.now()
    const waitedBefore = io.waited
    const rendered = await representation.render()
    if (rendered instanceof ReadableStream)
      return withBody(request, rendered, { headers: headersOf(representation, etag) })
    const body =
      typeof rendered === 'string'
        ? (new TextEncoder().encode(rendered) as Uint8Array<ArrayBuffer>)
        : rendered
    const duration = Math.max(0, Math.round(performance.now() - start - (io.waited - waitedBefore)))
    const headers = headersOf(representation, etag)
    // Said here because a HEAD response, which has no body, would lack it (RFC 9110, 9.3.2).
    headers.set('Content-Length', String(body.byteLength))
    keep(key, {
      etag,
      notModified: notModifiedOf(headers),
      whole: { body, ok: new Response(null, { headers }) },
    })
    addTimings(headers, io.waited, duration)
    return withBody(request, body, { headers })
  }

  return (request, { io, origin }, representation) => {
    const { headers: asked } = request
    const { validator, published, variant, sign, freshness } = representation
    const key = `${origin} ${validator} ${published} ${variant} ${sign} ${freshness}`
    const known = memory.get(key)
    const etag = known?.etag ?? entityTag(representation)
    if (!isMatch(asked, etag)) throw new ProblemError(preconditionFailed(etag))
    if (isFresh(asked, etag, published)) {
      const { notModified } =
        known ?? keep(key, { etag, notModified: notModifiedOf(headersOf(representation, etag)) })
      const response = new Response(null, notModified)
      if (io.waited > 0) addTimings(response.headers, io.waited, undefined)
      return response
    }
    return known?.whole
      ? withBody(request, known.whole.body, known.whole.ok)
      : answerRendered(request, io, representation, etag, key)
  }
}

/** Whether `If-Match` holds (RFC 9110, 13.1.1): by the strong comparison, in which a weak tag matches nothing. */
const isMatch = (asked: Headers, etag: string): boolean => {
  const match = asked.get('If-Match')
  return match === null || names(match, etag)
}

/** Whether the reader has it: by its tag (RFC 9110, 13.1.2), or where they name none by its date (13.1.3). */
const isFresh = (asked: Headers, etag: string, published: string | undefined): boolean => {
  const noneMatch = asked.get('If-None-Match')
  // As nearly every browser and cache asks; else by the weak comparison.
  if (noneMatch !== null)
    return noneMatch === etag || names(noneMatch.replaceAll('W/', ''), etag.replace('W/', ''))
  const since = asked.get('If-Modified-Since')
  if (since === null || published === undefined) return false
  return Math.floor(Date.parse(published) / 1000) * 1000 <= Date.parse(since)
}

/** Whether a list of tags has this one, or is `*`. None of ours holds a comma. */
const names = (list: string, etag: string): boolean =>
  list.split(',').some((each) => each.trim() === '*' || each.trim() === etag)
