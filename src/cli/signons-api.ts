/** The sign-on Worker's API, with the token that the operator set as a secret. */
import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import * as z from 'zod/mini'
import { Country } from '../letter/schema.ts'
import { CheckFailed, WrongUsage } from './command.ts'

const TIME_LIMIT_MS = 30_000
export const LOCAL = 'http://127.0.0.1:8787'

const text = z.optional(z.string())
const Entry = z.object({
  type: z.enum(['person', 'organisation']),
  name: z.string(),
  role: text,
  affiliation: text,
  country: z.optional(Country),
  url: text,
})

const Listed = z.object({
  number: z.int(),
  state: z.string(),
  entry: Entry,
  proposed: z.optional(Entry),
  domain: text,
  confirmed: z.optional(z.number()),
  published: z.optional(z.number()),
  id: text,
  hints: z.array(z.object({ name: z.string() })),
})
export type ListedSignon = z.infer<typeof Listed>

const Page = z.object({ signons: z.array(Listed), next: z.optional(z.int()) })
const Done = z.object({ count: z.int() })
const Refusal = z.object({ detail: z.string() })

export type Place = { at?: string | undefined }

/** The token: of the environment, and on this machine that of `.dev.vars`. */
const readToken = async ({ at }: Place): Promise<string> => {
  const given = process.env.SIGNONS_TOKEN
  if (given) return given
  const local = at === undefined ? parseEnv(await readFile('.dev.vars', 'utf8').catch(() => '')) : {}
  if (local.SIGNONS_TOKEN) return local.SIGNONS_TOKEN
  throw new WrongUsage(
    'There is no token: put the one that was set with `npx wrangler secret put SIGNONS_TOKEN -c wrangler.signing.toml` into the environment variable SIGNONS_TOKEN',
  )
}

const call = async <Schema extends z.ZodMiniType>(
  place: Place,
  schema: Schema,
  path: string,
  body?: object,
): Promise<z.infer<Schema>> => {
  const url = new URL(`/sign/api/${path}`, place.at ?? LOCAL)
  if (url.protocol !== 'https:' && !/^(?:127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname))
    throw new WrongUsage(`${url.origin} is not https: the token would be there for all to read`)
  const response = await fetch(url, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { Authorization: `Bearer ${await readToken(place)}` },
    redirect: 'error',
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  }).catch((error: Error) => {
    throw new CheckFailed(`${url.origin} does not answer: ${error.cause ?? error.message}`)
  })
  const json: unknown = await response.json().catch(() => undefined)
  if (!response.ok) {
    const { data } = z.safeParse(Refusal, json)
    throw new CheckFailed(`${url.origin} says ${response.status}: ${data?.detail ?? 'no reason'}`)
  }
  const result = z.safeParse(schema, json)
  if (!result.success)
    throw new CheckFailed(
      `${url.origin} says what this version does not know: ${z.prettifyError(result.error)}`,
    )
  return result.data
}

/** All sign-ons of a letter in a state, page by page. */
export async function* listSignons(
  place: Place,
  slug: string,
  query: { state: string; search?: string | undefined },
): AsyncGenerator<ListedSignon> {
  const { state, search } = query
  for (let after: number | undefined = 0; after !== undefined; ) {
    const parameters = new URLSearchParams({ state, after: `${after}`, ...(search && { search }) })
    const page: z.infer<typeof Page> = await call(place, Page, `${slug}?${parameters}`)
    yield* page.signons
    after = page.next
  }
}

const News = z.object({
  readers: z.array(z.object({ address: z.string(), language: z.string(), link: z.string() })),
  next: z.optional(z.int()),
})

/** Those who want news, with their addresses. */
export async function* readersOfNews(
  place: Place,
  slug: string,
): AsyncGenerator<z.infer<typeof News>['readers'][number]> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page: z.infer<typeof News> = await call(place, News, `${slug}/news?after=${after}`)
    yield* page.readers
    after = page.next
  }
}

type Act =
  | { act: 'approve' | 'erase'; numbers: number[]; by: string }
  | { act: 'reject'; numbers: number[]; by: string; reason: string; mail: boolean }

/** Has a letter's register look at once whether there is something to publish. */
export const wakeRegister = async (place: Place, slug: string): Promise<void> => {
  await call(place, z.object({}), slug, { act: 'wake' })
}

/** @returns how many it was done to */
export const actOnSignons = async (place: Place, slug: string, act: Act): Promise<number> =>
  (await call(place, Done, slug, act)).count
