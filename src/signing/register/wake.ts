import { readMeta, writeMeta } from './tables.ts'

/** For so long KV may not show what an editor has written, and looking every minute goes on. */
export const EXPECTING_MS = 5 * 60_000

/** Makes the alarm look at KV. */
export const wakePublication = (sql: SqlStorage): void => {
  const phase = readMeta(sql, 'publishing')
  if (phase === undefined || phase === 'resting') writeMeta(sql, 'publishing', 'watching')
}

/** Makes the alarm look at once: an editor has written something. */
export const expectPublication = (sql: SqlStorage, now: number): void => {
  writeMeta(sql, 'expecting', now)
  writeMeta(sql, 'publishing', 'working')
}
