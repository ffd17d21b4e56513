/** The way to the desk: Cloudflare Access; else a link by mail, which lets in once, and a session of twelve hours. */

import { site } from '../../page/site.ts'
import { type Ctx, formOrigin, page, readForm } from '../context.ts'
import { readEmail } from '../entry.ts'
import { deskHeaders, pageHeaders } from '../headers.ts'
import { hmac, randomText } from '../hmac.ts'
import { listLetters } from '../letter.ts'
import { createLinkMail } from '../mail/desk.tsx'
import { accessOf, readAccess } from './access.ts'
import { SESSION_MS } from './desk.ts'
import { deskIn } from './object.ts'
import { deskPage, enterPage, loginPage } from './pages.tsx'

const COOKIE = '__Host-desk'

const deskOf = (c: Ctx) => deskIn(c.env)

const moderatorsOf = (c: Ctx): string[] =>
  (c.env.MODERATORS ?? '').split(',').flatMap((address) => readEmail(address) ?? [])

const hashOf = (c: Ctx, kind: 'link' | 'session', value: string) =>
  hmac(c.env.SIGNING_SECRET, 'desk', kind, value)

const sessionIn = (c: Ctx): string | undefined =>
  new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(c.req.header('Cookie') ?? '')?.[1]

/** Who sits at the desk; undefined for nobody, and for one who is a moderator no longer. */
export const moderatorOf = async (c: Ctx): Promise<string | undefined> => {
  const access = accessOf(c.env)
  if (access !== undefined) return readAccess(access, c.req.header('Cf-Access-Jwt-Assertion'))
  const session = sessionIn(c)
  if (session === undefined) return undefined
  const moderator = await deskOf(c).session(await hashOf(c, 'session', session))
  return moderator !== undefined && moderatorsOf(c).includes(moderator) ? moderator : undefined
}

/** Whether a form was sent by a page of ours. */
export const isOurs = (c: Ctx): boolean => c.req.header('Origin') === new URL(c.req.url).origin

/** What whoever is not at the desk gets: how to get there. */
export const outside = (c: Ctx, status: number, said?: string): Response =>
  page(loginPage({ said, hasAccess: accessOf(c.env) !== undefined }), status, deskHeaders)

export const forbidden = (c: Ctx): Response =>
  outside(c, 403, 'That form did not come from this desk. Please try again.')

export const showDesk = async (c: Ctx): Promise<Response> => {
  const moderator = await moderatorOf(c)
  if (moderator === undefined) return outside(c, accessOf(c.env) === undefined ? 200 : 403)
  return page(deskPage(moderator, await listLetters(c.env.LETTERS)), 200, deskHeaders)
}

export const login = async (c: Ctx): Promise<Response> => {
  if (!isOurs(c)) return forbidden(c)
  if (accessOf(c.env) !== undefined) return outside(c, 403)
  const email = readEmail((await readForm(c)).get('email') ?? '')
  const said =
    'If this address is a moderator’s, a link is on its way to it. It lets in once, within 15 minutes.'
  // Afterwards, so that the answer takes as long for any address.
  if (email !== undefined && moderatorsOf(c).includes(email)) c.executionCtx.waitUntil(mailLink(c, email))
  return outside(c, 200, said)
}

const mailLink = async (c: Ctx, email: string): Promise<void> => {
  const key = randomText()
  if (!(await deskOf(c).addLink(await hashOf(c, 'link', key), email))) return
  const link = `${formOrigin(c)}/sign/desk/enter?key=${key}`
  try {
    await c.env.EMAIL.send({
      from: { email: c.env.MAIL_FROM, name: c.env.MAIL_NAME || site.name },
      to: email,
      ...createLinkMail(link),
    })
  } catch (error) {
    console.error(`desk: could not send a mail: ${error instanceof Error ? error.name : typeof error}`)
  }
}

/** Shows a button: whoever only follows links, as scanners do, uses nothing up. */
export const showEnter = async (c: Ctx): Promise<Response> =>
  page(enterPage(c.req.query('key') ?? ''), 200, pageHeaders)

export const enter = async (c: Ctx): Promise<Response> => {
  const key = (await readForm(c)).get('key') ?? ''
  const session = randomText()
  const moderator = await deskOf(c).enter(await hashOf(c, 'link', key), await hashOf(c, 'session', session))
  if (moderator === undefined)
    return outside(c, 410, 'This link is old, or was used already. Ask for another.')
  return new Response(null, {
    status: 303,
    headers: {
      Location: '/sign/desk',
      'Cache-Control': 'no-store',
      'Set-Cookie': `${COOKIE}=${session}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${SESSION_MS / 1000}`,
    },
  })
}

export const leave = async (c: Ctx): Promise<Response> => {
  if (!isOurs(c)) return forbidden(c)
  const session = sessionIn(c)
  if (session !== undefined) await deskOf(c).leave(await hashOf(c, 'session', session))
  return new Response(null, {
    status: 303,
    headers: {
      Location: accessOf(c.env) === undefined ? '/sign/desk' : '/cdn-cgi/access/logout',
      'Cache-Control': 'no-store',
      'Set-Cookie': `${COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`,
    },
  })
}
