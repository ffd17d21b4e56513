/**
 * A client of the API, typed by the schemas that the Worker validates with. It needs nothing but `fetch`.
 *
 * @example
 * const letters = createClient('https://letters.example')
 * for await (const { printed_as } of letters.signatories('a-letter')) console.log(printed_as)
 */
import type {
  ChangesJson,
  CountsJson,
  FoundSignatoriesJson,
  LetterJson,
  LetterSignatory,
  LetterSummary,
  LettersJson,
  ProblemJson,
  PublicationJson,
  RevisionJson,
  RevisionsJson,
  SignatoriesJson,
  SignatoryItem,
  SignatoryJson,
} from './schemas.ts'

export type * from './schemas.ts'

export type ClientOptions = {
  /** Milliseconds that one attempt may take. */
  timeout?: number
  /** How often a request is tried again after a 429, a 5xx, a timeout or a broken connection. */
  retries?: number
  /** How many answers are kept, to ask with their ETag whether they are still right. */
  cacheSize?: number
  fetch?: typeof fetch
}

export type RequestOptions = { signal?: AbortSignal }

export type FindOptions<Page> = RequestOptions & {
  /**
   * Is told of each page before what is on it: how many there are (`count`), and what could not be looked through (`complete`,
   * `incomplete`).
   */
  onPage?: (page: Page) => void
}

/** Which letters; all of them where nothing is asked for. Days are written YYYY-MM-DD. */
export type LetterFilter = {
  /** Words of title, addressee, line of context or text. */
  q?: string
  language?: string
  addressee?: string
  since?: string
  until?: string
  /** Words of the name, acronym or alias of somebody who signed. */
  signed_by?: string
}

/** The API answered with a problem (RFC 9457), or with something that is none: then `problem` is undefined. */
export class ApiError extends Error {
  readonly status: number
  readonly problem: ProblemJson | undefined
  constructor(url: string, status: number, problem: ProblemJson | undefined) {
    super(`${url} answered ${status}${problem ? `: ${problem.detail}` : ''}`)
    this.name = 'ApiError'
    this.status = status
    this.problem = problem
  }
}

/** Milliseconds before the first retry; each further one waits twice as long, up to `MAX_DELAY_MS`. */
const FIRST_DELAY_MS = 250
const MAX_DELAY_MS = 30_000

const isWorthRetrying = (status: number): boolean => status === 429 || status >= 500

/** Milliseconds that a `Retry-After` field asks for (RFC 9110, 10.2.3): seconds or a date. */
const retryAfter = (response: Response | undefined): number | undefined => {
  const value = response?.headers.get('Retry-After')
  if (!value) return undefined
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(milliseconds) ? undefined : Math.min(MAX_DELAY_MS, Math.max(0, milliseconds))
}

/** @throws what `signal` was aborted with */
const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
  })

const problemIn = async (response: Response): Promise<ProblemJson | undefined> => {
  if (!response.headers.get('Content-Type')?.startsWith('application/problem+json')) return undefined
  return (await response.json().catch(() => undefined)) as ProblemJson | undefined
}

/**
 * @param origin of the deployment, such as `https://letters.example`
 */
export const createClient = (origin: string, options: ClientOptions = {}) => {
  const { timeout = 10_000, retries = 3, cacheSize = 100, fetch: send = fetch } = options
  const cache = new Map<string, { etag: string; value: unknown }>()

  const keep = (url: string, etag: string, value: unknown): void => {
    cache.delete(url)
    cache.set(url, { etag, value })
    for (const oldest of cache.keys()) {
      if (cache.size <= cacheSize) break
      cache.delete(oldest)
    }
  }

  /** Throws an `ApiError`, a `TimeoutError`, what `signal` was aborted with, or what `fetch` throws. */
  const get = async <Shape>(path: string, { signal }: RequestOptions = {}): Promise<Shape> => {
    const url = new URL(path, origin).href
    for (let attempt = 0; ; attempt++) {
      signal?.throwIfAborted()
      const last = attempt >= retries
      const cached = cache.get(url)
      let response: Response | undefined
      try {
        const limit = AbortSignal.timeout(timeout)
        response = await send(url, {
          headers: { Accept: 'application/json', ...(cached && { 'If-None-Match': cached.etag }) },
          signal: signal ? AbortSignal.any([signal, limit]) : limit,
        })
        if (response.status === 304 && cached) return structuredClone(cached.value) as Shape
        if (response.ok) {
          const value = (await response.json()) as Shape
          const etag = response.headers.get('ETag')
          if (etag !== null) keep(url, etag, structuredClone(value))
          return value
        }
        if (last || !isWorthRetrying(response.status)) {
          throw new ApiError(url, response.status, await problemIn(response))
        }
        await response.body?.cancel()
      } catch (error) {
        if (last || signal?.aborted || error instanceof ApiError) throw error
      }
      // Half of the wait is chance, so that many clients do not come back at once.
      const backoff = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt) * (0.5 + Math.random() / 2)
      await pause(retryAfter(response) ?? backoff, signal)
    }
  }

  /** What all pages from an address on have, page by page as it is asked for. */
  async function* listed<Page extends { links: { next: string | null } }, Item>(
    path: string,
    itemsOf: (page: Page) => Item[],
    options: FindOptions<Page> | undefined,
  ): AsyncGenerator<Item, void, undefined> {
    for (let next: string | null = path; next !== null; ) {
      const page: Page = await get<Page>(next, options)
      options?.onPage?.(page)
      yield* itemsOf(page)
      next = page.links.next
    }
  }

  const letter = (slug: string): string => `/v1/letters/${encodeURIComponent(slug)}`

  return {
    letters: (options?: RequestOptions) => get<LettersJson>('/v1/letters', options),
    /** Those of the letters that are asked for, the newest first, page by page as they are asked for. */
    findLetters: (
      filter: LetterFilter,
      options?: FindOptions<LettersJson>,
    ): AsyncGenerator<LetterSummary, void, undefined> => {
      const query = new URLSearchParams(filter)
      query.sort()
      return listed(`/v1/letters?${query}`, (page: LettersJson) => page.letters, options)
    },
    /**
     * The signatures of those in whose names or affiliations each of these words begins one, one for each letter, page by page as
     * they are asked for. Throws an `ApiError` with the status 410 where who signed was changed by a publish meanwhile: start again.
     */
    findSignatories: (
      q: string,
      options?: FindOptions<FoundSignatoriesJson>,
    ): AsyncGenerator<LetterSignatory, void, undefined> =>
      listed(
        `/v1/signatories?${new URLSearchParams({ q })}`,
        (page: FoundSignatoriesJson) => page.signatories,
        options,
      ),
    letter: (slug: string, options?: RequestOptions) => get<LetterJson>(letter(slug), options),
    signatory: (slug: string, id: string, options?: RequestOptions) =>
      get<SignatoryJson>(`${letter(slug)}/signatories/${encodeURIComponent(id)}`, options),
    /** The letter as it stood at some time: the end of a day in UTC (`2027-03-01`), or an instant. */
    letterAt: (slug: string, at: string, options?: RequestOptions) =>
      get<RevisionJson>(`${letter(slug)}?at=${encodeURIComponent(at)}`, options),
    /** How many signed by day, by country or by type. */
    counts: <By extends CountsJson['by']>(slug: string, by: By, options?: RequestOptions) =>
      get<Extract<CountsJson, { by: By }>>(`${letter(slug)}/counts?by=${by}`, options),
    /** `id`: whole, or its first 7 digits or more. */
    revision: (slug: string, id: string, options?: RequestOptions) =>
      get<RevisionJson>(`${letter(slug)}/revisions/${id}`, options),
    changes: (slug: string, before: string, after: string, options?: RequestOptions) =>
      get<ChangesJson>(`${letter(slug)}/compare/${before}...${after}`, options),
    /**
     * Everyone who signed, in the letter's order, page by page as they are asked for. All come from one revision, even
     * when another is published meanwhile.
     */
    signatories: (slug: string, options?: RequestOptions): AsyncGenerator<SignatoryItem, void, undefined> =>
      listed(`${letter(slug)}/signatories`, (page: SignatoriesJson) => page.signatories, options),
    /** What was published, the newest first, page by page as it is asked for. */
    revisions: (slug: string, options?: RequestOptions): AsyncGenerator<PublicationJson, void, undefined> =>
      listed(`${letter(slug)}/revisions`, (page: RevisionsJson) => page.revisions, options),
  }
}

export type Client = ReturnType<typeof createClient>
