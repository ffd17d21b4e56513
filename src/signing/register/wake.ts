import { readMeta, writeMeta } from './tables.ts'

/** Makes the alarm look at KV. */
export const wakePublication = (sql: SqlStorage): void => {
  const phase = readMeta(sql, 'publishing')
  if (phase === undefined || phase === 'resting') writeMeta(sql, 'publishing', 'watching')
}
