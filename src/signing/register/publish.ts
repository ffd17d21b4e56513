/** Publishing what is approved: a new head at most once a minute, in steps that one run of a Worker can do. */
import type { Signatory } from '../../letter/schema.ts'
import { laterBase } from '../../publishing/base.ts'
import { getValues, type Kv } from '../../publishing/kv.ts'
import { createBindingKv } from '../../publishing/kv-binding.ts'
import { publishSignons, type SignonState, type Signons } from '../../publishing/signons.ts'
import { Base } from '../../revision/base.ts'
import { decode } from '../../revision/decode.ts'
import { baseKey } from '../../revision/keys.ts'
import type { EarlierText } from '../../revision/layout.ts'
import type { Entry } from '../entry.ts'
import { publicId } from './manage.ts'
import { noteChange } from './pending.ts'
import { countIn, readMeta, type Signon, writeMeta } from './tables.ts'
import { EXPECTING_MS } from './wake.ts'
import { noteUpdate } from './webhooks.ts'

export const PUBLISH_INTERVAL_MS = 60_000

type Approved = Pick<Signon, 'place' | 'entry' | 'confirmed'>

/** All that is ever published of a sign-on. */
const signatoryOf = (sql: SqlStorage, { place, entry, confirmed }: Approved): Signatory => {
  const signed = new Date(confirmed ?? 0).toISOString().slice(0, 10)
  return { id: publicId(sql, place ?? 0), ...(JSON.parse(entry) as Entry), signed } as Signatory
}

/** Those who are approved, and not held back for the text that they signed. */
const PUBLIC = 'place IS NOT NULL AND text = ifnull(?, text)'

/** How many are approved. It is asked every minute, so it is counted anew only after somebody left. */
const countApproved = (sql: SqlStorage): number => {
  const places = readMeta(sql, 'places') ?? 0
  const version = readMeta(sql, 'version') ?? 0
  const known = readMeta(sql, 'counted')
  // Whoever is approved while others are held back may have signed the earlier text.
  if (known?.version === version && known.holding === null) return known.count + places - known.places
  const holding = readMeta(sql, 'holding') ?? null
  const count = countIn(sql, `signons WHERE ${PUBLIC}`, holding)
  writeMeta(sql, 'counted', { places, version, count, holding })
  return count
}

/** Those who are public and signed another text, by texts, the latest first. */
const earlierTexts = (sql: SqlStorage, current: string): EarlierText[] => {
  const texts = readMeta(sql, 'texts') ?? []
  // Mostly there was no other, and nobody is to be counted.
  if (texts.every(({ text }) => text === current)) return []
  const holding = readMeta(sql, 'holding') ?? null
  const placeOf = (text: string) => texts.findIndex((each) => each.text === text)
  return sql
    .exec<{ text: string; count: number; revision: string }>(
      `SELECT text, count(*) AS count, min(revision) AS revision FROM signons WHERE ${PUBLIC} AND text <> ? GROUP BY text`,
      holding,
      current,
    )
    .toArray()
    .sort((one, two) => placeOf(two.text) - placeOf(one.text))
    .map(({ text, count, revision }) => ({ revision: texts[placeOf(text)]?.revision ?? revision, count }))
}

/** Notes what text readers were given, once they were. */
const noteText = (sql: SqlStorage, { base, basis }: SignonState, now: number): void => {
  if (base === undefined || base.revision !== basis) return
  const texts = readMeta(sql, 'texts') ?? []
  const last = texts.at(-1)
  if (last?.text === base.text && last.revision === base.revision) return
  const others = texts.filter(({ text }) => text !== base.text)
  const since = last?.text === base.text ? last.since : now
  writeMeta(sql, 'texts', [...others, { text: base.text, revision: base.revision, since }])
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
        `SELECT place, entry, confirmed FROM signons WHERE ${PUBLIC} ORDER BY place LIMIT ? OFFSET ?`,
        readMeta(sql, 'holding') ?? null,
        limit,
        from,
      )
      .toArray()
      .map((approved) => signatoryOf(sql, approved)),
  earlier: (text) => earlierTexts(sql, text),
})

/** Notes which sign-ons are public now, as far as nothing of them was changed meanwhile. */
const markPublished = (sql: SqlStorage, { made }: SignonState, now: number): void => {
  const holding = readMeta(sql, 'holding') ?? null
  if (made === undefined || made.version !== (readMeta(sql, 'version') ?? 0)) return
  sql.exec(
    `UPDATE signons SET published = ?1 WHERE published IS NULL AND place IS NOT NULL AND text = ifnull(?2, text) AND place <=
       (SELECT place FROM signons WHERE place IS NOT NULL AND text = ifnull(?2, text) ORDER BY place LIMIT 1 OFFSET ?3)`,
    now,
    holding,
    made.count - 1,
  )
  if (holding !== null)
    sql.exec('UPDATE signons SET published = NULL WHERE published IS NOT NULL AND text <> ?', holding)
}

/**
 * When to look at KV next: as long as the letter is open, once a minute, for an editor may have published another text,
 * or given the head back.
 */
export const nextPublication = (sql: SqlStorage, now: number): number | undefined => {
  const phase = readMeta(sql, 'publishing')
  if (phase === undefined || phase === 'resting') return undefined
  const last = readMeta(sql, 'published') ?? 0
  return phase === 'working' ? now : Math.max(now, last + PUBLISH_INTERVAL_MS)
}

/** Notes whether those who signed another text are held back, before anything is made of the text that is new. */
const holdBack = (sql: SqlStorage, { base: known }: SignonState, stored: Base | undefined): void => {
  const base = laterBase(known, stored)
  const holding = base?.earlier === 'hold' ? base.text : null
  if (holding === (readMeta(sql, 'holding') ?? null)) return
  writeMeta(sql, 'holding', holding)
  noteChange(sql)
}

/** The store with one value as it was read before: a second look might see a later one. */
const withValue = (store: Kv, known: string, value: string | undefined): Kv => ({
  ...store,
  async *get(keys) {
    if (keys.includes(known) && value !== undefined) yield { key: known, value }
    yield* store.get(keys.filter((key) => key !== known))
  },
})

/** One step, where it is time for one. */
export const publishPending = async (
  sql: SqlStorage,
  namespace: KVNamespace,
  slug: string,
): Promise<void> => {
  const now = Date.now()
  const due = nextPublication(sql, now)
  if (due === undefined || due > now) return
  writeMeta(sql, 'published', now)
  const before = readMeta(sql, 'state') ?? {}
  const store = createBindingKv(namespace)
  const stored = (await getValues(store, [baseKey(slug)])).get(baseKey(slug))
  holdBack(sql, before, stored === undefined ? undefined : decode(Base, baseKey(slug), stored))
  const { state, done, published } = await publishSignons({
    kv: withValue(store, baseKey(slug), stored),
    slug,
    state: before,
    signons: approvedSignons(sql),
    now,
  })
  writeMeta(sql, 'state', state)
  if (published) noteUpdate(sql, slug, { id: published.revision, count: published.count }, Date.now())
  noteText(sql, state, Date.now())
  const { base } = state
  // Where an editor has the head only for a while, it comes back by itself.
  const isEditors =
    base === undefined || (state.handedOver === base.handover.id && base.signing === undefined)
  const isExpecting = now - (readMeta(sql, 'expecting') ?? 0) < EXPECTING_MS
  const isResting = isEditors && !isExpecting
  writeMeta(sql, 'publishing', done ? (isResting ? 'resting' : 'watching') : 'working')
  markPublished(sql, state, Date.now())
}
