/** Those whom a new text holds back are asked by mail, where their address is still there. */
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { textId } from '../../src/letter/text-id.ts'
import { askHeld } from '../../src/signing/register/held.ts'
import { translated } from '../translated.ts'
import { createWorld, later, openForSigning, publishBase, settle, type World } from './world.ts'

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

const titled = (title: string): SignedLetter => {
  const letter = translated()
  const [original, ...others] = letter.translations
  return { ...letter, translations: [{ ...original, title }, ...others] as typeof letter.translations }
}

/** Who was asked since, each time. */
const askedSince = (count: number): string[] =>
  world.mails
    .slice(count)
    .map(({ to, subject }) => `${to}: ${subject}`)
    .sort()

/** Some minutes, with all that happens in them. */
const minutes = async (count: number): Promise<void> => {
  for (let minute = 0; minute < count; minute += 2) await settle(world)
}

test('each is asked once for a text, in their language, with their link; nobody whose address is gone', async () => {
  const ada = await world.confirmed('ada@example.org', { news: 'on' })
  await world.confirmed('bob@example.org', { name: 'Bob Example' })
  const waiting = await world.register.list({ filter: 'waiting', limit: 10 })
  await world.register.approve(
    waiting.map(({ number }) => number),
    MODERATOR,
  )
  const organisation = {
    type: 'organisation',
    name: 'A Society',
    url: 'https://society.example',
    contact_name: 'Grace',
    contact_role: 'Chair',
  }
  await world.confirmed('grace@society.example', organisation)
  await world.inside((sql) => sql.exec("UPDATE signons SET language = 'de' WHERE domain = 'society.example'"))
  await world.sign('unconfirmed@example.org', { news: 'on' })
  await settle(world)
  let sent = world.mails.length

  await publishBase(titled('A second text'), { earlier: 'hold' })
  await minutes(6)
  expect(askedSince(sent)).toEqual([
    'ada@example.org: The text was changed: A second text',
    'grace@society.example: Der Text wurde geändert: A second text',
  ])
  expect(world.keyOf(world.mails.find(({ to }, index) => index >= sent && to === 'ada@example.org'))).toBe(
    ada,
  )
  sent = world.mails.length

  // It is put back, and held once more.
  await publishBase(translated(), { earlier: 'keep' })
  await minutes(4)
  await publishBase(titled('A second text'), { earlier: 'hold' })
  await minutes(6)
  expect(askedSince(sent)).toEqual([])

  await world.post('/sign/a-letter/mine', {
    key: ada,
    act: 'agree',
    text: textId(titled('A second text')),
  })
  await publishBase(titled('A third text'), { earlier: 'hold' })
  await minutes(6)
  expect(askedSince(sent)).toEqual([
    'ada@example.org: The text was changed: A third text',
    'grace@society.example: Der Text wurde geändert: A third text',
  ])
})

test('it waits for a new text that readers see, for mails that confirm, and leaves these half of a day’s', async () => {
  for (const name of ['ada', 'bob', 'cy']) await world.confirmed(`${name}@example.org`, { news: 'on' })
  await settle(world)
  const sent = world.mails.length
  await publishBase(titled('A second text'), { earlier: 'hold' })
  later(60_000)
  await world.alarm()
  const waiting = (perDay: number) =>
    world.inside((sql) => {
      askHeld(sql, perDay, Date.now())
      return sql.exec<{ kind: string }>('SELECT kind FROM outbox').toArray().length
    })
  expect(await waiting(1000)).toBe(0)
  later(120_000)
  // Three have gone out, to confirm.
  expect(await waiting(6)).toBe(0)
  await world.sign('dan@example.org')
  expect(await waiting(1000)).toBe(1)
  // One that cannot be sent now is tried again, and holds up no other.
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  world.sending = async ({ to }) => {
    if (to === 'dan@example.org') throw new TypeError('no such mailbox')
  }
  await world.alarm()
  await world.alarm()
  world.sending = async () => {}
  later(60_000)
  await world.alarm()
  said.mockRestore()
  expect(askedSince(sent).map((mail) => mail.split(':')[0])).toEqual([
    'ada@example.org',
    'bob@example.org',
    'cy@example.org',
    'dan@example.org',
  ])
})
