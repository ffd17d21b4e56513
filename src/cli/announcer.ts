/** Tells the receivers and the hub of site.yaml what a command made current. It never fails the command: what is live is live. */
import { readSite, type Site } from '../build/site-file/read.ts'
import { SPREAD_MS } from '../http/freshness.ts'
import { isLocal } from '../http/local.ts'
import type { Live, LiveLetter } from '../publishing/live.ts'
import { createRetries } from '../publishing/retry.ts'
import { sleep } from '../publishing/sleep.ts'
import type { Head, HeadOrMoved } from '../revision/layout.ts'
import { deliver, NotTaken, secretProblem } from '../webhooks/deliver.ts'
import { type Change, createEvent, type WebhookEvent } from '../webhooks/event.ts'
import { changedFeeds, ping } from '../webhooks/ping.ts'
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

const saidOf = ({ message, isFinal }: NotTaken): string =>
  `${message}, asked ${isFinal ? 'once' : `${PAUSES_MS.length + 1} times`}`

/** Does what tells somebody something, and again after pauses. @returns why it was not taken, undefined where it was */
const tryTelling = async (attempt: () => Promise<void>): Promise<string | undefined> => {
  try {
    await withRetries(attempt, (error) => error instanceof NotTaken && !error.isFinal)
    return undefined
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error
    return saidOf(error)
  }
}

const STAYS = 'what is live stays live (docs/webhooks.md)'

/** Tells one receiver, in order, until it does not take one. @returns what became of it */
export const tell = async (
  address: string,
  events: readonly WebhookEvent[],
  secret: string,
): Promise<string> => {
  for (const [taken, event] of events.entries()) {
    const fault = await tryTelling(() => deliver(address, event, secret))
    if (fault !== undefined)
      return `webhook: warning: ${address} ${fault}, and was not told ${named(events.slice(taken))}; ${STAYS}`
  }
  return `webhook: ${address} took ${named(events)}`
}

/** As many as a browser has connections open to one host. */
const PINGS_AT_ONCE = 6

/** Pings the first feed alone, and only if that is taken the others, a few at a time, until one is not. */
const pingWhileTaken = async (
  feeds: readonly string[],
  pingOne: (feed: string) => Promise<NotTaken | undefined>,
): Promise<NotTaken | undefined> => {
  const [first, ...others] = feeds
  let fault = first === undefined ? undefined : await pingOne(first)
  const waiting = others.values()
  const pingNext = async (): Promise<void> => {
    if (fault !== undefined) return
    for (const feed of waiting) {
      const why = await pingOne(feed)
      fault ??= why
      if (fault !== undefined) return
    }
  }
  await Promise.all(Array.from({ length: PINGS_AT_ONCE }, pingNext))
  return fault
}

/** All where they are as few as one letter's and the site's. */
const namedFeeds = ([...feeds]: Iterable<string>): string =>
  `${counted(feeds.length, 'feed')}${feeds.length > 4 ? `, the first of them ${feeds[0]}` : `: ${feeds.join(', ')}`}`

/**
 * Tells a hub of feeds, in their order, until it does not take one. Pauses are the hub's and not each feed's: a hub that
 * is down is asked for one, a few times. Each feed in a request of its own: of several `hub.url` in one, which WebSub
 * does not speak of, one hub reads the last alone and another wants commas.
 *
 * @returns what became of it
 */
export const tellHub = async (
  hub: string,
  feeds: readonly string[],
  doing: (what: string) => void = () => {},
): Promise<string> => {
  const untold = new Set(feeds)
  const pingOne = async (feed: string): Promise<NotTaken | undefined> => {
    try {
      await ping(hub, feed)
    } catch (error) {
      if (error instanceof NotTaken) return error
      throw error
    }
    untold.delete(feed)
    doing(`Telling the hub, ${counted(untold.size, 'feed')} to go`)
    return undefined
  }
  let failures = 0
  for (;;) {
    const before = untold.size
    const fault = await pingWhileTaken([...untold], pingOne)
    if (fault === undefined) return `websub: ${hub} was told of ${counted(feeds.length, 'feed')}`
    // A hub that took one meanwhile is not down.
    failures = untold.size < before ? 1 : failures + 1
    const pause = PAUSES_MS[failures - 1]
    if (fault.isFinal || pause === undefined)
      return `websub: warning: ${hub} ${saidOf(fault)}, and was not told of ${namedFeeds(untold)}; ${STAYS}`
    await sleep(pause)
  }
}

/** Only what readers get is told to the world: what is in the local KV, to this machine; what is on staging, to nobody. */
const isFor = (address: string, { remote, env }: KvOptions): boolean => !env && isLocal(address) === !remote

const say = (line: string): void => console.error(visible(line))

const tellWebhooks = async (
  options: KvOptions,
  webhooks: readonly string[],
  origin: string,
  changes: readonly Change[],
): Promise<void> => {
  const receivers = [...new Set(webhooks)].filter((address) => isFor(address, options))
  if (receivers.length === 0) return
  const secret = process.env.WEBHOOK_SECRET ?? ''
  const problem = secretProblem(secret)
  if (problem !== undefined)
    return say(
      `webhook: warning: ${problem}, so nobody was told; put the receivers' secret into the environment (docs/webhooks.md)`,
    )
  const events = changes.map((change) => createEvent(origin, change))
  const lines = await withProgress((doing) => {
    doing('Telling webhooks')
    return Promise.all(receivers.map((address) => tell(address, events, secret)))
  })
  for (const line of lines) say(line)
}

/** Waits first, for a hub fetches at once, and hands on nothing where it gets what it had. */
const waitAndTellHub = async (
  { remote }: KvOptions,
  hub: string,
  origin: string,
  changes: readonly Change[],
): Promise<void> => {
  if (remote) say(`websub: ${hub} is told in two minutes, when all readers get what is live now`)
  const line = await withProgress(async (doing) => {
    doing('Waiting to tell the hub')
    if (remote) await sleep(SPREAD_MS)
    doing('Telling the hub')
    return tellHub(hub, changedFeeds(origin, changes), doing)
  })
  say(line)
}

/**
 * What a command tells others with: receivers at once, the hub when the command has done all else.
 *
 * @example
 * await using announcer = openAnnouncer(options)
 * await announcer.announce(live, heads)
 */
export const openAnnouncer = (options: KvOptions) => {
  const originOf = (site: { origin?: string | undefined }) =>
    options.remote ? (site.origin ?? '') : LOCAL_ORIGIN
  const announced: Change[] = []
  let site: Site | undefined
  return {
    /**
     * @param live what was there before
     * @param heads what was written
     */
    async announce(live: Pick<Live, 'letter'>, heads: readonly HeadOrMoved[]): Promise<void> {
      const changes = changesOf(live, heads)
      if (changes.length === 0) return
      announced.push(...changes)
      site = (await readSite()).site
      if (site === undefined) return say('webhook: warning: site.yaml cannot be read, so nobody was told')
      await tellWebhooks(options, site.webhooks, originOf(site), changes)
    },
    async [Symbol.asyncDispose](): Promise<void> {
      if (site?.hub !== undefined && isFor(site.hub, options))
        await waitAndTellHub(options, site.hub, originOf(site), announced)
    },
  }
}
