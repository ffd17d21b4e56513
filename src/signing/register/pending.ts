import { readMeta, type Signon, writeMeta } from './tables.ts'
import { wakePublication } from './wake.ts'

/** Notes that somebody who is approved was changed or is so no longer, so that the list is made anew. */
export const noteChange = (sql: SqlStorage): void => {
  writeMeta(sql, 'version', (readMeta(sql, 'version') ?? 0) + 1)
  wakePublication(sql)
}

/** Gives a sign-on its place among those approved, and with it its public id, and lets go of what is no longer needed. */
export const approveSignon = (sql: SqlStorage, signon: Signon, now: number): void => {
  const place = (readMeta(sql, 'places') ?? 0) + 1
  writeMeta(sql, 'places', place)
  sql.exec(
    "UPDATE signons SET state = 'approved', place = ?, decided = ?, published = NULL, reason = NULL WHERE number = ?",
    place,
    now,
    signon.number,
  )
  forgetContact(sql, signon.number)
  wakePublication(sql)
}

/** Removes what only the decision needed. The address of those who want news stays. */
export const forgetContact = (sql: SqlStorage, number: number): void => {
  sql.exec(
    'UPDATE signons SET contact = NULL, domain = NULL, address = CASE news WHEN 1 THEN address END WHERE number = ?',
    number,
  )
}

/** Removes a sign-on with everything about it; nothing tells afterwards that it was there. */
export const removeSignon = (sql: SqlStorage, number: number): void => {
  sql.exec('DELETE FROM signons WHERE number = ?', number)
  sql.exec('DELETE FROM trace WHERE number = ?', number)
  sql.exec('DELETE FROM asked WHERE number = ?', number)
  sql.exec('DELETE FROM outbox WHERE number = ?', number)
}
