/** What receivers are told of the letter: for each the newest event that it has not taken, tried again and then given up. */
import { site } from '../../page/site.ts'
import { deliver, NotTaken, secretProblem } from '../../webhooks/deliver.ts'
import { createEvent } from '../../webhooks/event.ts'
import { own } from '../own.ts'

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
  const problem = secretProblem(secret)
  await storage.sync()
  await Promise.all(
    due.map(async (waiting) => {
      const { address, attempts } = waiting
      if (problem !== undefined) {
        say(`${problem}, so ${address} was not told`)
        return forget(sql, waiting)
      }
      // Of an earlier deploy.
      if (!own.webhooks.includes(address)) return forget(sql, waiting)
      try {
        await deliver(address, waiting, secret ?? '')
        forget(sql, waiting)
      } catch (error) {
        if (!(error instanceof NotTaken)) throw error
        const isLast = error.isFinal || attempts + 1 >= MAX_ATTEMPTS
        say(`${address} ${error.message}, and is ${isLast ? 'not told again' : 'told later'}`)
        if (isLast) forget(sql, waiting)
      }
    }),
  )
}
