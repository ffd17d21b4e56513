/** What a signatory's link does. Each act is safe to repeat, and none is done by looking. */
import type { Signing } from '../../letter/signing.ts'
import { type Contact, type Entry, keysOf } from '../entry.ts'
import { RETENTION_MS } from '../retention.ts'
import { approveSignon, noteChange, removeSignon } from './pending.ts'
import { type Read, standing } from './submit.ts'
import { findSignon, readMeta, type State, writeMeta } from './tables.ts'

/** What the link shows. */
export type OwnView = {
  state: State
  entry: Entry
  contact: Contact | undefined
  proposed: Entry | undefined
  news: boolean
  /** Whether the address is still held, so that there can be news. */
  hasAddress: boolean
  language: string
  revision: string
  text: string | undefined
  /** Whether those who signed another text than this are held back. */
  holding: string | undefined
  reason: string | undefined
  /** When it was published; milliseconds. */
  published: number | undefined
  /** The public id, once approved. */
  id: string | undefined
}

const SERIES_LENGTH = 6

/** What makes the ids of this register its own. */
const seriesOf = (sql: SqlStorage): string => {
  const known = readMeta(sql, 'series')
  if (known !== undefined) return known
  const random = crypto.getRandomValues(new Uint8Array(SERIES_LENGTH))
  const series = Array.from(random, (byte) => (byte % 36).toString(36)).join('')
  writeMeta(sql, 'series', series)
  return series
}

/** The public id of a place: it says nothing of the name, and is given once. */
export const publicId = (sql: SqlStorage, place: number): string => `signon-${seriesOf(sql)}-${place}`

export const viewOwn = (sql: SqlStorage, number: number, now: number): OwnView | undefined => {
  const signon = findSignon(sql, number)
  if (signon === undefined) return undefined
  // The alarm may be late; the link is not.
  if (signon.state === 'unconfirmed' && now - signon.submitted > RETENTION_MS.unconfirmed) return undefined
  const parse = <Shape>(json: string | null) => (json === null ? undefined : (JSON.parse(json) as Shape))
  return {
    state: signon.state,
    entry: JSON.parse(signon.entry) as Entry,
    contact: parse<Contact>(signon.contact),
    proposed: parse<Entry>(signon.proposed),
    news: signon.news === 1,
    hasAddress: signon.address !== null,
    language: signon.language,
    revision: signon.revision,
    text: signon.text ?? undefined,
    holding: readMeta(sql, 'holding') ?? undefined,
    reason: signon.reason ?? undefined,
    published: signon.published ?? undefined,
    id: signon.place === null ? undefined : publicId(sql, signon.place),
  }
}

/** `changed`: what was shown is no longer what would be signed. */
export type Managed = 'done' | 'gone' | 'changed' | 'closed'

/**
 * Confirms a sign-on.
 *
 * @param shown the entry that was shown and agreed to, as JSON
 * @param read the text that was there to be read
 */
export const confirm = (
  sql: SqlStorage,
  number: number,
  shown: string,
  read: Read,
  signing: Signing,
  now: number,
): Managed => {
  const signon = findSignon(sql, number)
  if (signon === undefined || viewOwn(sql, number, now) === undefined) return 'gone'
  if (signon.state !== 'unconfirmed') return 'done'
  // Whoever sent the form in time, and waited for the mail while it was paused, is let in.
  if (standing(sql, signing, now) === 'closed') return 'closed'
  if (signon.entry !== shown) return 'changed'
  sql.exec(
    "UPDATE signons SET state = 'waiting', confirmed = ?, revision = ?, text = ? WHERE number = ?",
    now,
    read.revision,
    read.text,
    number,
  )
  if (signing.moderation === 'after') approveSignon(sql, signon, now)
  return 'done'
}

/** Agrees to the text as it is now. */
export const agree = (sql: SqlStorage, number: number, read: Read): Managed => {
  const signon = findSignon(sql, number)
  if (signon === undefined) return 'gone'
  if (signon.state !== 'waiting' && signon.state !== 'approved') return 'closed'
  sql.exec('UPDATE signons SET revision = ?, text = ? WHERE number = ?', read.revision, read.text, number)
  sql.exec("DELETE FROM outbox WHERE number = ? AND kind = 'held'", number)
  if (signon.state === 'approved') noteChange(sql)
  return 'done'
}

/** Changes what is public of a sign-on; where it is public already and a moderator looks first, once that is so. */
export const change = (
  sql: SqlStorage,
  number: number,
  entry: Entry,
  contact: Contact | undefined,
  news: boolean,
  signing: Signing,
  now: number,
): Managed => {
  const view = viewOwn(sql, number, now)
  if (view === undefined) return 'gone'
  if (view.state === 'rejected' || view.state === 'withdrawn') return 'closed'
  const json = JSON.stringify(entry)
  // Nobody can be told news whose address is no longer held.
  sql.exec(
    `UPDATE signons SET news = ?1 AND address IS NOT NULL,
       address = CASE WHEN ?1 OR contact IS NOT NULL THEN address END WHERE number = ?2`,
    news ? 1 : 0,
    number,
  )
  if (view.state === 'approved' && signing.moderation === 'before') {
    const isNew = json !== JSON.stringify(view.entry)
    sql.exec('UPDATE signons SET proposed = ? WHERE number = ?', isNew ? json : null, number)
    return 'done'
  }
  replaceEntry(sql, number, entry)
  if (contact !== undefined && view.contact !== undefined)
    sql.exec('UPDATE signons SET contact = ? WHERE number = ?', JSON.stringify(contact), number)
  return 'done'
}

/** Puts an entry in the place of another; publishes it where that one was to be public. */
export const replaceEntry = (sql: SqlStorage, number: number, entry: Entry): void => {
  const { name_key, folded } = keysOf(entry)
  sql.exec(
    'UPDATE signons SET entry = ?, name_key = ?, folded = ?, proposed = NULL WHERE number = ?',
    JSON.stringify(entry),
    name_key,
    folded,
    number,
  )
  if (findSignon(sql, number)?.state === 'approved') noteChange(sql)
}

/** Takes a name back: it leaves the list, and the link still says so. */
export const withdraw = (sql: SqlStorage, number: number, now: number): Managed => {
  const signon = findSignon(sql, number)
  if (signon === undefined) return 'gone'
  if (signon.state === 'withdrawn') return 'done'
  if (signon.state === 'unconfirmed' || signon.state === 'rejected') return erase(sql, number)
  sql.exec(
    `UPDATE signons SET state = 'withdrawn', withdrawn = ?, place = NULL, published = NULL, proposed = NULL,
       contact = NULL, domain = NULL, address = NULL, news = 0 WHERE number = ?`,
    now,
    number,
  )
  sql.exec('DELETE FROM outbox WHERE number = ?', number)
  if (signon.state === 'approved') noteChange(sql)
  return 'done'
}

/** Removes a sign-on as if it had never been. */
export const erase = (sql: SqlStorage, number: number): Managed => {
  const signon = findSignon(sql, number)
  if (signon === undefined) return 'gone'
  removeSignon(sql, number)
  if (signon.state === 'approved') noteChange(sql)
  return 'done'
}
