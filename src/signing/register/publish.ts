/** Publishing what is approved, at most once a minute. */
import type { Signatory } from '../../letter/schema.ts'
import type { Entry } from '../entry.ts'
import { publicId } from './manage.ts'
import { readMeta, type Signon, writeMeta } from './tables.ts'

export const PUBLISH_INTERVAL_MS = 60_000

/** Everyone who is approved, in the order in which they were: all that is ever published of a sign-on. */
export function* approvedSignatories(sql: SqlStorage): Generator<Signatory> {
  const rows = sql.exec<Pick<Signon, 'place' | 'entry' | 'confirmed'>>(
    "SELECT place, entry, confirmed FROM signons WHERE state = 'approved' ORDER BY place",
  )
  for (const { place, entry, confirmed } of rows) {
    const signed = new Date(confirmed ?? 0).toISOString().slice(0, 10)
    yield { id: publicId(place ?? 0), ...(JSON.parse(entry) as Entry), signed } as Signatory
  }
}

/** When to publish next; undefined where nothing waits for it. */
export const nextPublication = (sql: SqlStorage, now: number): number | undefined =>
  readMeta(sql, 'pending')
    ? Math.max(now, (readMeta(sql, 'published') ?? 0) + PUBLISH_INTERVAL_MS)
    : undefined

export const publishPending = async (sql: SqlStorage, _kv: KVNamespace, _slug: string): Promise<void> => {
  const now = Date.now()
  const due = nextPublication(sql, now)
  if (due === undefined || due > now) return
  writeMeta(sql, 'published', now)
}
