/**
 * What receivers are told of the letter: for each the newest event that it has not taken, tried again and then given up.
 * The hub of its feeds is one of them, which is told later, and told nothing but their addresses.
 */
import { SPREAD_MS } from '../../http/freshness.ts'
import { site } from '../../page/site.ts'
import { deliver, NotTaken, secretProblem } from '../../webhooks/deliver.ts'
import { createEvent } from '../../webhooks/event.ts'
import { letterFeeds, ping } from '../../webhooks/ping.ts'
import { own } from '../own.ts'
import { readMeta } from './tables.ts'

const MINUTE = 60_000
/** With pauses that double from a minute on, over eight hours. */
export const MAX_ATTEMPTS = 10

type Waiting = { address: string; id: string; body: string; attempts: number }

/**
 * Notes that a revision became current. An event says what the letter is now, so a newer one takes the place of one that
 * waits: there are never more than receivers.
 */
export const noteUpdate = (
  sql: SqlStorage,
  slug: string,
  revision: { id: string; count: number },
  now: number,
): void => {
  const at = new Date(now).toISOString()
  const { id, body } = createEvent(site.origin ?? '', { type: 'letter.updated', slug, revision, at })
  // Whoever could not be reached is not asked more often for it.
  for (const address of own.webhooks)
    sql.exec(
      `INSERT INTO webhooks (address, id, body, due) VALUES (?, ?, ?, ?)
         ON CONFLICT (address) DO UPDATE SET id = excluded.id, body = excluded.body`,
      address,
      id,
      body,
      now,
    )
  const { hub, origin, sign_origin } = site
  // Where the form is elsewhere, on staging or on the operator's own machine, it is other feeds that have it.
  if (hub !== undefined && readMeta(sql, 'origin') === (sign_origin ?? origin)) noteForHub(sql, hub, now)
}

/**
 * The hub fetches at once, and hands on nothing where it gets what it had: it is told when all readers get this. Its id is
 * the time of the newest update.
 */
const noteForHub = (sql: SqlStorage, hub: string, now: number): void => {
  sql.exec(
    `INSERT INTO webhooks (address, id, body, due) VALUES (?, ?, '', ?)
       ON CONFLICT (address) DO UPDATE SET id = excluded.id`,
    hub,
    String(now),
    now + SPREAD_MS,
  )
}

/** When a receiver is to be told next; undefined where none is. */
export const nextWebhook = (sql: SqlStorage): number | undefined => {
  const [first] = sql.exec<{ due: number }>('SELECT due FROM webhooks ORDER BY due LIMIT 1')
  return first?.due
}

/** Those to tell now, each put off before it is told: one that was under way when the object stopped is told twice. */
const takeDue = (sql: SqlStorage, now: number): Waiting[] => {
  const due = sql
    .exec<Waiting>('SELECT address, id, body, attempts FROM webhooks WHERE due <= ?', now)
    .toArray()
  for (const { address, attempts } of due)
    sql.exec(
      'UPDATE webhooks SET attempts = attempts + 1, due = ? WHERE address = ?',
      now + 2 ** attempts * MINUTE,
      address,
    )
  return due
}

const forget = (sql: SqlStorage, { address, id }: Waiting): void => {
  sql.exec('DELETE FROM webhooks WHERE address = ? AND id = ?', address, id)
  // What came meanwhile is another's first.
  sql.exec('UPDATE webhooks SET attempts = 0, due = 0 WHERE address = ?', address)
}

/** The hub took it: what was updated too late for that to have been spread, it is told of again. */
const forgetHub = (sql: SqlStorage, hub: string, told: number): void => {
  sql.exec('DELETE FROM webhooks WHERE address = ? AND CAST(id AS INTEGER) <= ?', hub, told - SPREAD_MS)
  sql.exec(
    'UPDATE webhooks SET attempts = 0, due = CAST(id AS INTEGER) + ? WHERE address = ?',
    SPREAD_MS,
    hub,
  )
}

const pingFeeds = async (hub: string, slug: string): Promise<void> => {
  for (const feed of letterFeeds(site.origin ?? '', { slug })) await ping(hub, feed)
}

/** Whom a row is for, how they are told, and what is forgotten then; undefined for one of an earlier deploy. */
const errandOf = (sql: SqlStorage, slug: string, waiting: Waiting, secret: string | undefined) => {
  const { address } = waiting
  if (own.webhooks.includes(address))
    return {
      problem: secretProblem(secret),
      tell: () => deliver(address, waiting, secret ?? ''),
      forget: () => forget(sql, waiting),
    }
  if (address !== site.hub) return undefined
  const now = Date.now()
  return {
    problem: undefined,
    tell: () => pingFeeds(address, slug),
    forget: () => forgetHub(sql, address, now),
  }
}

/** Tells whoever is to be told now. What was not taken is logged: receivers' addresses are public, as events are. */
export const tellDue = async (
  storage: DurableObjectStorage,
  slug: string,
  secret: string | undefined,
): Promise<void> => {
  const { sql } = storage
  const due = takeDue(sql, Date.now())
  if (due.length === 0) return
  const say = (what: string) => console.error(`${slug}: webhook: ${what}`)
  await storage.sync()
  await Promise.all(
    due.map(async (waiting) => {
      const { address, attempts } = waiting
      const errand = errandOf(sql, slug, waiting, secret)
      if (errand === undefined) return forget(sql, waiting)
      if (errand.problem !== undefined) {
        say(`${errand.problem}, so ${address} was not told`)
        return errand.forget()
      }
      try {
        await errand.tell()
        errand.forget()
      } catch (error) {
        if (!(error instanceof NotTaken)) throw error
        const isLast = error.isFinal || attempts + 1 >= MAX_ATTEMPTS
        say(`${address} ${error.message}, and is ${isLast ? 'not told again' : 'told later'}`)
        if (isLast) errand.forget()
      }
    }),
  )
}
