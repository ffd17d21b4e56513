/**
 * The deployed Worker's KV through Wrangler's own commands (https://developers.cloudflare.com/workers/wrangler/commands/#kv),
 * with the operator's login: this program neither reads nor stores a token.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assertFits, type Kv, MAX_KEYS_PER_GET, type PairToPut, readMetadata } from '../publishing/kv.ts'
import { runWrangler } from './wrangler.ts'

/** Which deployed Worker's KV it is: of which environment of wrangler.toml. */
export type RemotePlace = {
  env?: string | undefined
  /** Milliseconds that a call may take which sends nothing; a minute when left out. */
  timeLimit?: number
}

/** A call writes at most 10,000 pairs and 100 MB (https://developers.cloudflare.com/kv/platform/limits/). */
const MAX_PAIRS = 10_000
const MAX_CHARACTERS = 25_000_000
export const BINDING = 'LETTERS'
/** What a call may take at least, in milliseconds; one that sends much has longer, at 200 kB a second. */
const TIME_LIMIT_MS = 60_000
const BYTES_PER_MS = 200

/** Runs Wrangler, and gives what it prints. `bytes` is how much it sends. */
const run = (place: RemotePlace, what: string, args: string[], bytes = 0): Promise<string> => {
  const { env, timeLimit = TIME_LIMIT_MS } = place
  const whole = ['kv', ...args, '--binding', BINDING, '--remote']
  if (env !== undefined) whole.push('--env', env)
  return runWrangler(`${what} remote KV`, whole, timeLimit + Math.ceil(bytes / BYTES_PER_MS))
}

/** As `run`, with `input` in a file of its own. */
const runWith = async (place: RemotePlace, what: string, args: string[], input: unknown): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  try {
    const file = join(folder, 'kv.json')
    const json = Buffer.from(JSON.stringify(input))
    await writeFile(file, json)
    return await run(place, what, ['bulk', ...args, file], json.length)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A store that is reached through Wrangler: each call is a process, which takes about a second. */
export const createWranglerKv = (place: RemotePlace): Kv => ({
  consistent: false,

  async *get(keys) {
    for (let at = 0; at < keys.length; at += MAX_KEYS_PER_GET) {
      const some = keys.slice(at, at + MAX_KEYS_PER_GET)
      const output = JSON.parse(await runWith(place, 'read from', ['get'], some)) as Record<
        string,
        string | null | { value: string | null }
      >
      for (const key of some) {
        const found = output[key]
        const value = typeof found === 'object' ? found?.value : found
        if (typeof value === 'string') yield { key, value }
      }
    }
  },

  async put(pairs, onWritten = () => {}) {
    let batch: PairToPut[] = []
    let characters = 0
    const flush = async () => {
      if (batch.length === 0) return
      await runWith(place, 'write to', ['put'], batch)
      onWritten(batch.length)
      batch = []
      characters = 0
    }
    for await (const pair of pairs) {
      assertFits(pair)
      if (batch.length === MAX_PAIRS || characters + pair.value.length > MAX_CHARACTERS) await flush()
      batch.push(pair)
      characters += pair.value.length
    }
    await flush()
  },

  async *list(prefix) {
    const listed = JSON.parse(await run(place, 'list the keys of', ['key', 'list', '--prefix', prefix])) as {
      name: string
      metadata?: unknown
    }[]
    for (const { name: key, metadata } of listed) {
      const known = readMetadata(metadata)
      yield known === undefined ? { key } : { key, metadata: known }
    }
  },

  async delete(keys) {
    for (let at = 0; at < keys.length; at += MAX_PAIRS)
      await runWith(place, 'delete from', ['delete', '--force'], keys.slice(at, at + MAX_PAIRS))
  },
})
