/** From an approval to what readers see in KV, by the register's alarm. */
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { textId } from '../../src/letter/text-id.ts'
import { headHash } from '../../src/publishing/base.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { GRACE_MS } from '../../src/publishing/superseded.ts'
import type { Base } from '../../src/revision/base.ts'
import { baseKey, headKey, revisionKey } from '../../src/revision/keys.ts'
import type { Head } from '../../src/revision/layout.ts'
import { readMeta } from '../../src/signing/register/tables.ts'
import { translated } from '../translated.ts'
import {
  createWorld,
  env,
  later,
  openForSigning,
  publishBase,
  published,
  settle,
  type World,
} from './world.ts'

const MODERATOR = 'moderator@example.org'

let world: World
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await openForSigning()
  world = createWorld()
  await world.fetch('/sign/a-letter')
})
afterEach(async () => {
  vi.useRealTimers()
  await reset()
})

const waiting = async () =>
  (await world.register.list({ filter: 'waiting', limit: 100 })).map(({ number }) => number)

/** All that KV holds. */
const stored = async (): Promise<string> => {
  const { keys } = await env.LETTERS.list()
  const values = await Promise.all(keys.map(async ({ name }) => `${name} ${await env.LETTERS.get(name)}`))
  return values.join('\n')
}

test('who is approved is read within two minutes, after those of the base; who leaves is read no longer', async () => {
  const ada = await world.confirmed('ada@example.org', { name: 'Ada Example', role: 'Engineer' })
  await world.confirmed('bob@example.org', { name: 'Bob Example' })
  await settle(world)
  expect(await published(18)).toEqual([])
  await world.register.approve(await waiting(), MODERATOR)
  await settle(world)
  expect(await published(18)).toEqual([
    { id: 'signon-1', name: 'Ada Example' },
    { id: 'signon-2', name: 'Bob Example' },
  ])
  expect(await world.register.publicCount()).toEqual({ confirmed: 2, published: 2 })
  const link = `/sign/a-letter/mine?key=${ada}`
  expect(await (await world.fetch(link)).text()).toMatch(
    /Published on <a href="https:\/\/letters\.example\/letters\/a-letter#signatory-signon-[a-z0-9]{6}-1">[^<]+<\/a>, as no\. 19\./,
  )
  expect(await (await world.fetch(`${link}&lang=de`)).text()).toMatch(/Veröffentlicht am .+, als Nr\. 19\./)
  await world.post('/sign/a-letter/mine', { key: ada, act: 'erase' })
  await settle(world)
  expect(await published(18)).toEqual([{ id: 'signon-2', name: 'Bob Example' }])
  await world.confirmed('cy@example.org', { name: 'Cy Example' })
  await world.register.approve(await waiting(), MODERATOR)
  await settle(world)
  expect(await published(18)).toEqual([
    { id: 'signon-2', name: 'Bob Example' },
    { id: 'signon-3', name: 'Cy Example' },
  ])
})

test('where moderation is afterwards, a confirmed name is published, and goes when a moderator rejects it', async () => {
  await openForSigning({ who: 'persons', moderation: 'after', fields: [] })
  later(60_000)
  await world.confirmed('ada@example.org')
  await settle(world)
  expect(await published(18)).toEqual([{ id: 'signon-1', name: 'Ada Example' }])
  const [{ number } = { number: 0 }] = await world.register.list({ filter: 'approved', limit: 1 })
  await world.register.reject([number], { reason: 'No such person' }, MODERATOR)
  await settle(world)
  expect(await published(18)).toEqual([])
})

test('no value in KV holds anything private', async () => {
  const fields = {
    type: 'organisation',
    name: 'A Society',
    url: 'https://society.example',
    contact_name: 'Grace Private',
    contact_role: 'Secret role',
    news: 'on',
  }
  await world.confirmed('grace.private@society.example', fields)
  await world.register.approve(await waiting(), MODERATOR)
  await settle(world)
  expect(await published(18)).toEqual([{ id: 'signon-1', name: 'A Society' }])
  const values = await stored()
  expect(values).toContain('A Society')
  expect(values).not.toMatch(/grace|secret role|@society/i)
})

test('who erased everything by their link is in no value in KV, the grace after', async () => {
  const ada = await world.confirmed('ada@example.org', { name: 'Ada Erasable' })
  await world.confirmed('bob@example.org', { name: 'Bob Staying' })
  await world.register.approve(await waiting(), MODERATOR)
  await settle(world)
  const { revision } = JSON.parse((await env.LETTERS.get(headKey('a-letter'))) ?? '') as Head
  later(60 * 60_000)
  await world.confirmed('cy@example.org', { name: 'Cy Staying' })
  await world.register.approve(await waiting(), MODERATOR)
  await settle(world)
  await world.post('/sign/a-letter/mine', { key: ada, act: 'erase' })
  await settle(world)
  expect(await stored()).toMatch(/erasable/i)
  // Two minutes each.
  for (let passed = 0; passed <= GRACE_MS; passed += 120_000) await settle(world)
  const now = await stored()
  expect(now).not.toMatch(/erasable/i)
  expect(now).toContain('Bob Staying')
  expect(await env.LETTERS.get(revisionKey('a-letter', revision.id))).toMatch(
    /^\{"successor":"[0-9a-f]{64}"\}$/,
  )
  expect(await published(18)).toEqual([
    { id: 'signon-2', name: 'Bob Staying' },
    { id: 'signon-3', name: 'Cy Staying' },
  ])
})

test('where a new text holds them back, those who signed another are public once they agree to it', async () => {
  const ada = await world.confirmed('ada@example.org', { name: 'Ada Example' })
  await world.confirmed('bob@example.org', { name: 'Bob Example' })
  await world.register.approve(await waiting(), MODERATOR)
  await settle(world)
  expect(await published(18)).toHaveLength(2)
  const letter = { ...translated(), date: '2020-03-01' }
  const [original, ...others] = letter.translations
  const changed = {
    ...letter,
    translations: [{ ...original, title: 'Quite another letter' }, ...others] as typeof letter.translations,
  }
  await publishBase(changed, { earlier: 'hold' })
  await settle(world)
  expect(await published(18)).toEqual([])
  const page = await (await world.fetch(`/sign/a-letter/mine?key=${ada}`)).text()
  expect(page).toContain('your name is not on the letter')
  await world.confirmed('cy@example.org', { name: 'Cy Example' })
  await world.register.approve(await waiting(), MODERATOR)
  const agree = (text: string) => world.post('/sign/a-letter/mine', { key: ada, act: 'agree', text })
  // To a text that another has taken the place of since it was shown.
  expect(await (await agree(textId(letter))).text()).toContain('it was changed meanwhile')
  await settle(world)
  expect((await published(18)).map(({ name }) => name)).toEqual(['Cy Example'])
  expect(page).toContain(`name="text" value="${textId(changed)}"`)
  await agree(textId(changed))
  await settle(world)
  expect((await published(18)).map(({ name }) => name)).toEqual(['Ada Example', 'Cy Example'])
  await publishBase({ ...changed, date: '2020-03-02' }, { earlier: 'keep' })
  await settle(world)
  expect((await published(18)).map(({ name }) => name)).toEqual(['Ada Example', 'Bob Example', 'Cy Example'])
  const { earlier_texts } = JSON.parse((await env.LETTERS.get(headKey('a-letter'))) ?? '') as Head
  expect(earlier_texts).toEqual([
    { revision: (await compileWhole(translated())).compiled.revision.id, count: 1 },
  ])
})

test('a head that an editor had for a while is gone on with, though nobody wakes the register', async () => {
  await world.confirmed('ada@example.org', { name: 'Ada Example' })
  await world.register.approve(await waiting(), MODERATOR)
  await settle(world)
  const change = async (more: Partial<Base>) => {
    const base = JSON.parse((await env.LETTERS.get(baseKey('a-letter'))) ?? '') as Base
    const published = new Date(Date.now()).toISOString()
    const next = { ...base, ...more, id: `${base.id}+`, published }
    await env.LETTERS.put(baseKey('a-letter'), JSON.stringify(next))
  }
  await change({ writer: 'editor' })
  await settle(world)
  const head = (await env.LETTERS.get(headKey('a-letter'))) ?? ''
  expect(JSON.parse(head)).toMatchObject({ handed_over: 'handover-1' })
  await change({ writer: 'sign-on', handover: { id: 'handover-2', head: headHash(head) } })
  await settle(world)
  await publishBase({ ...translated(), date: '2020-03-01' }, { earlier: 'keep' })
  await settle(world)
  const after = JSON.parse((await env.LETTERS.get(headKey('a-letter'))) ?? '') as Head
  expect(after.history[0]).toMatchObject({ signons: 1 })
  expect(after.revision.id).not.toBe((JSON.parse(head) as Head).revision.id)
})

test('while KV fails the register tries again every minute, and then publishes what waited', async () => {
  await world.confirmed('ada@example.org')
  await world.register.approve(await waiting(), MODERATOR)
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { letters } = world
  world.letters = {
    get: async () => {
      throw new TypeError('KV is down, said ada@example.org')
    },
  } as unknown as Pick<KVNamespace, 'get'>
  for (let minute = 0; minute < 3; minute++) {
    later(60_000)
    await world.alarm()
    const next = await world.inside((_, storage) => storage.getAlarm())
    expect((next ?? 0) - Date.now()).toBeGreaterThan(50_000)
  }
  expect(said.mock.calls.flat()).toEqual(Array(3).fill('a-letter: could not publish: TypeError'))
  said.mockRestore()
  world.letters = letters
  await settle(world)
  expect(await published(18)).toEqual([{ id: 'signon-1', name: 'Ada Example' }])
})

test('a register that comes after a lost one gives nobody an id that somebody had', async () => {
  const idOf = async (): Promise<string | undefined> => {
    await world.confirmed('ada@example.org')
    await world.register.approve(await waiting(), MODERATOR)
    const [{ id } = { id: undefined }] = await world.register.list({ filter: 'approved', limit: 1 })
    return id
  }
  const before = await idOf()
  expect(before).toMatch(/^signon-[a-z0-9]{6}-1$/)
  await reset()
  await openForSigning()
  world = createWorld()
  const after = await idOf()
  expect(after).toMatch(/^signon-[a-z0-9]{6}-1$/)
  expect(after).not.toBe(before)
})

test('who has the token wakes it: it looks at once, and goes on until KV shows what an editor has written', async () => {
  const base = (await env.LETTERS.get(baseKey('a-letter'))) ?? ''
  await env.LETTERS.delete(baseKey('a-letter'))
  const phase = () => world.inside((sql) => readMeta(sql, 'publishing'))
  const wake = (token: string) => {
    const body = JSON.stringify({ act: 'wake' })
    const headers = { Authorization: `Bearer ${token}`, 'Content-Length': `${body.length}` }
    return world.fetch('/sign/api/a-letter', { method: 'POST', body, headers })
  }
  await settle(world)
  expect(await phase()).toBe('resting')
  expect((await wake('another token')).status).toBe(401)
  expect(await phase()).toBe('resting')
  expect((await wake('a token of the tests')).status).toBe(200)
  expect(await world.inside((_, storage) => storage.getAlarm())).toBeLessThanOrEqual(Date.now())
  await settle(world)
  expect(await phase()).toBe('watching')
  await env.LETTERS.put(baseKey('a-letter'), base)
  await settle(world)
  expect(await world.inside((sql) => readMeta(sql, 'state')?.base?.id)).toBe('base-1')
})
