/** The sign-on Worker with real Durable Objects and a real local KV; mails go to a list. Runs inside workerd. */
import {
  createExecutionContext,
  runDurableObjectAlarm,
  runInDurableObject,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { env as cloudflareEnv } from 'cloudflare:workers'
import { vi } from 'vitest'
import type { SignedLetter } from '../../src/letter/schema.ts'
import type { Signing } from '../../src/letter/signing.ts'
import { textId } from '../../src/letter/text-id.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { createApp as createReader } from '../../src/reading/app.ts'
import type { Base } from '../../src/revision/base.ts'
import { baseKey } from '../../src/revision/keys.ts'
import { createApp } from '../../src/signing/app.ts'
import type { Bindings } from '../../src/signing/bindings.ts'
import type { Register } from '../../src/signing/register/register.ts'
import { emptyKv } from '../kv.ts'
import { translated } from '../translated.ts'
import { pairsOf } from './open-letter.ts'

export const env = cloudflareEnv as unknown as Bindings
export const ORIGIN = 'https://letters.example'
export const MODERATOR = 'moderator@example.org'

type Builder = Exclude<Parameters<SendEmail['send']>[0], { raw: unknown }>
export type Mail = { from: unknown; to: string; subject: string; text: string; html: string }

export const OPEN: Signing = {
  who: 'both',
  moderation: 'before',
  fields: ['role', 'affiliation', 'country'],
}

/** Puts a letter into KV that is open for signing, or not. */
export const openForSigning = async (
  signing: Signing | undefined = OPEN,
  letter: SignedLetter = translated(),
): Promise<void> => {
  await emptyKv()
  for (const { key, value } of await pairsOf(letter, signing)) await env.LETTERS.put(key, value)
}

/** Moves the clock on. */
export const later = (milliseconds: number): void => {
  vi.setSystemTime(Date.now() + milliseconds)
}

export type World = ReturnType<typeof createWorld>

let network = 0

export const createWorld = (slug = 'a-letter') => {
  const app = createApp()
  const mails: Mail[] = []
  const world = {
    mails,
    /** What the operator has set beside what the tests have, for the alarm too. */
    settings: {} as Partial<Bindings>,
    /** In place of the register's KV. */
    letters: env.LETTERS as Pick<KVNamespace, 'get'>,
    /** What the register has in place of its bindings. */
    objects: {} as Partial<Bindings>,
    /** What sending does beside writing the mail down. */
    sending: async (_mail: Mail): Promise<void> => {},
    /** A new way to the object each time: one to an object that was stopped is broken. */
    get register() {
      return env.REGISTERS.getByName(slug)
    },
    async fetch(path: string, init: RequestInit = {}): Promise<Response> {
      const context = createExecutionContext()
      const request = new Request(new URL(path, ORIGIN), { redirect: 'manual', ...init })
      const bindings = { ...env, EMAIL: mailbox, ...world.settings }
      const response = await app.fetch(request, bindings, context)
      await waitOnExecutionContext(context)
      return response
    },
    /** Posts a form, as a page of ours would; each from another network unless one is named. */
    post(
      path: string,
      fields: [string, string][] | Record<string, string>,
      headers: Record<string, string> = {},
    ) {
      const body = new URLSearchParams(fields).toString()
      network++
      return world.fetch(path, {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          // As the network sets it.
          'Content-Length': String(new TextEncoder().encode(body).length),
          'CF-Connecting-IP': `10.${(network >> 16) & 255}.${(network >> 8) & 255}.${network & 255}`,
          Origin: ORIGIN,
          ...headers,
        },
      })
    },
    async inside<Result>(work: (sql: SqlStorage, storage: DurableObjectStorage) => Result | Promise<Result>) {
      return runInDurableObject(world.register, (_: Register, state) =>
        work(state.storage.sql, state.storage),
      )
    },
    /** Runs the alarm, with mails going to the list. @returns whether there was one */
    async alarm(): Promise<boolean> {
      // As long as two batches of mails are apart.
      later(5_000)
      await runInDurableObject(world.register, (instance: Register) => {
        const { env: own } = instance as unknown as { env: Bindings }
        Object.assign(instance, {
          env: {
            ...own,
            ...world.settings,
            DESK: env.DESK,
            EMAIL: mailbox,
            LETTERS: world.letters,
            ...world.objects,
          },
        })
      })
      return runDurableObjectAlarm(world.register)
    },
    /** Fills the form in and sends it. */
    async sign(email: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
      const form = await (await world.fetch(`/sign/${slug}`)).text()
      const stamp = /name="stamp" value="([^"]+)"/.exec(form)?.[1] ?? ''
      later(4_000)
      return world.post(
        `/sign/${slug}`,
        { type: 'person', name: 'Ada Example', email, stamp, step: 'sign', ...fields },
        headers,
      )
    },
    linkOf: (mail: Mail | undefined): string => /https:\S+/.exec(mail?.text ?? '')?.[0] ?? '',
    keyOf: (mail: Mail | undefined): string => new URL(world.linkOf(mail)).searchParams.get('key') ?? '',
    /** Signs, opens the mail and confirms. @returns the link's key */
    async confirmed(email: string, fields: Record<string, string> = {}): Promise<string> {
      await world.sign(email, fields)
      await world.alarm()
      const mail = mails.findLast(({ to }) => to === email)
      const key = world.keyOf(mail)
      await world.post(`/sign/${slug}/mine`, { key, act: 'confirm', ...(await world.shown(key)) })
      return key
    },
    /** What a link's page would have confirmed. */
    async shown(key: string): Promise<{ shown: string; text: string }> {
      const html = await (await world.fetch(`/sign/${slug}/mine?key=${key}`)).text()
      const field = (name: string): string =>
        (new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&')
      return { shown: field('shown'), text: field('text') }
    },
    /** Lets a moderator in. @returns the cookie */
    async enterDesk(moderator = MODERATOR): Promise<string> {
      await world.post('/sign/desk', { email: moderator })
      const key = world.keyOf(mails.findLast(({ to }) => to === moderator))
      const response = await world.post('/sign/desk/enter', { key })
      return response.headers.get('Set-Cookie')?.split(';')[0] ?? ''
    },
  }
  const mailbox = {
    send: async (builder: Builder) => {
      const { from, to, subject, text = '', html = '' } = builder as Builder & { to: string }
      const mail = { from, to, subject, text, html }
      await world.sending(mail)
      mails.push(mail)
      return { messageId: `<${mails.length}@example>` }
    },
  } as unknown as SendEmail
  return world
}

/** The names and ids that readers get after those of a base, from a Worker that has read nothing before. */
export const published = async (base: number): Promise<{ id: string; name: string }[]> => {
  const url = 'https://letters.example/v1/letters/a-letter/signatories?limit=100'
  const context = { waitUntil: () => {}, passThroughOnException: () => {} } as unknown as ExecutionContext
  const response = await createReader({}).fetch(
    new Request(url),
    { LETTERS: env.LETTERS } as Parameters<ReturnType<typeof createReader>['fetch']>[1],
    context,
  )
  const { signatories } = await response.json<{ signatories: { id: string; name: string }[] }>()
  // Without what makes them this register's own.
  return signatories
    .slice(base)
    .map(({ id, name }) => ({ id: id.replace(/^signon-[a-z0-9]{6}-/, 'signon-'), name }))
}

/** Lets time pass until nothing more is to be published at once. */
export const settle = async (world: World): Promise<void> => {
  for (let minute = 0; minute < 2; minute++) {
    later(60_000)
    for (let step = 0; step < 20; step++) {
      await world.alarm()
      const phase = await world.inside(
        (sql) => sql.exec("SELECT value FROM meta WHERE name = 'publishing'").one().value,
      )
      if (phase !== '"working"') break
    }
  }
}

/** An editor publishes another list or text, as the command line does for a letter that is open. */
export const publishBase = async (letter: SignedLetter, said: Pick<Base, 'earlier'> = {}): Promise<void> => {
  const before = JSON.parse((await env.LETTERS.get(baseKey(letter.slug))) ?? '{}') as Base
  const { pairs, compiled } = await compileWhole(letter)
  for (const { key, value } of pairs) await env.LETTERS.put(key, value)
  const base: Base = {
    ...before,
    ...said,
    id: `${before.id}+`,
    published: new Date(Date.now()).toISOString(),
    revision: compiled.revision.id,
    text: textId(letter),
  }
  await env.LETTERS.put(baseKey(letter.slug), JSON.stringify(base))
}
