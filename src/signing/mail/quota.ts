/** How many mails may go out in 24 hours, counted by the hour. The desk counts for all letters, each register for its own. */
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The first hour that counts still for what 24 hours may have. */
const firstHour = (now: number): number => Math.floor((now - DAY) / HOUR)

export const SENT_TABLE =
  'CREATE TABLE IF NOT EXISTS mails (hour INTEGER PRIMARY KEY, count INTEGER NOT NULL)'

/** How many mails may still go out, of as many as 24 hours have. */
export const unsent = (sql: SqlStorage, perDay: number, now: number): number => {
  const { sent } = sql
    .exec<{ sent: number }>('SELECT total(count) AS sent FROM mails WHERE hour >= ?', firstHour(now))
    .one()
  return Math.max(0, perDay - sent)
}

export const countSent = (sql: SqlStorage, count: number, now: number): void => {
  sql.exec('DELETE FROM mails WHERE hour < ?', firstHour(now))
  sql.exec(
    'INSERT INTO mails (hour, count) VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
    Math.floor(now / HOUR),
    count,
  )
}

/** When there is room again, where there is none. */
export const roomAgain = (sql: SqlStorage, now: number): number => {
  const [oldest] = sql.exec<{ hour: number }>(
    'SELECT hour FROM mails WHERE hour >= ? ORDER BY hour LIMIT 1',
    firstHour(now),
  )
  return oldest === undefined ? now : (oldest.hour + 1) * HOUR + DAY
}

/** What the desk says: how many of the mails may go out, how many more could, and until when that is reckoned with. */
export type Grant = { granted: number; left: number; until: number }

/** Grants a register mails, of all that the deployment may send. What is granted counts as sent. */
export const grantMails = (sql: SqlStorage, wanted: number, perDay: number, now: number): Grant => {
  const room = unsent(sql, perDay, now)
  const granted = Math.min(wanted, room)
  if (granted > 0) countSent(sql, granted, now)
  const left = room - granted
  return { granted, left, until: left > 0 ? now + HOUR : roomAgain(sql, now) }
}
