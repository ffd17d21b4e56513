/** The mails that wait to be sent: paced, tried again, and gone with their addresses once they are sent. */
import { countIn, readMeta, writeMeta } from './tables.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

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

/** The first hour that counts still for what 24 hours may have. */
const firstHour = (now: number): number => Math.floor((now - DAY) / HOUR)

/** How many mails may still go out now, of as many as 24 hours have. */
const allowance = (sql: SqlStorage, perDay: number, now: number): number => {
  const { sent } = sql
    .exec<{ sent: number }>('SELECT total(count) AS sent FROM mails WHERE hour >= ?', firstHour(now))
    .one()
  return perDay - sent
}

/**
 * Whether mails that can wait may be put in: no other is due, and half of what a day may have is left for those to come.
 * One that fails again and again keeps nobody waiting.
 */
export const hasRoom = (sql: SqlStorage, perDay: number, now: number): boolean =>
  countIn(sql, 'outbox WHERE due <= ?', now) === 0 && allowance(sql, perDay, now) > perDay / 2

/**
 * The mails to send now. Each is counted, and put off in case it fails, before it is sent: one that was on its way when
 * the object stopped goes out twice rather than never, and not again and again.
 */
export const takeDue = (sql: SqlStorage, perDay: number, now: number): Outgoing[] => {
  if (now < nextBatch(sql)) return []
  const limit = Math.min(MAILS_PER_BATCH, allowance(sql, perDay, now))
  if (limit <= 0) return []
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
    sql.exec(
      'INSERT INTO mails (hour, count) VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
      Math.floor(now / HOUR),
      due.length,
    )
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
  const [oldest] = sql.exec<{ hour: number }>(
    'SELECT hour FROM mails WHERE hour >= ? ORDER BY hour LIMIT 1',
    firstHour(now),
  )
  return ((oldest?.hour ?? 0) + 1) * HOUR + DAY
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
