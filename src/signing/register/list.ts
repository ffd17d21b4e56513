/** What the desk and the commands read: lists, hints and numbers. */
import { fold } from '../../letter/fold.ts'
import { isNonName } from '../../letter/non-names.ts'
import { createSha256 } from '../../letter/sha256.ts'
import type { Contact, Entry } from '../entry.ts'
import { isDisposable, isLargeProvider } from '../mail-domains.ts'
import { publicId } from './manage.ts'
import { countIn, findSignon, readMeta, type Signon } from './tables.ts'

/** What a list can be of. Changes of what is approved wait, too. */
export const FILTERS = ['waiting', 'approved', 'rejected', 'withdrawn', 'unconfirmed', 'all'] as const
export type Filter = (typeof FILTERS)[number]

/** What a moderator should look at: the name of a hint, and what it is about. */
export type Hint =
  | { name: 'sameName'; others: number }
  | { name: 'sameDomain'; domain: string; others: number }
  | { name: 'otherDomain'; domain: string }
  | { name: 'disposable'; domain: string }
  | { name: 'noName' }

export type Listed = {
  number: number
  state: Signon['state']
  entry: Entry
  proposed: Entry | undefined
  contact: Contact | undefined
  /** Of the e-mail address, while it waits. */
  domain: string | undefined
  canMail: boolean
  language: string
  revision: string
  submitted: number
  confirmed: number | undefined
  decided: number | undefined
  published: number | undefined
  id: string | undefined
  reason: string | undefined
  hints: Hint[]
}

/** Whether a mail domain is a website's, or above or below it. */
const isRelated = (domain: string, url: string): boolean => {
  const host = new URL(url).hostname.replace(/^www\./, '')
  return domain === host || domain.endsWith(`.${host}`) || host.endsWith(`.${domain}`)
}

const hintsOf = (sql: SqlStorage, signon: Signon, entry: Entry): Hint[] => {
  const hints: Hint[] = []
  const { name_key, number, domain } = signon
  const others = countIn(
    sql,
    "signons WHERE name_key = ? AND number <> ? AND state <> 'unconfirmed'",
    name_key,
    number,
  )
  if (others > 0) hints.push({ name: 'sameName', others })
  if (isNonName(entry.name)) hints.push({ name: 'noName' })
  if (domain === null) return hints
  if (isDisposable(domain)) hints.push({ name: 'disposable', domain })
  if (!isLargeProvider(domain)) {
    const same = countIn(sql, 'signons WHERE domain = ? AND number <> ?', domain, number)
    if (same > 0) hints.push({ name: 'sameDomain', domain, others: same })
  }
  if (entry.type === 'organisation' && entry.url !== undefined && !isRelated(domain, entry.url))
    hints.push({ name: 'otherDomain', domain })
  return hints
}

const listed = (sql: SqlStorage, signon: Signon): Listed => {
  const entry = JSON.parse(signon.entry) as Entry
  return {
    number: signon.number,
    state: signon.state,
    entry,
    proposed: signon.proposed === null ? undefined : (JSON.parse(signon.proposed) as Entry),
    contact: signon.contact === null ? undefined : (JSON.parse(signon.contact) as Contact),
    domain: signon.domain ?? undefined,
    canMail: signon.address !== null,
    language: signon.language,
    revision: signon.revision,
    submitted: signon.submitted,
    confirmed: signon.confirmed ?? undefined,
    decided: signon.decided ?? undefined,
    published: signon.published ?? undefined,
    id: signon.place === null ? undefined : publicId(sql, signon.place),
    reason: signon.reason ?? undefined,
    hints: hintsOf(sql, signon, entry),
  }
}

/** Which sign-ons. */
export type Selection = {
  filter: Filter
  /** What the name, role or affiliation has in it. */
  search?: string | undefined
  domain?: string | undefined
  /** Signed at this time or later, and before that; milliseconds. */
  since?: number | undefined
  until?: number | undefined
}

export type ListQuery = Selection & {
  /** Only those with a greater number. */
  after?: number | undefined
  limit: number
}

const WHERE: Record<Filter, string> = {
  waiting: "(state = 'waiting' OR proposed IS NOT NULL)",
  approved: "state = 'approved'",
  rejected: "state = 'rejected'",
  withdrawn: "state = 'withdrawn'",
  unconfirmed: "state = 'unconfirmed'",
  all: "state <> 'unconfirmed'",
}

/** When it was signed: where that was not confirmed, when the form came. */
const SIGNED = 'ifnull(confirmed, submitted)'

/** A condition on `signons`, and its values. */
const conditionOf = ({ filter, search, domain, since, until }: Selection) => {
  const words = fold(search ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 8)
  const conditions: [string, ...(string | number)[]][] = [
    [WHERE[filter]],
    ...words.map((word): [string, string] => ['instr(folded, ?) > 0', word]),
  ]
  if (domain !== undefined) conditions.push(['domain = ?', domain])
  if (since !== undefined) conditions.push([`${SIGNED} >= ?`, since])
  if (until !== undefined) conditions.push([`${SIGNED} < ?`, until])
  return {
    where: conditions.map(([condition]) => condition).join(' AND '),
    values: conditions.flatMap(([, ...values]) => values),
  }
}

/** Sign-ons in the order in which they came. */
export const list = (sql: SqlStorage, { after = 0, limit, ...selection }: ListQuery): Listed[] => {
  const { where, values } = conditionOf(selection)
  return sql
    .exec<Signon>(
      `SELECT * FROM signons WHERE ${where} AND number > ? ORDER BY number LIMIT ?`,
      ...values,
      after,
      limit,
    )
    .toArray()
    .map((signon) => listed(sql, signon))
}

export const count = (sql: SqlStorage, selection: Selection): number => {
  const { where, values } = conditionOf(selection)
  return countIn(sql, `signons WHERE ${where}`, ...values)
}

/** So many are approved or rejected at once: what one run of a Worker does in some seconds. */
export const MAX_AT_ONCE = 5_000

/** Those of a selection that something is done to at once, and what tells whether they are still the same. */
export type Chosen = { numbers: number[]; digest: string }

/** The first of a selection, as they stand: whoever changed their entry since makes another digest. */
export const choose = (sql: SqlStorage, selection: Selection): Chosen => {
  const { where, values } = conditionOf(selection)
  const numbers: number[] = []
  const hash = createSha256()
  const rows = sql.exec<Pick<Signon, 'number' | 'state' | 'entry' | 'proposed'>>(
    `SELECT number, state, entry, proposed FROM signons WHERE ${where} ORDER BY number LIMIT ?`,
    ...values,
    MAX_AT_ONCE,
  )
  for (const { number, state, entry, proposed } of rows) {
    numbers.push(number)
    hash.add(JSON.stringify([number, state, entry, proposed]))
  }
  return { numbers, digest: hash.digest() }
}

export type Trace = { at: number; who: string; act: string; detail: string | undefined }

/** One sign-on with what moderators did to it. */
export const show = (sql: SqlStorage, number: number): (Listed & { trace: Trace[] }) | undefined => {
  const signon = findSignon(sql, number)
  if (signon === undefined) return undefined
  const trace = sql
    .exec<{ at: number; who: string; act: string; detail: string | null }>(
      'SELECT at, who, act, detail FROM trace WHERE number = ? ORDER BY at, rowid',
      number,
    )
    .toArray()
    .map((each) => ({ ...each, detail: each.detail ?? undefined }))
  return { ...listed(sql, signon), trace }
}

/** Somebody who wants news: an address, which is private, and the number that their link is made of. */
export type Reader = { number: number; address: string; language: string }

/** Those who want news and whose signature stands, in the order in which they came. */
export const readersOfNews = (sql: SqlStorage, after: number, limit: number): Reader[] =>
  sql
    .exec<Reader>(
      `SELECT number, address, language FROM signons WHERE news = 1 AND address IS NOT NULL
         AND state IN ('waiting', 'approved') AND number > ? ORDER BY number LIMIT ?`,
      after,
      limit,
    )
    .toArray()

export type Numbers = Record<
  'unconfirmed' | 'waiting' | 'approved' | 'published' | 'rejected' | 'withdrawn',
  number
> & {
  /** Mails that wait to be sent. */
  mails: number
  paused: boolean
  closed: boolean
  /** How many confirmed in each of the last 48 hours, the latest last. */
  hours: number[]
  /** When the first of these hours began; milliseconds. */
  from: number
}

const HOUR = 3_600_000
const HOURS = 48

export const numbers = (sql: SqlStorage, now: number): Numbers => {
  const count = (state: string) => countIn(sql, 'signons WHERE state = ?', state)
  const current = Math.floor(now / HOUR)
  const hours = Array<number>(HOURS).fill(0)
  const from = (current - HOURS + 1) * HOUR
  const rows = sql.exec<{ hour: number; count: number }>(
    `SELECT confirmed / ${HOUR} AS hour, count(*) AS count FROM signons WHERE confirmed >= ? GROUP BY hour`,
    from,
  )
  for (const { hour, count } of rows) hours[HOURS - 1 - (current - hour)] = count
  return {
    unconfirmed: count('unconfirmed'),
    waiting: countIn(sql, `signons WHERE ${WHERE.waiting}`),
    approved: count('approved'),
    published: countIn(sql, 'signons WHERE published IS NOT NULL'),
    rejected: count('rejected'),
    withdrawn: count('withdrawn'),
    mails: countIn(sql, 'outbox'),
    paused: readMeta(sql, 'paused') ?? false,
    closed: readMeta(sql, 'closed') ?? false,
    hours,
    from,
  }
}

/** What everybody may know. */
export const publicCount = (sql: SqlStorage): { confirmed: number; published: number } => ({
  confirmed: countIn(sql, "signons WHERE state IN ('waiting', 'approved')"),
  published: countIn(sql, 'signons WHERE published IS NOT NULL'),
})
