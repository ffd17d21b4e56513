/** How much may come from one network or one mail domain, and go to one address. */
import { randomText } from '../hmac.ts'
import { isLargeProvider } from '../mail-domains.ts'
import { countIn, readMeta, writeMeta } from './tables.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Forms that one network may send in an hour: an office or a lecture hall shares an address. */
export const MAX_PER_CLIENT = 40
/** Forms with addresses of one domain in an hour, but for the large providers. */
export const MAX_PER_DOMAIN = 200
/** Mails to one address: in 24 hours, and the time between two. */
export const MAX_MAILS = 3
export const MAIL_INTERVAL_MS = 15 * 60_000

/**
 * The network that an address is counted with: an IPv4 address alone, of IPv6 the 64 bits that one household has. An
 * IPv4 address in the form of IPv6 is itself.
 */
export const networkOf = (ip: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return mapped
  if (!ip.includes(':')) return ip
  const [head = '', tail] = ip.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const rest = tail === '' ? [] : tail.split(':')
    while (groups.length + rest.length < 8) groups.push('0')
    groups.push(...rest)
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/** What networks are hashed with on a day; the day's counts go with it. */
export const clientKey = (sql: SqlStorage, now: number): string => {
  const day = Math.floor(now / DAY)
  const known = readMeta(sql, 'clientKey')
  if (known?.day === day) return known.key
  const key = randomText()
  writeMeta(sql, 'clientKey', { day, key })
  return key
}

/** Counts one more in this hour. @returns whether it is still within the limit */
const take = (sql: SqlStorage, name: string, limit: number, now: number): boolean => {
  const hour = Math.floor(now / HOUR)
  const [row] = sql.exec<{ count: number }>(
    'SELECT count FROM limits WHERE name = ? AND hour = ?',
    name,
    hour,
  )
  // Beyond the limit nothing is written: a flood costs a look.
  if (row && row.count >= limit) return false
  sql.exec(
    'INSERT INTO limits (name, hour, count) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1',
    name,
    hour,
  )
  return true
}

/** @param client the hash of a network */
export const takeClient = (sql: SqlStorage, client: string, now: number): boolean =>
  take(sql, `client ${client}`, MAX_PER_CLIENT, now)

export const takeDomain = (sql: SqlStorage, domain: string, now: number): boolean =>
  isLargeProvider(domain) || take(sql, `domain ${domain}`, MAX_PER_DOMAIN, now)

/** Whether one more mail may go to an address, which is then counted. */
export const takeMail = (sql: SqlStorage, addressHash: string, now: number): boolean => {
  const since = (from: number) => countIn(sql, 'sends WHERE address_hash = ? AND at > ?', addressHash, from)
  if (since(now - MAIL_INTERVAL_MS) > 0 || since(now - DAY) >= MAX_MAILS) return false
  sql.exec('INSERT INTO sends (address_hash, at) VALUES (?, ?)', addressHash, now)
  return true
}
