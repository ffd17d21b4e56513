/**
 * The reading rule. KV first; where KV holds no such letter or fails, the last good copy in this isolate; then the
 * snapshot that was bundled with the Worker. An answer is always made from one revision.
 *
 * Any request costs at most two rounds of KV reads: the head (or a named revision), then its parts in parallel.
 */

import { createLru } from '../../http/lru.ts'
import { decode, decodePart, decodeScript } from '../../revision/decode.ts'
import { catalogueKey, headKey, partKey, revisionKey, widgetKey } from '../../revision/keys.ts'
import { Catalogue, Head, Revision } from '../../revision/layout.ts'
import { StoreError } from '../../revision/store-error.ts'
import { createHeadCache } from './head-cache.ts'
import { createKvReader, IMMUTABLE_TTL, type Io } from './kv-reader.ts'
import { type OpenLetter, openRevision } from './open-revision.ts'
import { logStoreError, Unavailable } from './unavailable.ts'

/** Parsed parts kept in the isolate, in bytes of their JSON; as objects they take several times as much. */
const PARTS_LIMIT = 8 * 1024 * 1024
/** Heads proven whole, kept in the isolate. */
const LAST_GOOD_LIMIT = 2 * 1024 * 1024
/** For this long, in milliseconds, a revision that turned out to be broken is not tried again. */
const COOLDOWN_MS = 5_000
/** How many of them are remembered. */
const MAX_COOLDOWNS = 1_000

/** A letter as it stands now: its current revision, when that was published, and where the head came from. */
export type CurrentLetter = OpenLetter & { head: Head; source: 'kv' | 'snapshot' }

export type Store = ReturnType<typeof createStore>

/** @param snapshot the pairs bundled with the Worker: what publishing `data/` would write. */
export const createStore = (snapshot: Readonly<Record<string, string>>) => {
  const readKv = createKvReader()
  const readHead = createHeadCache(readKv)
  const parts = createLru<unknown>(PARTS_LIMIT)
  const lastGood = createLru<Head>(LAST_GOOD_LIMIT)
  /** When each broken revision was last tried. */
  const cooldowns = createLru<number>(MAX_COOLDOWNS)
  const bundled = new Map<string, Head>()

  /** An immutable value, or null where neither the snapshot nor KV holds it. Throws a `Fault` when it is corrupt. */
  const immutable = async <Value>(
    io: Io,
    key: string,
    read: (value: string) => Value | Promise<Value>,
  ): Promise<Value | null> => {
    const held = parts.get(key) as Value | undefined
    if (held !== undefined) return held
    // The key says what the value is, so the bundled copy is as good as KV's and nearer.
    const json = snapshot[key] ?? (await readKv(io, key, IMMUTABLE_TTL))
    if (json === null) return null
    const value = await read(json)
    parts.set(key, value, json.length)
    return value
  }

  const open = (io: Io, slug: string, revision: Revision): OpenLetter =>
    openRevision(slug, revision, async (schema, name) => {
      const key = partKey(slug, name)
      const value = await immutable(io, key, (json) => decodePart(schema, key, json))
      if (value === null) throw new StoreError(key, 'missing')
      return value
    })

  const bundledHead = (slug: string): Head | undefined => {
    const json = snapshot[headKey(slug)]
    if (json !== undefined && !bundled.has(slug)) bundled.set(slug, decode(Head, headKey(slug), json))
    return bundled.get(slug)
  }

  return {
    /**
     * Makes an answer from the letter's current revision, or from the nearest copy that turns out to be whole.
     *
     * @returns undefined when there is no such letter. Throws `Unavailable` when nothing whole can be had.
     */
    async current<Answer>(
      io: Io,
      slug: string,
      use: (letter: CurrentLetter) => Promise<Answer>,
    ): Promise<Answer | undefined> {
      const { value: head, failed } = await readHead(io, headKey(slug), Head)
      let exists = failed
      for (const [find, source] of [
        [() => head, 'kv'],
        [() => lastGood.get(slug), 'kv'],
        [() => bundledHead(slug), 'snapshot'],
      ] as const) {
        const candidate = find()
        if (!candidate) continue
        exists = true
        const attempt = `${slug}/${candidate.revision.id}/${source}`
        const sinceTried = Date.now() - (cooldowns.get(attempt) ?? Number.NEGATIVE_INFINITY)
        if (sinceTried >= 0 && sinceTried < COOLDOWN_MS) continue
        try {
          const answer = await use({ ...open(io, slug, candidate.revision), head: candidate, source })
          if (source === 'kv' && lastGood.get(slug) !== candidate) {
            lastGood.set(slug, candidate, JSON.stringify(candidate).length)
          }
          return answer
        } catch (error) {
          logStoreError(error)
          cooldowns.set(attempt, Date.now(), 1)
        }
      }
      if (exists) throw new Unavailable(slug)
      return undefined
    },

    /**
     * Makes an answer from one named revision.
     *
     * @returns undefined when there is no such revision. Throws `Unavailable` when it cannot be read whole.
     */
    async revision<Answer>(
      io: Io,
      slug: string,
      id: string,
      use: (letter: OpenLetter) => Promise<Answer>,
    ): Promise<Answer | undefined> {
      const key = revisionKey(slug, id)
      try {
        const known = lastGood.get(slug)?.revision
        const revision =
          known?.id === id ? known : await immutable(io, key, (json) => decode(Revision, key, json))
        return revision === null ? undefined : await use(open(io, slug, revision))
      } catch (error) {
        logStoreError(error)
        throw new Unavailable(slug)
      }
    },

    /** When a revision was published, an ISO instant, the last time if there were several; undefined when it never was. */
    async published(io: Io, slug: string, id: string): Promise<string | undefined> {
      const { value: head = bundledHead(slug) } = await readHead(io, headKey(slug), Head)
      return head?.history.find(({ revision }) => revision === id)?.published
    },

    /**
     * The widget's script of an earlier deploy.
     *
     * @returns undefined when it was not kept. Throws `Unavailable` when it cannot be read whole.
     */
    async widget(io: Io, hash: string): Promise<string | undefined> {
      const key = widgetKey(hash)
      try {
        return (await immutable(io, key, (script) => decodeScript(key, script))) ?? undefined
      } catch (error) {
        logStoreError(error)
        throw new Unavailable(key)
      }
    },

    /** The letters on this deployment: those in KV, and those in the snapshot that KV does not hold. Newest first. */
    async catalogue(io: Io): Promise<Catalogue> {
      const { value: published = [] } = await readHead(io, catalogueKey, Catalogue)
      const known = new Set(published.map(({ slug }) => slug))
      const rest = decode(Catalogue, catalogueKey, snapshot[catalogueKey] ?? '[]')
      return [...published, ...rest.filter(({ slug }) => !known.has(slug))].sort(
        (a, b) => b.date.localeCompare(a.date) || a.slug.localeCompare(b.slug),
      )
    },
  }
}
