/** Publishing what is approved: a new head at most once a minute, in steps that one run of a Worker can do. */
import type { Signatory } from '../../letter/schema.ts'
import { createBindingKv } from '../../publishing/kv-binding.ts'
import { publishSignons, type SignonState, type Signons } from '../../publishing/signons.ts'
import type { Entry } from '../entry.ts'
import { publicId } from './manage.ts'
import { countIn, readMeta, type Signon, writeMeta } from './tables.ts'

export const PUBLISH_INTERVAL_MS = 60_000

type Approved = Pick<Signon, 'place' | 'entry' | 'confirmed'>

/** All that is ever published of a sign-on. */
const signatoryOf = ({ place, entry, confirmed }: Approved): Signatory => {
  const signed = new Date(confirmed ?? 0).toISOString().slice(0, 10)
  return { id: publicId(place ?? 0), ...(JSON.parse(entry) as Entry), signed } as Signatory
}

/** How many are approved. It is asked every minute, so it is counted anew only after somebody left. */
const countApproved = (sql: SqlStorage): number => {
  const places = readMeta(sql, 'places') ?? 0
  const version = readMeta(sql, 'version') ?? 0
  const known = readMeta(sql, 'counted')
  if (known?.version === version) return known.count + places - known.places
  const count = countIn(sql, 'signons WHERE place IS NOT NULL')
  writeMeta(sql, 'counted', { places, version, count })
  return count
}

/** Those who are approved, in the order in which they were: the others have no place. */
export const approvedSignons = (sql: SqlStorage): Signons => ({
  get count() {
    return countApproved(sql)
  },
  get version() {
    return readMeta(sql, 'version') ?? 0
  },
  range: (from, limit) =>
    sql
      .exec<Approved>(
        'SELECT place, entry, confirmed FROM signons WHERE place IS NOT NULL ORDER BY place LIMIT ? OFFSET ?',
        limit,
        from,
      )
      .toArray()
      .map(signatoryOf),
})

/** Notes which sign-ons are public now, as far as nothing of them was changed meanwhile. */
const markPublished = (sql: SqlStorage, { made }: SignonState, now: number): void => {
  if (made === undefined || made.version !== (readMeta(sql, 'version') ?? 0)) return
  sql.exec(
    `UPDATE signons SET published = ? WHERE published IS NULL AND place <=
       (SELECT place FROM signons WHERE place IS NOT NULL ORDER BY place LIMIT 1 OFFSET ?)`,
    now,
    made.count - 1,
  )
}

/**
 * When to look at KV next: as long as the letter's head is this register's, once a minute, for an editor may have
 * published another text.
 */
export const nextPublication = (sql: SqlStorage, now: number): number | undefined => {
  const phase = readMeta(sql, 'publishing')
  if (phase === undefined || phase === 'resting') return undefined
  const last = readMeta(sql, 'published') ?? 0
  return phase === 'working' ? now : Math.max(now, last + PUBLISH_INTERVAL_MS)
}

/** One step, where it is time for one. */
export const publishPending = async (
  sql: SqlStorage,
  namespace: KVNamespace,
  slug: string,
): Promise<void> => {
  const now = Date.now()
  const due = nextPublication(sql, now)
  if (due === undefined || due > now) return
  if (readMeta(sql, 'publishing') !== 'working') writeMeta(sql, 'published', now)
  const { state, done } = await publishSignons({
    kv: createBindingKv(namespace),
    slug,
    state: readMeta(sql, 'state') ?? {},
    signons: approvedSignons(sql),
    now,
  })
  writeMeta(sql, 'state', state)
  const isEditors = state.base === undefined || state.handedOver === state.base.id
  writeMeta(sql, 'publishing', done ? (isEditors ? 'resting' : 'watching') : 'working')
  markPublished(sql, state, Date.now())
}
