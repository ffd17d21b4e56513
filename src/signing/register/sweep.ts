/** Enforces the retention table. */
import { RETENTION_MS } from '../retention.ts'
import { readMeta, writeMeta } from './tables.ts'

export const SWEEP_INTERVAL_MS = 3_600_000

export const sweep = (sql: SqlStorage, now: number): void => {
  const before = (name: keyof typeof RETENTION_MS) => now - RETENTION_MS[name]
  sql.exec("DELETE FROM signons WHERE state = 'unconfirmed' AND submitted < ?", before('unconfirmed'))
  sql.exec("DELETE FROM signons WHERE state = 'rejected' AND decided < ?", before('rejected'))
  sql.exec("DELETE FROM signons WHERE state = 'withdrawn' AND withdrawn < ?", before('withdrawn'))
  sql.exec('DELETE FROM trace WHERE number > 0 AND number NOT IN (SELECT number FROM signons)')
  sql.exec('DELETE FROM asked WHERE number NOT IN (SELECT number FROM signons)')
  sql.exec(
    'DELETE FROM outbox WHERE created < ? OR number NOT IN (SELECT number FROM signons)',
    before('mail'),
  )
  sql.exec('DELETE FROM sends WHERE at < ?', before('sends'))
  sql.exec('DELETE FROM mails WHERE hour < ?', Math.floor(before('sends') / SWEEP_INTERVAL_MS))
  sql.exec('DELETE FROM limits WHERE hour < ?', Math.floor(before('limits') / SWEEP_INTERVAL_MS))
  const key = readMeta(sql, 'clientKey')
  if (key && key.day < Math.floor(now / RETENTION_MS.limits))
    sql.exec("DELETE FROM meta WHERE name = 'clientKey'")
  writeMeta(sql, 'swept', now)
}

/** When the table has to be enforced again; undefined where nothing is kept that will have to go. */
export const nextSweep = (sql: SqlStorage, now: number): number | undefined => {
  const [row] = sql.exec<{ some: number }>(
    `SELECT EXISTS (SELECT 1 FROM signons WHERE state IN ('unconfirmed', 'rejected', 'withdrawn'))
       OR EXISTS (SELECT 1 FROM outbox) OR EXISTS (SELECT 1 FROM sends) OR EXISTS (SELECT 1 FROM limits)
       OR EXISTS (SELECT 1 FROM mails) OR EXISTS (SELECT 1 FROM meta WHERE name = 'clientKey') AS some`,
  )
  return row?.some ? Math.max(now, (readMeta(sql, 'swept') ?? now) + SWEEP_INTERVAL_MS) : undefined
}
