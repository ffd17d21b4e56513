/** Tells the receivers of site.yaml what a command made current. It never fails the command: what is live is live. */
import { readSite } from '../build/site-file/read.ts'
import { isLocal } from '../http/local.ts'
import type { Live, LiveLetter } from '../publishing/live.ts'
import { createRetries } from '../publishing/retry.ts'
import type { Head, HeadOrMoved } from '../revision/layout.ts'
import { deliver, NotTaken, secretProblem } from '../webhooks/deliver.ts'
import { type Change, createEvent, type WebhookEvent } from '../webhooks/event.ts'
import type { KvOptions } from './command.ts'
import { counted, visible, withProgress } from './terminal.ts'

/** Where `npm start` shows the letters. */
const LOCAL_ORIGIN = 'http://localhost:8787'

const PAUSES_MS = [1_000, 5_000, 20_000]
const withRetries = createRetries(PAUSES_MS)

/** What readers notice of a head that was written; nothing where only its pictures are others. */
const changeOf = ({ head: before, fault }: LiveLetter, head: Head): Change | undefined => {
  const { slug, revision, formerly, retired, history, published } = head
  const of = { slug, revision, formerly }
  if (retired)
    return before?.retired ? undefined : { ...of, type: 'letter.retired', at: new Date().toISOString() }
  const isBack = before?.retired !== undefined
  if (!isBack && JSON.stringify(before?.history) === JSON.stringify(history)) return undefined
  const isNew = before === undefined && fault === undefined && formerly === undefined
  // Bringing a letter back, or erasing somebody, is no publication that has an instant.
  const at = before?.published === published ? new Date().toISOString() : published
  return { ...of, type: isNew || isBack ? 'letter.published' : 'letter.updated', at }
}

/** @param live what was there before the heads were written */
export const changesOf = (live: Pick<Live, 'letter'>, heads: readonly HeadOrMoved[]): Change[] =>
  heads.flatMap((head) => ('moved_to' in head ? [] : (changeOf(live.letter(head.slug), head) ?? [])))

const named = (events: readonly WebhookEvent[]): string =>
  events.length > 3
    ? counted(events.length, 'event')
    : events.map(({ type, slug }) => `${type} of ${slug}`).join(', ')

/** Tells one receiver, in order, until it does not take one. @returns what became of it */
export const tell = async (
  address: string,
  events: readonly WebhookEvent[],
  secret: string,
): Promise<string> => {
  for (const [taken, event] of events.entries()) {
    try {
      await withRetries(
        () => deliver(address, event, secret),
        (error) => error instanceof NotTaken && !error.isFinal,
      )
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error
      const tries = error.isFinal ? 'once' : `${PAUSES_MS.length + 1} times`
      return `webhook: warning: ${address} ${error.message}, asked ${tries}, and was not told ${named(events.slice(taken))}; what is live stays live (docs/webhooks.md)`
    }
  }
  return `webhook: ${address} took ${named(events)}`
}

/** Only what readers get is told to the world: what is in the local KV, to this machine; what is on staging, to nobody. */
const receiversOf = (webhooks: readonly string[], { remote, env }: KvOptions): string[] =>
  env ? [] : [...new Set(webhooks)].filter((address) => isLocal(address) === !remote)

/**
 * @param live what was there before
 * @param heads what was written
 */
export const tellWebhooks = async (
  options: KvOptions,
  live: Pick<Live, 'letter'>,
  heads: readonly HeadOrMoved[],
): Promise<void> => {
  const changes = changesOf(live, heads)
  if (changes.length === 0) return
  const { site } = await readSite()
  const say = (line: string) => console.error(visible(line))
  if (site === undefined) return say('webhook: warning: site.yaml cannot be read, so nobody was told')
  const receivers = receiversOf(site.webhooks, options)
  if (receivers.length === 0) return
  const secret = process.env.WEBHOOK_SECRET ?? ''
  const problem = secretProblem(secret)
  if (problem !== undefined)
    return say(
      `webhook: warning: ${problem}, so nobody was told; put the receivers' secret into the environment (docs/webhooks.md)`,
    )
  const origin = options.remote ? (site.origin ?? '') : LOCAL_ORIGIN
  const events = changes.map((change) => createEvent(origin, change))
  const lines = await withProgress((doing) => {
    doing('Telling webhooks')
    return Promise.all(receivers.map((address) => tell(address, events, secret)))
  })
  for (const line of lines) say(line)
}
