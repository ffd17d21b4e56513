/** The mails that wait to be sent: paced, tried again, and gone with their addresses once they are sent. */
import { countSent, type Grant, roomAgain, unsent } from '../mail/quota.ts'
import { countIn, readMeta, writeMeta } from './tables.ts'

const MINUTE = 60_000

/** What a mail is about: to confirm, the link once more, that a moderator rejected it, or that it is held back for a new text. */
export type MailKind = 'confirm' | 'link' | 'rejected' | 'held'

export type Outgoing = {
  id: number
  number: number
  kind: MailKind
  address: string
  /** Where the link leads: `https://host`. */
  origin: string
  language: string
  created: number
  due: number
  attempts: number
}

/** How many mails the alarm sends at a time, together, and how long after that the next ones. */
export const MAILS_PER_BATCH = 25
export const BATCH_INTERVAL_MS = 5_000
/** A mail that is on its way for longer is tried again. */
export const SEND_TIMEOUT_MS = 15_000
/** What waits longer than this is late, and the page says so. */
const LATE_MS = 5 * MINUTE

export const enqueue = (
  sql: SqlStorage,
  mail: Pick<Outgoing, 'number' | 'kind' | 'address' | 'origin' | 'language'>,
  now: number,
): void => {
  sql.exec(
    `INSERT INTO outbox (number, kind, address, origin, language, created, due) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    mail.number,
    mail.kind,
    mail.address,
    mail.origin,
    mail.language,
    now,
    now,
  )
}

/** When the next mails may go out, the first of all at once. */
const nextBatch = (sql: SqlStorage): number => (readMeta(sql, 'mailed') ?? 0) + BATCH_INTERVAL_MS

/** How many mails may still go out now: of this letter's, and as far as the desk has said of all. */
const allowance = (sql: SqlStorage, perDay: number, now: number): number => {
  const { left, until } = readMeta(sql, 'grant') ?? { left: 0, until: 0 }
  const own = unsent(sql, perDay, now)
  return now < until ? Math.min(own, left) : own
}

/** Notes how many more mails all letters together may send, and until when that is to be reckoned with. */
export const noteGrant = (sql: SqlStorage, { left, until }: Pick<Grant, 'left' | 'until'>): void =>
  writeMeta(sql, 'grant', { left, until })

/**
 * Whether mails that can wait may be put in: no other is due, and half of what a day may have is left for those to come.
 * One that fails again and again keeps nobody waiting.
 */
export const hasRoom = (sql: SqlStorage, perDay: number, now: number): boolean =>
  countIn(sql, 'outbox WHERE due <= ?', now) === 0 && allowance(sql, perDay, now) > perDay / 2

/** How many mails are to be sent now. */
export const countDue = (sql: SqlStorage, perDay: number, now: number): number =>
  now < nextBatch(sql)
    ? 0
    : Math.min(MAILS_PER_BATCH, allowance(sql, perDay, now), countIn(sql, 'outbox WHERE due <= ?', now))

/**
 * So many of the mails that are due. Each is counted, and put off in case it fails, before it is sent: one that was on its
 * way when the object stopped goes out twice rather than never, and not again and again.
 */
export const takeDue = (sql: SqlStorage, limit: number, now: number): Outgoing[] => {
  const due = sql
    .exec<Outgoing>('SELECT * FROM outbox WHERE due <= ? ORDER BY due, id LIMIT ?', now, limit)
    .toArray()
  for (const { id, attempts } of due) {
    sql.exec(
      'UPDATE outbox SET attempts = attempts + 1, due = ? WHERE id = ?',
      now + Math.min(2 ** attempts, 60) * MINUTE,
      id,
    )
  }
  if (due.length > 0) {
    writeMeta(sql, 'mailed', now)
    countSent(sql, due.length, now)
  }
  return due
}

export const removeSent = (sql: SqlStorage, id: number): void => {
  sql.exec('DELETE FROM outbox WHERE id = ?', id)
}

/** When the alarm must look again for mails; undefined where none waits. */
export const nextMail = (sql: SqlStorage, perDay: number, now: number): number | undefined => {
  const [first] = sql.exec<{ due: number }>('SELECT due FROM outbox ORDER BY due LIMIT 1')
  if (first === undefined) return undefined
  if (allowance(sql, perDay, now) > 0) return Math.max(first.due, now, nextBatch(sql))
  const { left, until } = readMeta(sql, 'grant') ?? { left: 0, until: 0 }
  return Math.max(now, unsent(sql, perDay, now) > 0 ? 0 : roomAgain(sql, now), left > 0 ? 0 : until)
}

/** Whether a mail that is put in now will have to wait. What is asked costs the same however many wait. */
export const isLate = (sql: SqlStorage, perDay: number, now: number): boolean => {
  const [first] = sql.exec<{ id: number; created: number }>(
    'SELECT id, created FROM outbox ORDER BY id LIMIT 1',
  )
  const [last] = sql.exec<{ id: number }>('SELECT id FROM outbox ORDER BY id DESC LIMIT 1')
  const waiting = first && last ? last.id - first.id + 1 : 0
  return (
    waiting >= allowance(sql, perDay, now) ||
    (waiting / MAILS_PER_BATCH) * BATCH_INTERVAL_MS > LATE_MS ||
    (first !== undefined && now - first.created >= MINUTE)
  )
}
