/** What whoever signs has to pass where the operator wants it: a puzzle that is really solved, and Turnstile. */
import { reset } from 'cloudflare:test'
import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isPuzzleSolved, PUZZLE_MS } from '../../src/signing/challenge/puzzle.ts'
import { createWorld, env, later, openForSigning, type World } from './world.ts'

const NEEDS_SCRIPT = 'this page needs JavaScript for a moment'
const AGAIN = 'Please check what you wrote, and send it once more.'

let world: World
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await openForSigning()
  world = createWorld()
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  await reset()
})

const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** The page before the form is sent, and what it was given. */
const check = async (email: string) => {
  const response = await world.sign(email, { step: 'check' })
  const html = await response.text()
  const stamp = /name="stamp" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const puzzle = /data-puzzle="([^"]+)"/.exec(html)?.[1]
  return {
    html,
    policy: response.headers.get('Content-Security-Policy') ?? '',
    challenge: puzzle === undefined ? undefined : (JSON.parse(unescaped(puzzle)) as Challenge),
    send: (fields: Record<string, string>) =>
      world.post('/sign/a-letter', {
        type: 'person',
        name: 'Ada Example',
        email,
        stamp,
        step: 'sign',
        ...fields,
      }),
  }
}
const signons = async (): Promise<number> => (await world.register.numbers()).unconfirmed

test('nothing is to be passed, and nothing runs, unless the operator wants it', async () => {
  const { html, policy, send } = await check('ada@example.org')
  expect(html).not.toMatch(/<script|<noscript/)
  expect(policy).not.toContain('script-src')
  expect((await send({})).status).toBe(303)
})

test('with the puzzle a form is taken once it is solved, for that address and letter alone, for an hour', async () => {
  world.settings = { PUZZLE: 'on' }
  const { html, policy, challenge, send } = await check('ada@example.org')
  const script = /<script type="module">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script))
  expect(policy).toContain(`script-src 'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'`)
  expect(policy).toContain('require-trusted-types-for')
  expect(html).toContain(NEEDS_SCRIPT)

  if (challenge === undefined) throw new Error('there is no puzzle')
  const solution = await solveChallenge({ challenge, deriveKey })
  const encode = (value: object) => btoa(JSON.stringify(value))
  const solved = encode({ challenge, solution })
  const { parameters } = challenge
  for (const [name, wrong] of Object.entries({
    'one that is not solved': encode({ challenge, solution: { counter: 1, derivedKey: '00'.repeat(32) } }),
    'what it begins with alone': encode({
      challenge,
      solution: { ...solution, derivedKey: parameters.keyPrefix },
    }),
    'an easier one of their own': encode({
      challenge: { ...challenge, parameters: { ...parameters, cost: 1 } },
      solution,
    }),
    'what is none': 'x',
  })) {
    expect(await (await send({ puzzle: wrong })).text(), name).toContain(AGAIN)
  }
  const unsolved = await (await send({})).text()
  expect(unsolved.indexOf(NEEDS_SCRIPT)).toBeLessThan(unsolved.indexOf('<noscript>'))
  const other = await check('bob@example.org')
  expect(await (await other.send({ puzzle: solved })).text(), 'for another address').toContain(AGAIN)
  expect(await signons()).toBe(0)
  const solves = (slug: string) => isPuzzleSolved(env.SIGNING_SECRET, slug, 'ada@example.org', solved)
  expect([await solves('a-letter'), await solves('b-letter')]).toEqual([true, false])

  expect((await send({ puzzle: solved })).status).toBe(303)
  expect((await send({ puzzle: solved })).status, 'a double click').toBe(303)
  expect(await world.register.numbers()).toMatchObject({ unconfirmed: 1, mails: 1 })
  later(PUZZLE_MS + 1_000)
  expect(await solves('a-letter'), 'an hour later').toBe(false)
})

test('with Turnstile a form is taken on its word alone, and is refused where it cannot be asked', async () => {
  // Cloudflare's own keys for tests: the first passes always, the second never.
  const [PASSES, FAILS] = ['1x0000000000000000000000000000000AA', '2x0000000000000000000000000000000AA']
  const asked: Record<string, string>[] = []
  const siteverify = vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    const fields = Object.fromEntries(new URLSearchParams(String(init?.body)))
    asked.push({ url: String(url), ...fields })
    return Response.json({ success: fields.secret === PASSES, 'error-codes': [] })
  })
  world.settings = { TURNSTILE_SITE_KEY: '1x00000000000000000000AA', TURNSTILE_SECRET: FAILS }
  const { html, policy, send } = await check('ada@example.org')
  expect(html).toContain('class="cf-turnstile" data-sitekey="1x00000000000000000000AA"')
  expect(policy).toContain('script-src https://challenges.cloudflare.com/turnstile/v0/api.js;')
  expect(policy).toContain('frame-src https://challenges.cloudflare.com')
  const token = { 'cf-turnstile-response': 'a token' }
  expect(await (await send({})).text()).toContain(NEEDS_SCRIPT)
  expect(asked).toEqual([])
  expect(await (await send(token)).text()).toContain(AGAIN)
  world.settings.TURNSTILE_SECRET = PASSES
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  siteverify.mockRejectedValueOnce(new TypeError('down'))
  expect(await (await send(token)).text()).toContain(AGAIN)
  expect(said.mock.calls.flat()).toEqual(['Turnstile cannot be asked: TypeError'])
  expect(await signons()).toBe(0)
  expect((await send(token)).status).toBe(303)
  expect(await signons()).toBe(1)
  expect(asked.at(-1)).toEqual({
    url: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
    secret: PASSES,
    response: 'a token',
  })
})
