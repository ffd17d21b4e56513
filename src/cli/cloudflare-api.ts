/** Cloudflare's API (https://developers.cloudflare.com/api/), with the operator's login, as Wrangler holds it. */
import http from 'node:http'
import * as z from 'zod/mini'
import { isPassing, withRetries } from '../publishing/retry.ts'
import { runWrangler } from './wrangler.ts'

const BASE = 'https://api.cloudflare.com/client/v4'
/** What asking Wrangler for its login may take, in milliseconds. */
const LOGIN_TIME_LIMIT_MS = 60_000

const Login = z.union([
  z.object({ type: z.enum(['api_token', 'oauth']), token: z.string() }),
  z.object({ type: z.literal('api_key'), key: z.string(), email: z.string() }),
])

const Envelope = z.object({
  success: z.boolean(),
  errors: z._default(z.array(z.object({ code: z.number(), message: z.string() })), []),
  result: z.optional(z.unknown()),
  result_info: z.optional(z.nullable(z.object({ cursor: z.optional(z.string()) }))),
})
/** `date` is the server's clock. */
export type Answer = { result: unknown; cursor: string | undefined; date: string | null }

/** The API answered that it will not, or not now. */
export class ApiFailure extends Error {
  override name = 'ApiFailure'
  readonly status: number
  readonly codes: readonly number[]

  constructor(status: number, errors: { code: number; message: string }[]) {
    const said = errors.map(({ code, message }) => `${message} [code: ${code}]`).join('; ')
    super(`Cloudflare answered ${status}${said && `: ${said}`}`)
    this.status = status
    this.codes = errors.map(({ code }) => code)
  }
}

export type Request = {
  method?: 'GET' | 'POST' | 'PUT'
  query?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** Milliseconds that each try may take; one that sends much has longer. */
  timeLimit: number
}

/** Asks for a path below the API's base, again where a failure may pass. */
export type Ask = (path: string, request: Request) => Promise<Answer>

/** The slowest line that is thought of. */
const BYTES_PER_MS = 200

const askWrangler = async (): Promise<string> => {
  try {
    return await runWrangler('tell its login', ['auth', 'token', '--json'], LOGIN_TIME_LIMIT_MS)
  } catch (error) {
    if (!/Not logged in/.test(String(error))) throw error
    throw new Error(
      'You are not logged in to Cloudflare: type npx wrangler login; in a workflow, set CLOUDFLARE_API_TOKEN',
    )
  }
}

/** What shows who asks. Wrangler alone knows where its login lies, and renews it; it is kept in memory only. */
const findLogin = async (): Promise<Record<string, string>> => {
  const { CLOUDFLARE_API_TOKEN } = process.env
  const login: z.infer<typeof Login> = CLOUDFLARE_API_TOKEN
    ? { type: 'api_token', token: CLOUDFLARE_API_TOKEN }
    : z.parse(Login, JSON.parse(await askWrangler()))
  return login.type === 'api_key'
    ? { 'X-Auth-Key': login.key, 'X-Auth-Email': login.email }
    : { Authorization: `Bearer ${login.token}` }
}

const readAnswer = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  let envelope: z.infer<typeof Envelope>
  try {
    envelope = z.parse(Envelope, JSON.parse(text))
  } catch {
    // A page of a proxy, say.
    throw new ApiFailure(response.status, [])
  }
  if (!response.ok || !envelope.success) throw new ApiFailure(response.status, envelope.errors)
  return {
    result: envelope.result,
    cursor: envelope.result_info?.cursor || undefined,
    date: response.headers.get('Date'),
  }
}

/**
 * @throws ApiFailure, or an Error where there is no connection, or no answer in time; that is not tried again, for what
 * was asked for may have been done
 */
const askOnce = async (
  login: Record<string, string>,
  path: string,
  { method = 'GET', query, body, timeLimit }: Request,
): Promise<Answer> => {
  const url = new URL(`${process.env.CLOUDFLARE_API_BASE_URL ?? BASE}${path}`)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  const json = body === undefined ? undefined : JSON.stringify(body)
  const limit = timeLimit + Math.ceil((json?.length ?? 0) / BYTES_PER_MS)
  try {
    const response = await fetch(url, {
      method,
      headers: { ...login, ...(json !== undefined && { 'Content-Type': 'application/json' }) },
      signal: AbortSignal.timeout(limit),
      ...(json !== undefined && { body: json }),
    })
    return await readAnswer(response)
  } catch (error) {
    const { name, cause } = error as Error
    if (name === 'TimeoutError')
      throw new Error(
        `Cloudflare did not answer within ${Math.round(limit / 1000)} seconds. ` +
          'Look whether the network and https://www.cloudflarestatus.com are right, then try again.',
      )
    if (cause instanceof Error)
      throw new Error(`no connection to ${url.host}: fetch failed: ${cause.message}`)
    throw error
  }
}

/** What the Free plan allows of this in a day is used up. */
const USED_UP = 10_048

export const isUsedUp = (error: unknown): boolean =>
  error instanceof ApiFailure && error.codes.includes(USED_UP)

const mayPass = (error: unknown): boolean => {
  if (!(error instanceof ApiFailure)) return isPassing(error)
  return !isUsedUp(error) && (error.status === 429 || error.status >= 500)
}

/** Finds the login once, when it is first needed. */
export const openApi = (): Ask => {
  // Not every Node that runs this has it.
  http.setGlobalProxyFromEnv?.()
  let login: Promise<Record<string, string>> | undefined
  return async (path, request) => {
    login ??= findLogin()
    const headers = await login
    return withRetries(() => askOnce(headers, path, request), mayPass)
  }
}
