/** A letter as a deployment serves it to everybody, through its public API. */
import * as z from 'zod/mini'
import { COLUMNS } from '../letter/columns.ts'
import { CalendarDate, RevisionId, Signatory } from '../letter/schema.ts'
import { Signature } from '../revision/layout.ts'
import type { PositionedSignatory } from '../revision/packed.ts'
import type { Side } from './diff/compare.ts'
import { withoutUsualName } from './diff/snapshots.ts'
import { DeploymentError } from './errors.ts'
import { parseJson } from './parse-json.ts'

/** Milliseconds that one request may take. */
const REQUEST_TIMEOUT_MS = 30_000

const words = {
  language: z.string(),
  title: z.string(),
  addressee: z.string(),
  context: z.optional(z.string()),
  text: z.string(),
}

const LetterJson = z.object({
  ...words,
  date: CalendarDate,
  translations: z.array(z.object(words)),
  signatories: z.object({ count: z.int() }),
  revision: RevisionId,
  signature: z.optional(z.nullable(Signature)),
})

const PageJson = z.object({
  revision: RevisionId,
  signatories: z.array(z.looseObject({ position: z.int() })),
  links: z.object({ next: z.nullable(z.string()) }),
})

/** In bytes: the longest letter in every language, or the largest page of its list, several times over. */
const MAX_ANSWER = 32 * 1024 * 1024

/** @throws DeploymentError as soon as the answer is longer than any that is right */
const readBytes = async (url: string, response: Response): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > MAX_ANSWER)
      throw new DeploymentError(url, `answers more than ${MAX_ANSWER / 1024 / 1024} MiB, as no letter does`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const REASONS: Record<string, string> = {
  ENOTFOUND:
    'no host of that name is known; see whether it is spelt right, and whether there is a connection',
  EAI_AGAIN: 'the name of the host cannot be looked up; see whether there is a connection',
  ECONNREFUSED: 'nothing answers there; see whether the address is right',
}

const whyUnreached = ({ message, cause }: Error): string =>
  cause instanceof Error ? (REASONS[(cause as NodeJS.ErrnoException).code ?? ''] ?? cause.message) : message

/** What an address answers now, not what a cache has of it. @throws DeploymentError */
const ask = async (url: string): Promise<{ response: Response; bytes: Buffer }> => {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      headers: { 'Cache-Control': 'no-cache' },
    })
    return { response, bytes: await readBytes(url, response) }
  } catch (error) {
    if (error instanceof DeploymentError) throw error
    throw new DeploymentError(url, `cannot be reached: ${whyUnreached(error as Error)}`)
  }
}

export type Answer = { status: number; etag: string; bytes: Buffer }

/** What is at an address; of a redirect, that. `etag` is empty where there is none. @throws DeploymentError */
export const fetchBytes = async (url: string): Promise<Answer> => {
  const { response, bytes } = await ask(url)
  return { status: response.status, etag: response.headers.get('ETag') ?? '', bytes }
}

/** The same as text. @throws DeploymentError */
export const fetchText = async (url: string): Promise<{ status: number; text: string }> => {
  const { status, bytes } = await fetchBytes(url)
  return { status, text: bytes.toString() }
}

/** The JSON at an address, or undefined where there is nothing (404). @throws DeploymentError for any other answer */
export const fetchJson = async <Schema extends z.ZodMiniType>(
  url: string,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> => {
  const { response, bytes } = await ask(url)
  if (response.status === 404) return undefined
  const elsewhere = response.headers.get('Location')
  if (response.status >= 300 && response.status < 400 && elsewhere !== null)
    throw new DeploymentError(
      url,
      `leads to ${elsewhere}: if that is the deployment, give its address to --url`,
    )
  if (!response.ok) throw new DeploymentError(url, `answered ${response.status} ${response.statusText}`)
  const result = z.safeParse(schema, parseJson(bytes.toString()))
  if (!result.success)
    throw new DeploymentError(url, `did not answer as expected: ${z.prettifyError(result.error)}`)
  return result.data
}

/** More than any letter has, who withdrew among them. */
const MAX_SIGNATORIES = 5_000_000

/** `everyone` is who signed, withdrawn or not, in the letter's order. */
export type Served = Side & { everyone: Signatory[]; signature?: Signature | undefined }

const signatoryOf = (url: string, item: Record<string, unknown>): Signatory => {
  const known = Object.fromEntries(
    COLUMNS.flatMap((column) => (item[column] == null ? [] : [[column, item[column]]])),
  )
  const result = z.safeParse(Signatory, known)
  if (!result.success)
    throw new DeploymentError(url, `holds a signatory that is none: ${z.prettifyError(result.error)}`)
  return withoutUsualName(result.data)
}

/** The query string of the page that follows the one at `url`. @throws DeploymentError where `next` is no address */
export const nextQuery = (url: string, next: string): string => {
  if (!URL.canParse(next, url)) throw new DeploymentError(url, `leads on to ${next}, which is no address`)
  return new URL(next, url).search
}

/** The letter with everyone who signed it, all of one revision; undefined where it is not served. @throws DeploymentError */
export const fetchLetter = async (origin: string, slug: string): Promise<Served | undefined> => {
  const address = `${origin}/v1/letters/${slug}`
  const letter = await fetchJson(address, LetterJson)
  if (letter === undefined) return undefined
  const { date, revision, signature, translations, language, title, addressee, context, text } = letter
  const placed: PositionedSignatory[] = []
  const positions = new Set<number>()
  let active = 0
  for (let query = '?status=all'; ; ) {
    const url: string = `${address}/signatories${query}`
    const page: z.infer<typeof PageJson> | undefined = await fetchJson(url, PageJson)
    if (page === undefined || page.revision !== revision) {
      throw new DeploymentError(
        url,
        `is not of revision ${revision}: a publish is just spreading; try again in two minutes`,
      )
    }
    for (const item of page.signatories) {
      if (positions.has(item.position)) throw new DeploymentError(url, `has position ${item.position} again`)
      positions.add(item.position)
      const signatory = signatoryOf(url, item)
      if (signatory.withdrawn === undefined) active++
      placed.push({ position: item.position, signatory })
    }
    if (active > letter.signatories.count)
      throw new DeploymentError(url, `lists more people than the ${letter.signatories.count} of the letter`)
    if (page.links.next === null) break
    if (page.signatories.length === 0 || placed.length >= MAX_SIGNATORIES)
      throw new DeploymentError(url, 'leads on and on: its list does not end')
    query = nextQuery(url, page.links.next)
  }
  // Those who withdrew come after the others; the revision has all in the letter's order.
  const everyone = placed.sort((a, b) => a.position - b.position).map(({ signatory }) => signatory)
  return {
    revision,
    count: letter.signatories.count,
    date,
    translations: [{ language, title, addressee, context, text }, ...translations],
    signatories: everyone.filter(({ withdrawn }) => withdrawn === undefined),
    withdrawn: everyone.filter(({ withdrawn }) => withdrawn !== undefined),
    everyone,
    ...(signature && { signature }),
  }
}

/** Of a deployment of an older version, all letters are on one page. */
const LettersJson = z.object({
  letters: z.array(z.object({ slug: z.string() })),
  links: z.optional(z.object({ next: z.optional(z.nullable(z.string())) })),
})

/** The letters that a deployment lists. */
export const fetchSlugs = async (origin: string): Promise<string[]> => {
  const slugs: string[] = []
  for (let next: string | null | undefined = `${origin}/v1/letters`; next; ) {
    const page: z.infer<typeof LettersJson> | undefined = await fetchJson(next, LettersJson)
    slugs.push(...(page?.letters ?? []).map(({ slug }) => slug))
    next = page?.links?.next
  }
  return slugs
}
