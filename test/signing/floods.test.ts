/** Floods of forms, mail that does not go out, and an object that is stopped. */
import { abortAllDurableObjects, evictDurableObject, reset, runInDurableObject } from 'cloudflare:test'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Bindings } from '../../src/signing/bindings.ts'
import type { Desk } from '../../src/signing/desk/desk.ts'
import type { Submission } from '../../src/signing/entry.ts'
import { MAX_PER_CLIENT, networkOf } from '../../src/signing/register/limits.ts'
import { confirm } from '../../src/signing/register/manage.ts'
import { approve } from '../../src/signing/register/moderate.ts'
import { countDue, nextMail, takeDue } from '../../src/signing/register/outbox.ts'
import { approvedSignons } from '../../src/signing/register/publish.ts'
import { submit } from '../../src/signing/register/submit.ts'
import { createWorld, env, later, MODERATOR, OPEN, openForSigning, type World } from './world.ts'

const READ = { revision: 'r', text: 't' }

/** `npm run flood` sets 100,000. */
const FLOOD = Number((env as unknown as { FLOOD: string }).FLOOD)

const NETWORKS = 12

const HOUR = 3_600_000
const DAY = 24 * HOUR

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

const submission = (n: number, domain = 'gmail.com'): Submission => ({
  entry: { type: 'person', name: `Person ${n}` },
  contact: undefined,
  email: `person-${n}@${domain}`,
  news: false,
})
const from = (n: number, ip: string, domain = 'gmail.com') => ({
  email: `person-${n}@${domain}`,
  ip,
  origin: 'https://letters.example',
  language: 'en',
})

test(`${FLOOD} forms from ${NETWORKS} networks: no more are taken than the limit, and no more mails go out`, {
  timeout: 1_800_000,
}, async () => {
  const results: string[] = []
  for (let n = 0; n < FLOOD; n += 50) {
    const some = Array.from({ length: 50 }, (_, i) => n + i)
    results.push(
      ...(await Promise.all(
        some.map((n) =>
          world.register.submit('a-letter', submission(n), from(n, `192.0.2.${n % NETWORKS}`), OPEN, READ),
        ),
      )),
    )
  }
  const taken = results.filter((result) => result !== 'limited').length
  expect(taken).toBe(NETWORKS * MAX_PER_CLIENT)
  expect((await world.register.numbers()).unconfirmed).toBe(taken)
  // Nor do more mails go out than a day has.
  const perDay = 300
  for (let minute = 0; minute < 60; minute++) {
    for (let batch = 0; batch < 12; batch++) {
      await world.inside((sql) => takeDue(sql, countDue(sql, perDay, Date.now()), Date.now()))
      later(5_000)
    }
  }
  expect(await world.inside((sql) => sql.exec('SELECT total(count) AS n FROM mails').one().n)).toBe(perDay)
})

test('all letters and the desk together send no more mails than a day has; what waits goes out when there is room', async () => {
  const desk = () => env.DESK.getByName('desk')
  await runInDurableObject(desk(), (instance: Desk) => {
    const { env: own } = instance as unknown as { env: Bindings }
    Object.assign(instance, { env: { ...own, MAILS_PER_DAY: '4' } })
  })
  // Two of another letter, and one that opens the desk.
  expect(await desk().grantMails(2)).toMatchObject({ granted: 2, left: 2 })
  expect(await desk().addLink('a hash', MODERATOR)).toBe(true)
  for (const name of ['ada', 'bob']) await world.sign(`${name}@gmail.com`)
  await world.alarm()
  expect(world.mails).toHaveLength(1)
  expect((await world.sign('cy@gmail.com')).headers.get('Location')).toContain('late')
  later(3_600_000)
  await world.alarm()
  expect(world.mails).toHaveLength(1)
  const next = await world.inside((sql) => nextMail(sql, 1000, Date.now()))
  expect(next).toBeGreaterThan(Date.now() + 20 * 3_600_000)
  later(25 * 3_600_000)
  await world.alarm()
  expect(world.mails.map(({ to }) => to).sort()).toEqual(['ada@gmail.com', 'bob@gmail.com', 'cy@gmail.com'])
})

test('where the desk does not answer, no mail goes out, and it is asked again a minute later', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  await world.sign('ada@gmail.com')
  await world.alarm()
  const failing = { getByName: () => ({ grantMails: () => Promise.reject(new TypeError('no desk')) }) }
  world.objects = { DESK: failing as unknown as Bindings['DESK'] }
  await world.sign('bob@gmail.com')
  await world.alarm()
  expect(said.mock.calls).toEqual([['a-letter: could not ask the desk how many mails may go out: TypeError']])
  said.mockRestore()
  expect(world.mails).toHaveLength(1)
  const next = await world.inside((sql) => nextMail(sql, 1000, Date.now()))
  expect(next).toBeLessThanOrEqual(Date.now() + 60_000)
  world.objects = {}
  later(60_000)
  await world.alarm()
  expect(world.mails).toHaveLength(2)
})

test('500 forms with 100 e-mail addresses send each of them one mail', async () => {
  for (let n = 0; n < 500; n += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => {
        const [address, ip] = [(n + i) % 100, `10.1.${(n + i) >> 8}.${(n + i) & 255}`]
        return world.register.submit('a-letter', submission(address), from(address, ip), OPEN, READ)
      }),
    )
  }
  expect(await world.register.numbers()).toMatchObject({ unconfirmed: 100, mails: 100 })
})

test('one network is one IPv4 address, and the first 64 bits of IPv6', () => {
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1')
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(networkOf('2001:DB8:0:1:a:b:c:d')).toBe('2001:db8:0:1')
  expect(networkOf('2001:0db8::1')).toBe('2001:db8:0:0')
  expect(networkOf('2001:db8::1')).toBe(networkOf('2001:db8:0:0:ffff::2'))
  expect(networkOf('2001:db8:0:1::1')).not.toBe(networkOf('2001:db8:0:2::1'))
})

test('a domain that is no large provider is limited by itself; a program’s form is passed over', async () => {
  const results = await Promise.all(
    Array.from({ length: 250 }, (_, n) =>
      world.register.submit(
        'a-letter',
        submission(n, 'small.example'),
        from(n, `10.2.0.${n}`, 'small.example'),
        OPEN,
        READ,
      ),
    ),
  )
  expect(results.filter((result) => result === 'limited')).toHaveLength(50)
  const before = await world.register.numbers()
  const sent = await world.sign('program@gmail.com', { homepage: 'https://spam.example' })
  expect(sent.status).toBe(303)
  expect((await world.register.numbers()).unconfirmed).toBe(before.unconfirmed)
})

test('whoever sends the form within three seconds, or with a stamp of their own, is asked once more', async () => {
  const form = await (await world.fetch('/sign/a-letter')).text()
  const stamp = /name="stamp" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const fields = { type: 'person', name: 'Ada Example', email: 'ada@example.org', step: 'sign' }
  for (const wrong of [stamp, `${Date.now() - 60_000}.${stamp.slice(14)}`, '', 'x']) {
    const answer = await world.post('/sign/a-letter', { ...fields, stamp: wrong })
    expect(await answer.text()).toContain('Please check what you wrote, and send it once more.')
  }
  expect((await world.register.numbers()).unconfirmed).toBe(0)
})

test('mails that fail are tried again until they go out, once each; the page says that they are late', async () => {
  world.sending = async () => {
    throw new Error('daily quota exceeded for ada@example.org')
  }
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  for (const name of ['ada', 'bob', 'cy']) await world.sign(`${name}@gmail.com`)
  await world.alarm()
  later(60_000)
  await world.alarm()
  const late = await world.sign('dora@gmail.com')
  expect(late.headers.get('Location')).toContain('late')
  expect(said.mock.calls.flat().join()).not.toMatch(/@/)
  said.mockRestore()
  world.sending = async () => {}
  for (let minute = 0; minute < 10; minute++) {
    later(60_000)
    await world.alarm()
  }
  expect(world.mails.map(({ to }) => to).sort()).toEqual(
    ['ada', 'bob', 'cy', 'dora'].map((name) => `${name}@gmail.com`),
  )
  expect(await world.inside((sql) => sql.exec('SELECT * FROM outbox').toArray())).toEqual([])
})

test('a mail that never goes out is deleted with its address after two days', async () => {
  world.sending = async () => {
    throw new Error('no')
  }
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await world.sign('ada@gmail.com')
  for (let hour = 0; hour < 50; hour++) {
    await world.alarm()
    later(HOUR)
  }
  vi.restoreAllMocks()
  expect(await world.inside((sql) => sql.exec('SELECT * FROM outbox').toArray())).toEqual([])
})

test('a mail that hangs holds up neither the others nor the alarm for long', async () => {
  world.sending = ({ to }) => (to.startsWith('ada') ? new Promise(() => {}) : Promise.resolve())
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await world.sign('ada@gmail.com')
  await world.sign('bob@gmail.com')
  const began = performance.now()
  await world.alarm()
  expect(performance.now() - began).toBeLessThan(20_000)
  vi.restoreAllMocks()
  expect(world.mails.map(({ to }) => to)).toEqual(['bob@gmail.com'])
  expect((await world.register.numbers()).mails).toBe(1)
})

test('stopped at any moment, the object has a form with its mail or neither, and mails what it has', async () => {
  for (let n = 0; n < 30; n++) {
    const ip = `10.9.0.${n}`
    const answer = world.register.submit('a-letter', submission(n), from(n, ip), OPEN, READ).catch(() => {})
    if (n % 3 === 0) await answer
    await abortAllDurableObjects()
    await answer
  }
  const rows = await world.inside((sql) => ({
    signons: sql
      .exec('SELECT number FROM signons')
      .toArray()
      .map(({ number }) => number),
    outbox: sql
      .exec('SELECT number FROM outbox')
      .toArray()
      .map(({ number }) => number),
  }))
  expect(rows.signons.length).toBeGreaterThanOrEqual(10)
  expect(rows.outbox).toEqual(rows.signons)
})

test('stopped while it mails, the object mails again rather than never, and evicted it goes on', async () => {
  await world.sign('ada@gmail.com')
  // As far as the alarm gets before it hands a mail over.
  await world.inside((sql) => takeDue(sql, countDue(sql, 1000, Date.now()), Date.now()))
  await abortAllDurableObjects()
  await world.alarm()
  expect(world.mails).toEqual([])
  later(2 * 60_000)
  await evictDurableObject(world.register)
  await world.alarm()
  expect(world.mails).toHaveLength(1)
  expect((await world.register.numbers()).mails).toBe(0)
})

test('what the retention table says is gone when it says so', async () => {
  await world.sign('ada@gmail.com')
  later(6 * DAY)
  await world.alarm()
  expect(await world.register.numbers()).toMatchObject({ unconfirmed: 1 })
  later(DAY + HOUR)
  await world.alarm()
  expect(await world.register.numbers()).toMatchObject({ unconfirmed: 0 })
  later(HOUR)
  await world.alarm()
  const left = await world.inside((sql) =>
    ['signons', 'trace', 'outbox', 'sends', 'limits', 'mails'].map((table) =>
      sql.exec(`SELECT * FROM ${table}`).toArray(),
    ),
  )
  expect(left.flat()).toEqual([])
})

test(`${FLOOD} sign-ons in an hour are all kept, in order, none twice`, { timeout: 1_800_000 }, async () => {
  const COUNT = FLOOD
  await world.inside((sql) => {
    const start = Date.now()
    for (let n = 0; n < COUNT; n++) {
      const now = start + Math.floor((n / COUNT) * HOUR)
      const asker = {
        address_hash: `h${n}`,
        client: `c${n}`,
        origin: 'https://letters.example',
        language: 'en',
      }
      submit(sql, submission(n), asker, { signing: OPEN, read: READ, perDay: COUNT }, now)
      const { entry } = submission(n)
      confirm(sql, n + 1, JSON.stringify(entry), { revision: 'r', text: 't' }, OPEN, now)
      approve(sql, [n + 1], 'moderator@example.org', now)
    }
  })
  const names = await world.inside(async (sql) => {
    const signons = approvedSignons(sql)
    const all: string[] = []
    for (let at = 0; at < signons.count; at += 250)
      all.push(...(await signons.range(at, 250)).map(({ name }) => name))
    return all
  })
  expect(names).toEqual(Array.from({ length: COUNT }, (_, n) => `Person ${n}`))
})
