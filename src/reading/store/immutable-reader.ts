/** Values of KV that never change once they are there: parts, revisions, widgets. */

import { createLru } from '../../http/lru.ts'
import { snapshotPath } from '../../revision/keys.ts'
import { StoreError } from '../../revision/store-error.ts'
import { readAsset } from './asset.ts'
import { IMMUTABLE_TTL, type Io, type KvReader, MUTABLE_TTL } from './kv-reader.ts'
import { createSharedReads } from './shared-reads.ts'
import { logStoreError } from './unavailable.ts'

/** Kept in the isolate, in bytes of their JSON; as objects they take several times as much. */
const VALUES_LIMIT = 8 * 1024 * 1024
/** For this long, in milliseconds, what was read is taken to be there still: it may be removed, though it never changes. */
export const HELD_MS = 6 * 3_600_000
/** For this long, in milliseconds, what turned out to be missing or corrupt is not looked for again. */
const COOLDOWN_MS = 5_000
const MAX_COOLDOWNS = 1_000
/** More values than this are read in one operation. */
const MAX_SINGLE_READS = 2

type Decode<Value> = (key: string, value: string) => Value | Promise<Value>

/** What publishing `data/` would write: the bundled values, and null for those that lie beside the Worker. */
export type Snapshot = Readonly<Record<string, string | null>>

/** What the build made and the deploy brought needs no check, which a new isolate would wait for. */
const parseBuilt = <Value>(_key: string, value: string): Value => JSON.parse(value)

/**
 * Reads from the isolate's memory, then from the snapshot (the key says what the value is, so the deployed copy is as
 * good as KV's, and nearer), then from KV.
 *
 * A location of Cloudflare's keeps for as long as it is told to that a key has no value, or a damaged one, as it keeps a
 * value: so what is missing or corrupt there is asked for again as if it changed, and found within `MUTABLE_TTL`
 * (https://developers.cloudflare.com/kv/concepts/how-kv-works/).
 */
export const createImmutableReader = (snapshot: Snapshot, kv: KvReader) => {
  const values = createLru<{ value: unknown; at: number }>(VALUES_LIMIT)
  const share = createSharedReads<unknown>()
  /** What was found of each key that is missing (null) or corrupt, and when. */
  const cooldowns = createLru<{ error: StoreError | null; at: number }>(MAX_COOLDOWNS)

  const keep = async <Value>(key: string, json: string, decode: Decode<Value>): Promise<Value> => {
    const value = await decode(key, json)
    values.set(key, { value, at: Date.now() }, json.length)
    return value
  }

  const heldAt = <Value>(key: string): Value | undefined => {
    const held = values.get(key)
    const age = Date.now() - (held?.at ?? 0)
    return age >= 0 && age < HELD_MS ? (held?.value as Value) : undefined
  }

  /** The value, null where there is none, or the error that says how it is corrupt. */
  const attempt = async <Value>(io: Io, key: string, ttl: number, decode: Decode<Value>) => {
    const json = await kv.one(io, key, ttl)
    if (json === null) return null
    try {
      return { value: await keep(key, json, decode) }
    } catch (error) {
      if (error instanceof StoreError) return error
      throw error
    }
  }

  /** A value of the snapshot that lies beside the Worker. */
  const readBeside = <Value>(io: Io, key: string): Promise<Value> =>
    share(io, key, async () =>
      keep(key, await readAsset(io, snapshotPath(key)), parseBuilt),
    ) as Promise<Value>

  /** The value, or null where neither the snapshot nor KV holds it. Throws a `StoreError` when it is corrupt. */
  const read = async <Value>(io: Io, key: string, decode: Decode<Value>): Promise<Value | null> => {
    const held = heldAt<Value>(key)
    if (held !== undefined) return held
    const bundled = snapshot[key]
    if (typeof bundled === 'string') return keep(key, bundled, parseBuilt<Value>)
    if (bundled === null) {
      try {
        return await readBeside<Value>(io, key)
      } catch (error) {
        logStoreError(new StoreError(key, String(error)))
      }
    }
    const cooldown = cooldowns.get(key)
    const age = Date.now() - (cooldown?.at ?? Number.NEGATIVE_INFINITY)
    if (cooldown && age >= 0 && age < COOLDOWN_MS) {
      if (cooldown.error) throw cooldown.error
      return null
    }
    for (const ttl of [IMMUTABLE_TTL, MUTABLE_TTL]) {
      const found = await attempt(io, key, ttl, decode)
      if (found !== null && 'value' in found) return found.value
      if (ttl === IMMUTABLE_TTL) continue
      cooldowns.set(key, { error: found, at: Date.now() }, 1)
      if (found) throw found
    }
    return null
  }

  return {
    read,

    /** Begins to read what will be asked for soon, where that lies beside the Worker. Never throws. */
    readAhead(io: Io, keys: string[]): void {
      for (const key of keys) if (snapshot[key] === null && heldAt(key) === undefined) readBeside(io, key)
    },

    /** A value that may have been replaced, as KV has it by now; null where nothing whole can be had. Never throws. */
    renew: <Value>(io: Io, key: string, decode: Decode<Value>): Promise<Value | null> =>
      kv
        .one(io, key, MUTABLE_TTL)
        .then((json) => (json === null ? null : keep(key, json, decode)))
        .catch(() => null),

    /** As `read`, of many keys: those that are not here in as few operations as KV allows. */
    async readAll<Value>(io: Io, keys: string[], decode: Decode<Value>): Promise<(Value | null)[]> {
      const held = keys.map((key) => heldAt<Value>(key))
      if (held.every((value) => value !== undefined)) return held
      const absent = [...new Set(keys)].filter(
        (key) => heldAt(key) === undefined && snapshot[key] === undefined,
      )
      const found = new Map<string, Value>()
      if (absent.length > MAX_SINGLE_READS) {
        for (const [key, json] of await kv.many(io, absent, IMMUTABLE_TTL)) {
          // What is missing or corrupt is read again below, by itself.
          const value = json === null ? undefined : await keep(key, json, decode).catch(() => undefined)
          if (value !== undefined) found.set(key, value)
        }
      }
      return Promise.all(keys.map((key) => found.get(key) ?? read(io, key, decode)))
    },
  }
}
