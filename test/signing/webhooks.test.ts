/** What the register tells a real receiver (`setup.ts`) of its letter, by its alarm. */
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, expect, inject, type MockInstance, test, vi } from 'vitest'
import { SPREAD_MS } from '../../src/http/freshness.ts'
import { site } from '../../src/page/site.ts'
import { headKey } from '../../src/revision/keys.ts'
import { own } from '../../src/signing/own.ts'
import { writeMeta } from '../../src/signing/register/tables.ts'
import { MAX_ATTEMPTS, nextWebhook, noteUpdate } from '../../src/signing/register/webhooks.ts'
import { createWorld, env, later, openForSigning, settle, type World } from './world.ts'

const { base, secret } = inject('receiver')
/** Each test has receivers of its own. */
let series = 0
const receiver = (status: number): string => `${base}/${status}/${series}`
const toldTo = async (address: string): Promise<{ id: string; event: unknown }[]> =>
  (await fetch(address)).json()

let world: World
let errors: MockInstance<typeof console.error>
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  errors = vi.spyOn(console, 'error').mockImplementation(() => {})
  await openForSigning({ who: 'persons', moderation: 'after', fields: [] })
  world = createWorld()
  world.settings.WEBHOOK_SECRET = secret
  series++
  await world.fetch('/sign/a-letter')
})
afterEach(async () => {
  own.webhooks = []
  delete site.hub
  delete site.origin
  vi.restoreAllMocks()
  vi.useRealTimers()
  await reset()
})

const logged = (): string[] => errors.mock.calls.map(([line]) => String(line))
const next = () => world.inside(nextWebhook)
const note = (count: number) =>
  world.inside((sql) => noteUpdate(sql, 'a-letter', { id: `${count}`.repeat(64), count }, Date.now()))

test('a name that is published is told, without the name, once; nothing waits then', async () => {
  own.webhooks = [receiver(204), receiver(200)]
  await world.confirmed('ada@example.org', { name: 'Ada Example' })
  await settle(world)
  const told = await toldTo(receiver(204))
  expect(told).toHaveLength(1)
  const head = JSON.parse((await env.LETTERS.get(headKey('a-letter'))) ?? '{}')
  expect(told[0]?.event).toMatchObject({
    type: 'letter.updated',
    data: { slug: 'a-letter', revision: head.revision.id, count: 19 },
  })
  expect(JSON.stringify(told)).not.toMatch(/ada/i)
  expect(await toldTo(receiver(200))).toEqual(told)
  expect(await next()).toBeUndefined()
})

test('who fails is told the newest alone, by the same id each time, less and less often, and in the end no more', async () => {
  own.webhooks = [receiver(503)]
  await note(1)
  await note(2)
  const pauses: number[] = []
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    await world.alarm()
    const due = await next()
    if (due !== undefined) {
      pauses.push(Math.round((due - Date.now()) / 60_000))
      later(due - Date.now())
    }
  }
  const told = await toldTo(receiver(503))
  expect(told).toHaveLength(MAX_ATTEMPTS)
  expect(new Set(told.map(({ id }) => id)).size).toBe(1)
  expect(told[0]?.event).toMatchObject({ data: { count: 2 } })
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256])
  expect(await next()).toBeUndefined()
  expect(logged().at(-1)).toBe(`a-letter: webhook: ${receiver(503)} answers 503, and is not told again`)
})

test('a newer event does not have who fails asked sooner', async () => {
  own.webhooks = [receiver(503)]
  await note(1)
  await world.alarm()
  const due = await next()
  await note(2)
  expect(await next()).toBe(due)
})

test('who is gone, or named no more, or cannot be told for want of a secret, is not told again', async () => {
  own.webhooks = [receiver(410), receiver(204)]
  await note(1)
  own.webhooks = [receiver(410)]
  await world.alarm()
  expect(await toldTo(receiver(410))).toHaveLength(1)
  expect(await toldTo(receiver(204))).toEqual([])
  expect(await next()).toBeUndefined()
  world.settings.WEBHOOK_SECRET = ''
  await note(2)
  await world.alarm()
  expect(await next()).toBeUndefined()
  expect(await toldTo(receiver(410))).toHaveLength(1)
  expect(logged().at(-1)).toContain('WEBHOOK_SECRET is not set, so')
})

test('a hub is told of the letter’s feeds once all readers get them, and again of what came too late for that', async () => {
  site.hub = receiver(204)
  site.origin = 'https://letters.example'
  const openForm = (origin: string) => world.inside((sql) => writeMeta(sql, 'origin', origin))
  await openForm('https://staging.example')
  await note(1)
  expect(await next()).toBeUndefined()
  await openForm(site.origin)
  const feeds = ['atom', 'json'].map((form) => ({
    id: `${site.origin}/letters/a-letter/feed.${form}`,
    event: 'publish',
  }))
  await note(2)
  later(SPREAD_MS - 30_000)
  const last = Date.now()
  await note(3)
  // The alarm is five seconds later each time.
  await world.alarm()
  expect(await toldTo(receiver(204))).toEqual([])
  later(30_000)
  await world.alarm()
  expect(await toldTo(receiver(204))).toEqual(feeds)
  expect(await next()).toBe(last + SPREAD_MS)
  later(SPREAD_MS)
  await world.alarm()
  expect(await toldTo(receiver(204))).toEqual([...feeds, ...feeds])
  expect(await next()).toBeUndefined()
})
