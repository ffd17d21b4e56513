/** What a register holds, in its SQLite. */
import type { SignonState } from '../../publishing/signons.ts'
import { type Grant, SENT_TABLE } from '../mail/quota.ts'

export type State = 'unconfirmed' | 'waiting' | 'approved' | 'rejected' | 'withdrawn'

/** A row of `signons`. Times are milliseconds. */
export type Signon = {
  /** Never given twice. */
  number: number
  /** HMAC of the e-mail address. */
  address_hash: string
  state: State
  /** `Entry`, as JSON: all that is public. */
  entry: string
  /** `Contact`, as JSON: who signs for an organisation. Gone when it is decided. */
  contact: string | null
  /** The name as `foldForComparison` has it, to find it twice. */
  name_key: string
  /** What the desk searches. */
  folded: string
  /** Of the e-mail address; gone when it is decided. */
  domain: string | null
  /** The e-mail address itself: an organisation's until it is decided, and of those who want news. */
  address: string | null
  news: 0 | 1
  language: string
  /** The revision that was agreed to, and what of it makes it another text (`textId`). */
  revision: string
  text: string | null
  submitted: number
  confirmed: number | null
  decided: number | null
  withdrawn: number | null
  /** Among those approved, in that order; never given twice. It makes the public id. */
  place: number | null
  /** When a revision that has it became current. */
  published: number | null
  /** `Entry`, as JSON: a change of what is approved, which waits. */
  proposed: string | null
  /** Why it was rejected. */
  reason: string | null
}

const TABLES = `
CREATE TABLE IF NOT EXISTS signons (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  address_hash TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  entry TEXT NOT NULL,
  contact TEXT,
  name_key TEXT NOT NULL,
  folded TEXT NOT NULL,
  domain TEXT,
  address TEXT,
  news INTEGER NOT NULL DEFAULT 0,
  language TEXT NOT NULL,
  revision TEXT NOT NULL,
  text TEXT,
  submitted INTEGER NOT NULL,
  confirmed INTEGER,
  decided INTEGER,
  withdrawn INTEGER,
  place INTEGER UNIQUE,
  published INTEGER,
  proposed TEXT,
  reason TEXT
);
CREATE INDEX IF NOT EXISTS by_state ON signons (state, number);
CREATE INDEX IF NOT EXISTS by_name ON signons (name_key);
CREATE INDEX IF NOT EXISTS by_domain ON signons (domain) WHERE domain IS NOT NULL;
CREATE INDEX IF NOT EXISTS proposals ON signons (number) WHERE proposed IS NOT NULL;
CREATE TABLE IF NOT EXISTS trace (
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  act TEXT NOT NULL,
  detail TEXT
);
CREATE INDEX IF NOT EXISTS trace_of ON trace (number, at);
CREATE INDEX IF NOT EXISTS with_address ON signons (number) WHERE address IS NOT NULL;
CREATE TABLE IF NOT EXISTS asked (number INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (number, text)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  origin TEXT NOT NULL,
  language TEXT NOT NULL,
  created INTEGER NOT NULL,
  due INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS outbox_due ON outbox (due);
${SENT_TABLE};
CREATE TABLE IF NOT EXISTS sends (address_hash TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS sends_to ON sends (address_hash, at);
CREATE TABLE IF NOT EXISTS limits (
  name TEXT NOT NULL,
  hour INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (name, hour)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS webhooks (
  address TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  due INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`

export const createTables = (sql: SqlStorage): void => {
  sql.exec(TABLES)
}

/** What there is one of, as JSON. */
export type Meta = {
  slug: string
  paused: boolean
  closed: boolean
  /** What the public ids of this register have in them, and no other's: one that was lost may be followed by a new one. */
  series: string
  /** How many places were given. */
  places: number
  /** How many had a place when so many had been given, in that version. */
  counted: { places: number; version: number; count: number; holding: string | null }
  /** The text that one must have signed to be public; null where any will do. */
  holding: string | null
  /**
   * The texts that were there to be signed, the latest last, each with the last revision of `data/` that had it, and when it
   * came.
   */
  texts: { text: string; revision: string; since: number }[]
  /** Where the form was opened last: `https://host`. Mails that nobody asked for lead there. */
  origin: string
  /** Another whenever one who is approved was changed, or is so no longer. */
  version: number
  /** What the alarm does about publishing: the next step at once, a look every minute, or nothing. */
  publishing: 'working' | 'watching' | 'resting'
  /** When an editor said last that there is something. */
  expecting: number
  /** How many mails the desk said that all letters together may send, and until when that is reckoned with. */
  grant: Pick<Grant, 'left' | 'until'>
  /** When mails were handed over last. */
  mailed: number
  /** When a publication began last. */
  published: number
  /** What `publishSignons` wants to have again. */
  state: SignonState
  /** What networks are hashed with today. */
  clientKey: { day: number; key: string }
  /** When the retention table was enforced last. */
  swept: number
}

export const readMeta = <Name extends keyof Meta>(sql: SqlStorage, name: Name): Meta[Name] | undefined => {
  const [row] = sql.exec<{ value: string }>('SELECT value FROM meta WHERE name = ?', name)
  return row && (JSON.parse(row.value) as Meta[Name])
}

export const writeMeta = <Name extends keyof Meta>(sql: SqlStorage, name: Name, value: Meta[Name]): void => {
  sql.exec('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', name, JSON.stringify(value))
}

export const findSignon = (sql: SqlStorage, number: number): Signon | undefined => {
  const [row] = sql.exec<Signon>('SELECT * FROM signons WHERE number = ?', number)
  return row
}

export const countIn = (sql: SqlStorage, where: string, ...values: (string | number | null)[]): number =>
  sql.exec<{ count: number }>(`SELECT count(*) AS count FROM ${where}`, ...values).one().count
