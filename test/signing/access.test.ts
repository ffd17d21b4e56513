/** Cloudflare Access before the desk: real keys and tokens, with its address for keys answered here. */
import { reset } from 'cloudflare:test'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createWorld, ORIGIN, openForSigning, type World } from './world.ts'

const TEAM = 'coalition.cloudflareaccess.com'
const AUDIENCE = 'f0a1'
const PERSON = 'somebody@coalition.example'

const keys = await generateKeyPair('RS256', { extractable: true })
const others = await generateKeyPair('RS256')
const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
const fetched: string[] = []

let world: World
beforeAll(() => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    fetched.push(String(input))
    return Response.json({ keys: [jwk] })
  })
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterAll(() => vi.restoreAllMocks())
beforeEach(async () => {
  await reset()
  await openForSigning()
  world = createWorld()
  world.settings = { ACCESS_TEAM_DOMAIN: TEAM, ACCESS_AUDIENCE: AUDIENCE }
})

const now = () => Math.floor(Date.now() / 1000)
const claims = (more: JWTPayload = {}): JWTPayload => ({
  iss: `https://${TEAM}`,
  aud: [AUDIENCE],
  iat: now(),
  exp: now() + 600,
  email: PERSON,
  ...more,
})
const signed = (more: JWTPayload = {}, key = keys.privateKey, alg = 'RS256'): Promise<string> =>
  new SignJWT(claims(more)).setProtectedHeader({ alg, kid: 'one' }).sign(key)
const base64url = (value: object): string => btoa(JSON.stringify(value)).replace(/=+$/, '')

const desk = (token?: string, headers: Record<string, string> = {}) =>
  world.fetch('/sign/desk/a-letter', {
    headers: { ...(token !== undefined && { 'Cf-Access-Jwt-Assertion': token }), ...headers },
  })

test('whom Access lets through is at the desk by name, and its keys are fetched once', async () => {
  const token = await signed()
  for (let look = 0; look < 3; look++) {
    const response = await desk(token)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(PERSON)
  }
  expect(fetched).toEqual([`https://${TEAM}/cdn-cgi/access/certs`])
  const left = await world.post('/sign/desk/leave', {}, { 'Cf-Access-Jwt-Assertion': token })
  expect(left.headers.get('Location')).toBe('/cdn-cgi/access/logout')
})

test('no other token is taken, nor a mailed link beside it', async () => {
  const secret = new TextEncoder().encode(JSON.stringify(jwk))
  const hmacKey = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  const wrong: Record<string, string | undefined> = {
    'no token': undefined,
    'an empty one': '',
    'what is none': 'x.y.z',
    'another audience': await signed({ aud: ['another'] }),
    'another issuer': await signed({ iss: 'https://evil.cloudflareaccess.com' }),
    'one that is over': await signed({ exp: now() - 1 }),
    'one for ever': await signed({ exp: undefined as unknown as number }),
    'one that begins later': await signed({ nbf: now() + 60 }),
    'one of a service, without a person': await signed({ email: undefined, common_name: 'a service' }),
    'one signed by another': await signed({}, others.privateKey),
    'one signed with the public key': await signed({}, hmacKey, 'HS256'),
    'one that is not signed': `${base64url({ alg: 'none', kid: 'one' })}.${base64url(claims())}.`,
  }
  for (const [name, token] of Object.entries(wrong)) {
    const response = await desk(token)
    expect(response.status, name).toBe(403)
    expect(await response.text(), name).not.toContain('E-mail address')
  }
  const { settings } = world
  world.settings = {}
  const cookie = await world.enterDesk()
  expect((await desk(undefined, { Cookie: cookie })).status).toBe(200)
  world.settings = settings
  expect((await desk(undefined, { Cookie: cookie })).status).toBe(403)
  expect((await desk(undefined, { Cookie: `CF_Authorization=${await signed()}` })).status).toBe(403)
  const mails = world.mails.length
  await world.post('/sign/desk', { email: 'moderator@example.org' })
  expect(world.mails).toHaveLength(mails)
})

test('forms of other sites do nothing with it either, and half a setting lets nobody in', async () => {
  const token = await signed()
  const post = (Origin: string) =>
    world.post('/sign/desk/a-letter', { act: 'pause' }, { 'Cf-Access-Jwt-Assertion': token, Origin })
  expect((await post('https://evil.example')).status).toBe(403)
  expect(await world.register.numbers()).toMatchObject({ paused: false })
  expect((await post(ORIGIN)).status).toBe(200)
  expect(await world.register.numbers()).toMatchObject({ paused: true })
  for (const half of [{ ACCESS_TEAM_DOMAIN: TEAM }, { ACCESS_AUDIENCE: AUDIENCE }]) {
    world.settings = half
    expect((await desk(token)).status).toBe(500)
  }
})
