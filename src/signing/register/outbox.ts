/** The mails that wait to be sent: paced, tried again, and gone with their addresses once they are sent. */
import { countIn } from './tables.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What a mail is about: to confirm, the link once more, or that a moderator rejected it. */
export type MailKind = 'confirm' | 'link' | 'rejected'

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

/** How many mails may still go out now, of as many as 24 hours have. */
const allowance = (sql: SqlStorage, perDay: number, now: number): number =>
  perDay - countIn(sql, 'mails WHERE at > ?', now - DAY)

/**
 * The mails to send now. Each is counted, and put off in case it fails, before it is sent: one that was on its way when
 * the object stopped goes out twice rather than never, and not again and again.
 */
export const takeDue = (sql: SqlStorage, perDay: number, now: number): Outgoing[] => {
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
    sql.exec('INSERT INTO mails (at) VALUES (?)', now)
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
  if (allowance(sql, perDay, now) > 0) return Math.max(first.due, now + BATCH_INTERVAL_MS)
  const [oldest] = sql.exec<{ at: number }>(
    'SELECT at FROM mails WHERE at > ? ORDER BY at LIMIT 1',
    now - DAY,
  )
  return (oldest?.at ?? now) + DAY
}

/** Whether a mail that is put in now will have to wait. */
export const isLate = (sql: SqlStorage, perDay: number, now: number): boolean => {
  const waiting = countIn(sql, 'outbox')
  return (
    waiting > allowance(sql, perDay, now) ||
    Math.ceil(waiting / MAILS_PER_BATCH) * BATCH_INTERVAL_MS > LATE_MS ||
    countIn(sql, 'outbox WHERE attempts > 1') > 0
  )
}
