/** The form in another site's page. */
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createWorld, later, openForSigning, type World } from './world.ts'

let world: World
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await openForSigning()
  world = createWorld()
})
afterEach(async () => {
  vi.useRealTimers()
  await reset()
})

const mayBeFramed = ({ headers }: Response): boolean =>
  headers.get('Content-Security-Policy')?.includes('frame-ancestors *') ?? false

const attributeIn = (html: string, name: string): string =>
  new RegExp(`${name}="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''

test('all of it, from the form to the mail, stays in the frame, sets nothing, and what leads away opens beside it', async () => {
  const pages: string[] = []
  const keep = async (response: Response): Promise<string> => {
    expect(mayBeFramed(response), `${pages.length}`).toBe(true)
    expect([...response.headers.keys()]).not.toContain('set-cookie')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const html = await response.text()
    pages.push(html)
    return html
  }
  const form = await keep(await world.fetch('/sign/a-letter?frame&lang=fr'))
  const action = attributeIn(form, 'action')
  expect(action).toBe('/sign/a-letter?lang=fr&frame')
  const fields = { type: 'person', name: 'Ada Example', stamp: attributeIn(form, 'name="stamp" value') }
  await keep(await world.post(action, { ...fields, step: 'check' }))
  later(4_000)
  const whole = { ...fields, email: 'ada@example.org' }
  const check = await keep(await world.post(action, { ...whole, step: 'check' }))
  const sent = await world.post(attributeIn(check, 'action'), { ...whole, step: 'sign' })
  expect(sent.status).toBe(303)
  const location = sent.headers.get('Location') ?? ''
  expect(location).toBe('/sign/a-letter/sent?lang=fr&frame')
  await keep(await world.fetch(location))
  await world.alarm()
  expect(world.mails.map(({ to }) => to)).toEqual(['ada@example.org'])

  for (const html of pages)
    for (const [link, href] of html.matchAll(/<a [^>]*href="([^"]+)"[^>]*>/g)) {
      // A mistake leads to its field, a language to the form in it.
      const stays = href?.startsWith('#') || href?.endsWith('&amp;frame')
      expect(link.includes('target="_blank"'), link).toBe(!stays)
    }
})

test('what cannot be done is said in the frame, too', async () => {
  expect(mayBeFramed(await world.fetch('/sign/no-letter?frame'))).toBe(true)
  expect(mayBeFramed(await world.post('/sign/a-letter?frame', {}, { 'Content-Type': 'text/plain' }))).toBe(
    true,
  )
  await world.register.setStanding({ paused: true }, 'moderator@example.org')
  expect(mayBeFramed(await world.fetch('/sign/a-letter?frame'))).toBe(true)
})

test('nothing else may be framed', async () => {
  for (const path of [
    '/sign/a-letter',
    '/sign/a-letter?lang=fr',
    '/sign/a-letter/link?frame',
    '/sign/a-letter/mine?frame',
    '/sign/a-letter/privacy?frame',
    '/sign/a-letter/count.json?frame',
    '/sign/desk?frame',
    '/sign/desk/sent?frame',
    '/sign/desk/enter?frame',
    '/sign/api?frame',
    '/?frame',
  ]) {
    const { headers } = await world.fetch(path)
    expect(headers.get('Content-Security-Policy'), path).toContain("frame-ancestors 'none'")
  }
})

test('the script of the element leads to where it was had from, and any site may run it', async () => {
  const { status, headers, text } = await world.fetch('/sign/form.js').then(async (response) => ({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  }))
  expect(status).toBe(200)
  expect(text).toMatch(/\("https:\/\/letters\.example"\)$/)
  expect(headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=3600',
    'x-content-type-options': 'nosniff',
  })
})
