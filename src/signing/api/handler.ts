/** What the commands use: the same acts as the desk's, for whoever has the token. */
import * as z from 'zod/mini'
import { commonHeaders } from '../../http/headers.ts'
import { formatJson } from '../../http/json.ts'
import { isSlug } from '../../letter/schema.ts'
import type { Ctx } from '../context.ts'
import { registerOf } from '../context.ts'
import { hmac, isSame } from '../hmac.ts'
import { linkKey, signonLink } from '../links.ts'
import { FILTERS } from '../register/list.ts'

const MAX_LIMIT = 500
/** Sign-ons that one act may be about. */
const MAX_CHOSEN = 1000
const MAX_BODY = 64 * 1024

const json = (value: unknown, status = 200): Response =>
  new Response(formatJson(value), {
    status,
    headers: {
      ...commonHeaders,
      'Referrer-Policy': 'no-referrer',
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
    },
  })

const Query = z.object({
  state: z._default(z.enum(FILTERS), 'waiting'),
  after: z._default(z.coerce.number().check(z.int(), z.minimum(0)), 0),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MAX_LIMIT)), MAX_LIMIT),
  search: z.optional(z.string()),
})

const numbers = z.array(z.int().check(z.positive())).check(z.minLength(1), z.maxLength(MAX_CHOSEN))
const Act = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('approve'), numbers, by: z.string() }),
  z.strictObject({
    act: z.literal('reject'),
    numbers,
    by: z.string(),
    reason: z.string(),
    mail: z.boolean(),
  }),
  z.strictObject({ act: z.literal('erase'), numbers, by: z.string() }),
  z.strictObject({ act: z.literal('wake') }),
])

/** Says why somebody is not let in; undefined for who is. */
const refuse = async (c: Ctx): Promise<Response | undefined> => {
  const { SIGNONS_TOKEN: token, SIGNING_SECRET: secret } = c.env
  if (!token) return json({ detail: 'SIGNONS_TOKEN is not set: there is no API' }, 404)
  const given = /^Bearer (.+)$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? ''
  // Hashed first, so that they are of one length.
  const [one, two] = await Promise.all([token, given].map((each) => hmac(secret, 'desk', 'token', each)))
  if (!isSame(one ?? '', two ?? ' ')) return json({ detail: 'this is not the token' }, 401)
  return isSlug(c.req.param('slug') ?? '') ? undefined : json({ detail: 'this is no letter’s slug' }, 404)
}

export const listByApi = async (c: Ctx): Promise<Response> => {
  const refused = await refuse(c)
  if (refused) return refused
  const { data, error } = z.safeParse(Query, c.req.query())
  if (!data) return json({ detail: z.prettifyError(error) }, 400)
  const register = registerOf(c, c.req.param('slug') ?? '')
  const { state: filter, after, limit, search } = data
  const signons = await register.list({ filter, after, limit, search })
  return json({
    signons,
    numbers: await register.numbers(),
    next: signons.length === limit ? signons.at(-1)?.number : undefined,
  })
}

/** Those who want news, each with the link by which they end it: for the coalition's own mail, and nobody else. */
export const newsByApi = async (c: Ctx): Promise<Response> => {
  const refused = await refuse(c)
  if (refused) return refused
  const { data, error } = z.safeParse(Query, c.req.query())
  if (!data) return json({ detail: z.prettifyError(error) }, 400)
  const slug = c.req.param('slug') ?? ''
  const readers = await registerOf(c, slug).readersOfNews(data.after, data.limit)
  const { origin } = new URL(c.req.url)
  const listed = readers.map(async ({ number, address, language }) => ({
    address,
    language,
    link: signonLink(origin, slug, await linkKey(c.env.SIGNING_SECRET, slug, number)),
  }))
  return json({
    readers: await Promise.all(listed),
    next: readers.length === data.limit ? readers.at(-1)?.number : undefined,
  })
}

export const actByApi = async (c: Ctx): Promise<Response> => {
  const refused = await refuse(c)
  if (refused) return refused
  const text = Number(c.req.header('Content-Length')) <= MAX_BODY ? await c.req.text() : ''
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return json({ detail: 'the body is not JSON' }, 400)
  }
  const { data, error } = z.safeParse(Act, body)
  if (!data) return json({ detail: z.prettifyError(error) }, 400)
  const slug = c.req.param('slug') ?? ''
  const register = registerOf(c, slug)
  if (data.act === 'wake') {
    await register.expect(slug)
    return json({})
  }
  const { act, numbers: chosen, by } = data
  if (act === 'approve') return json({ count: await register.approve(chosen, by) })
  if (act === 'erase') return json({ count: await register.eraseAll(chosen) })
  const origin = data.mail ? { origin: new URL(c.req.url).origin } : {}
  return json({ count: await register.reject(chosen, { reason: data.reason, ...origin }, by) })
}
