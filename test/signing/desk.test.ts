/** Who gets to the desk, and what everybody's browser is told. */
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { catalogueKey } from '../../src/revision/keys.ts'
import { createWorld, env, later, MODERATOR, ORIGIN, openForSigning, type World } from './world.ts'

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

const desk = (cookie: string) => world.fetch('/sign/desk/a-letter', { headers: { Cookie: cookie } })

test('a link is mailed to moderators alone, and the answer is the same for anybody', async () => {
  const known = await world.post('/sign/desk', { email: MODERATOR })
  const unknown = await world.post('/sign/desk', { email: 'somebody@example.org' })
  expect(await known.text()).toBe(await unknown.text())
  expect(world.mails.map(({ to }) => to)).toEqual([MODERATOR])
  await world.post('/sign/desk', { email: MODERATOR })
  expect(world.mails, 'one a minute').toHaveLength(1)
})

test('a link lets in once, within fifteen minutes, and only by its button', async () => {
  await world.post('/sign/desk', { email: MODERATOR })
  const key = world.keyOf(world.mails[0])
  await world.fetch(`/sign/desk/enter?key=${key}`)
  const entered = await world.post('/sign/desk/enter', { key })
  expect(entered.headers.get('Set-Cookie')).toMatch(
    /^__Host-desk=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=43200$/,
  )
  expect((await world.post('/sign/desk/enter', { key })).status).toBe(410)
  later(2 * 60_000)
  await world.post('/sign/desk', { email: MODERATOR })
  later(15 * 60_000)
  expect((await world.post('/sign/desk/enter', { key: world.keyOf(world.mails[1]) })).status).toBe(410)
})

test('a session ends after twelve hours, or when it is left', async () => {
  const cookie = await world.enterDesk()
  expect((await desk(cookie)).status).toBe(200)
  expect((await desk(cookie.replace(/.$/, '_'))).status).toBe(403)
  later(12 * 3_600_000)
  expect((await desk(cookie)).status).toBe(403)
  const other = await world.enterDesk()
  await world.post('/sign/desk/leave', {}, { Cookie: other })
  expect((await desk(other)).status).toBe(403)
})

test('of all letters those that can be signed come first, and say so', async () => {
  const [line] = JSON.parse((await env.LETTERS.get(catalogueKey)) ?? '')
  const lines = [
    { ...line, slug: 'another' },
    { ...line, signing: true },
  ]
  await env.LETTERS.put(catalogueKey, JSON.stringify(lines))
  const headers = { Cookie: await world.enterDesk() }
  const letters = await (await world.fetch('/sign/desk', { headers })).text()
  expect(letters).toMatch(/\/sign\/desk\/a-letter.*Open for signing.*\/sign\/desk\/another/)
  expect(letters.match(/Open for signing/g)).toHaveLength(1)
})

test('without a session, or from another site’s form, nothing is shown or done', async () => {
  await world.confirmed('ada@example.org')
  const [{ number } = { number: 0 }] = await world.register.list({ filter: 'waiting', limit: 1 })
  const cookie = await world.enterDesk()
  const forms: [string, Record<string, string>][] = [
    ['/sign/desk/a-letter', { number: `${number}`, act: 'approve' }],
    ['/sign/desk/a-letter', { act: 'close' }],
    [`/sign/desk/a-letter/${number}`, { name: 'Mallory' }],
  ]
  for (const [path, fields] of forms) {
    expect((await world.post(path, fields)).status).toBe(403)
    for (const Origin of ['https://evil.example', 'null', ''])
      expect((await world.post(path, fields, { Cookie: cookie, Origin })).status).toBe(403)
  }
  expect(await (await world.fetch(`/sign/desk/a-letter/${number}`)).text()).not.toContain('Ada')
  expect(await world.register.numbers()).toMatchObject({ waiting: 1, approved: 0, closed: false })
  expect(await world.register.show(number)).toMatchObject({ entry: { name: 'Ada Example' } })
})

test('hints tell the same name, one domain, another website’s mail and what is no name', async () => {
  await world.confirmed('ada@small.example', { name: 'Ada Example' })
  await world.confirmed('also@small.example', { name: 'ADA EXAMPLE' })
  await world.confirmed('x@mailinator.com', { name: 'Anonymous' })
  const society = {
    type: 'organisation',
    name: 'A Society',
    url: 'https://society.example',
    contact_name: 'G',
    contact_role: 'C',
  }
  await world.confirmed('g@elsewhere.example', society)
  const listed = await world.register.list({ filter: 'waiting', limit: 10 })
  expect(listed.map(({ hints }) => hints.map(({ name }) => name))).toEqual([
    ['sameName', 'sameDomain'],
    ['sameName', 'sameDomain'],
    ['noName', 'disposable'],
    ['otherDomain'],
  ])
  expect(await world.register.list({ filter: 'waiting', search: 'society', limit: 10 })).toHaveLength(1)
  expect(await world.register.list({ filter: 'waiting', domain: 'small.example', limit: 10 })).toHaveLength(2)
})

test('those who want news are told by address to the token alone, each with a link that ends it', async () => {
  await world.confirmed('ada@example.org', { news: 'on' })
  await world.confirmed('bob@example.org')
  const path = '/sign/api/a-letter/news'
  expect((await world.fetch(path)).status).toBe(401)
  const news = async () => {
    const response = await world.fetch(path, { headers: { Authorization: 'Bearer a token of the tests' } })
    return (await response.json<{ readers: { address: string; link: string }[] }>()).readers
  }
  const [reader] = await news()
  expect(await news()).toHaveLength(1)
  expect(reader?.address).toBe('ada@example.org')
  const key = new URL(reader?.link ?? '').searchParams.get('key') ?? ''
  await world.post('/sign/a-letter/mine', { key, act: 'change', name: 'Ada Example' })
  expect(await news()).toEqual([])
  expect(await world.inside((sql) => sql.exec('SELECT address FROM signons').toArray())).toEqual([
    { address: null },
    { address: null },
  ])
})

test('every page is kept by nobody, framed by nobody, runs nothing and sends no key on', async () => {
  const cookie = await world.enterDesk()
  const paths = [
    '/sign/a-letter',
    '/sign/a-letter/sent',
    '/sign/a-letter/link',
    '/sign/a-letter/mine?key=x',
    '/sign/a-letter/privacy',
    '/sign/no-letter',
    '/sign/desk',
    '/sign/desk/a-letter',
    '/sign/desk/enter?key=x',
  ]
  for (const path of paths) {
    const { headers } = await world.fetch(path, { headers: { Cookie: cookie } })
    expect(headers.get('Cache-Control'), path).toBe('no-store')
    expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff')
    const policy = headers.get('Content-Security-Policy') ?? ''
    expect(policy, path).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(policy, path).toContain("frame-ancestors 'none'")
    expect(policy, path).not.toMatch(/unsafe|script-src/)
    // With `no-referrer` browsers send no Origin, which the desk looks at; its addresses hold no key but at the door.
    const isDesk = path.startsWith('/sign/desk') && !path.includes('key=')
    expect(headers.get('Referrer-Policy'), path).toBe(isDesk ? 'same-origin' : 'no-referrer')
  }
  const count = await world.fetch('/sign/a-letter/count.json')
  expect(count.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect((await world.fetch('/sign/a-letter', { method: 'DELETE' })).status).toBe(405)
  expect(ORIGIN).toMatch(/^https:/)
})

test('markup in a name is text everywhere', async () => {
  const name = '<b onclick="x">Ada</b> & “Co”'
  const key = await world.confirmed('ada@example.org', { name, role: '</p><script>1</script>' })
  const cookie = await world.enterDesk()
  const pages = [`/sign/a-letter/mine?key=${key}`, '/sign/desk/a-letter', '/sign/desk/a-letter/1']
  for (const path of pages) {
    const html = await (await world.fetch(path, { headers: { Cookie: cookie } })).text()
    expect(html, path).toContain('&lt;b onclick')
    expect(html, path).not.toMatch(/<b onclick|<script/)
  }
})
