/**
 * What there is one of in a deployment: who may sit at the desk (links that were mailed and sessions, by hashes of what
 * they are known by), and how many mails may still go out, of all letters together.
 */
import { DurableObject } from 'cloudflare:workers'
import { countSent, type Grant, grantMails, SENT_TABLE } from '../mail/quota.ts'
import type { Settings } from '../settings.ts'

/** How long a link that was mailed lets in, and how long a session lasts. */
export const LINK_MS = 15 * 60_000
export const SESSION_MS = 12 * 3_600_000
/** Links to one moderator: the time between two, and how many in 24 hours. */
const LINK_INTERVAL_MS = 60_000
const MAX_LINKS = 20

type Kept = { moderator: string; until: number }

export class Desk extends DurableObject<Settings> {
  readonly #sql = this.ctx.storage.sql

  constructor(context: DurableObjectState, env: Settings) {
    super(context, env)
    this.#sql.exec(
      `CREATE TABLE IF NOT EXISTS kept (hash TEXT PRIMARY KEY, kind TEXT NOT NULL, moderator TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
       CREATE TABLE IF NOT EXISTS links (moderator TEXT NOT NULL, at INTEGER NOT NULL);
       ${SENT_TABLE}`,
    )
  }

  /** Keeps a link's hash. @returns whether one may be mailed now */
  addLink(hash: string, moderator: string): boolean {
    const now = Date.now()
    this.#sql.exec('DELETE FROM kept WHERE until < ?', now)
    this.#sql.exec('DELETE FROM links WHERE at < ?', now - 24 * 3_600_000)
    const { count, last } = this.#sql
      .exec<{ count: number; last: number | null }>(
        'SELECT count(*) AS count, max(at) AS last FROM links WHERE moderator = ?',
        moderator,
      )
      .one()
    if (count >= MAX_LINKS || now - (last ?? 0) < LINK_INTERVAL_MS) return false
    this.#sql.exec('INSERT INTO links (moderator, at) VALUES (?, ?)', moderator, now)
    this.#keep(hash, 'link', moderator, now + LINK_MS)
    // It goes out though no mail may be left: it is what opens the desk.
    countSent(this.#sql, 1, now)
    return true
  }

  grantMails(wanted: number): Grant {
    return grantMails(this.#sql, wanted, Number(this.env.MAILS_PER_DAY), Date.now())
  }

  /** Makes a session of a link, once. @returns whose it is; undefined for a link that is old, used or none */
  enter(link: string, session: string): string | undefined {
    const moderator = this.#find(link, 'link')
    if (moderator === undefined) return undefined
    this.#sql.exec('DELETE FROM kept WHERE hash = ?', link)
    this.#keep(session, 'session', moderator, Date.now() + SESSION_MS)
    return moderator
  }

  /** Whose session it is. */
  session(hash: string): string | undefined {
    return this.#find(hash, 'session')
  }

  leave(hash: string): void {
    this.#sql.exec('DELETE FROM kept WHERE hash = ?', hash)
  }

  #keep(hash: string, kind: 'link' | 'session', moderator: string, until: number): void {
    this.#sql.exec(
      'INSERT INTO kept (hash, kind, moderator, until) VALUES (?, ?, ?, ?)',
      hash,
      kind,
      moderator,
      until,
    )
  }

  #find(hash: string, kind: 'link' | 'session'): string | undefined {
    const [row] = this.#sql.exec<Kept>(
      'SELECT moderator, until FROM kept WHERE hash = ? AND kind = ?',
      hash,
      kind,
    )
    return row && row.until > Date.now() ? row.moderator : undefined
  }
}
