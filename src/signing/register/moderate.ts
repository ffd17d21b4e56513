/** What moderators do. Each act leaves a trace, which goes with the sign-on. */
import type { Entry } from '../entry.ts'
import { choose, type Selection } from './list.ts'
import { erase, replaceEntry } from './manage.ts'
import { enqueue } from './outbox.ts'
import { approveSignon, forgetContact, noteChange } from './pending.ts'
import { findSignon, writeMeta } from './tables.ts'

const note = (
  sql: SqlStorage,
  number: number,
  now: number,
  who: string,
  act: string,
  detail?: string,
): void => {
  sql.exec(
    'INSERT INTO trace (number, at, who, act, detail) VALUES (?, ?, ?, ?, ?)',
    number,
    now,
    who,
    act,
    detail ?? null,
  )
}

/**
 * Approves sign-ons that wait or were rejected, and changes that wait.
 * @returns how many it approved; what is not there, not confirmed or approved already is passed over
 */
export const approve = (sql: SqlStorage, numbers: readonly number[], who: string, now: number): number => {
  let count = 0
  for (const number of numbers) {
    const signon = findSignon(sql, number)
    if (signon === undefined) continue
    if (signon.state === 'waiting' || signon.state === 'rejected') {
      approveSignon(sql, signon, now)
      note(sql, number, now, who, 'approved')
    } else if (signon.proposed !== null) {
      const { proposed, entry } = signon
      replaceEntry(sql, number, JSON.parse(proposed) as Entry)
      note(sql, number, now, who, 'approved a change', entry)
    } else continue
    count++
  }
  return count
}

export type Rejection = {
  /** Why, for the signatory to read. */
  reason: string
  /** Whether they are told by mail; that takes an address that is still held. */
  origin?: string
}

/** Rejects sign-ons, also published ones; of those with a change that waits, the change alone. */
export const reject = (
  sql: SqlStorage,
  numbers: readonly number[],
  { reason, origin }: Rejection,
  who: string,
  now: number,
): number => {
  let count = 0
  for (const number of numbers) {
    const signon = findSignon(sql, number)
    if (signon === undefined) continue
    if (signon.proposed !== null) {
      sql.exec('UPDATE signons SET proposed = NULL, reason = ? WHERE number = ?', reason, number)
      note(sql, number, now, who, 'rejected a change', reason)
    } else if (signon.state === 'waiting' || signon.state === 'approved') {
      sql.exec(
        "UPDATE signons SET state = 'rejected', decided = ?, place = NULL, published = NULL, reason = ? WHERE number = ?",
        now,
        reason,
        number,
      )
      if (signon.state === 'approved') noteChange(sql)
      note(sql, number, now, who, 'rejected', reason)
    } else continue
    if (origin !== undefined && signon.address !== null)
      enqueue(
        sql,
        { number, kind: 'rejected', address: signon.address, origin, language: signon.language },
        now,
      )
    forgetContact(sql, number)
    count++
  }
  return count
}

/**
 * Does something to all of a selection that was shown, as one: where anybody came, left or changed since, nothing.
 *
 * @param digest of `choose`, when it was shown
 * @returns how many; undefined where it is another selection by now
 */
export const actOnAll = (
  sql: SqlStorage,
  selection: Selection,
  digest: string,
  act: (numbers: readonly number[]) => number,
): number | undefined => {
  const chosen = choose(sql, selection)
  return chosen.digest === digest ? act(chosen.numbers) : undefined
}

/** Corrects what is public of a sign-on. */
export const edit = (sql: SqlStorage, number: number, entry: Entry, who: string, now: number): boolean => {
  const signon = findSignon(sql, number)
  if (signon === undefined || signon.state === 'unconfirmed') return false
  if (signon.entry === JSON.stringify(entry)) return true
  replaceEntry(sql, number, entry)
  note(sql, number, now, who, 'edited', signon.entry)
  return true
}

export const eraseAll = (sql: SqlStorage, numbers: readonly number[]): number =>
  numbers.filter((number) => erase(sql, number) === 'done').length

/** Whether the public may sign now. */
export const setStanding = (
  sql: SqlStorage,
  change: { paused?: boolean; closed?: boolean },
  who: string,
  now: number,
): void => {
  for (const [name, value] of Object.entries(change) as ['paused' | 'closed', boolean][]) {
    writeMeta(sql, name, value)
    note(sql, 0, now, who, value ? name : `not ${name}`)
  }
}
