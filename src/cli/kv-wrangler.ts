/**
 * KV through Wrangler's own commands (https://developers.cloudflare.com/workers/wrangler/commands/#kv), with the
 * operator's login for the remote one: this program neither reads nor stores a token.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Pair } from '../revision/layout.ts'

/** Which KV: the deployed Worker's, or the local one and where it is kept; of which environment of wrangler.toml. */
export type Kv = { remote: boolean; persistTo?: string; env?: string }

/** What bulk put takes beside a pair; a key list shows it again. */
export type Written = Pair & { metadata?: { written: string } }

/** A call writes at most 10,000 pairs and 100 MB (https://developers.cloudflare.com/kv/platform/limits/). */
const MOST_PAIRS = 10_000
const MOST_CHARACTERS = 25_000_000
/** A call reads at most this many (https://developers.cloudflare.com/kv/api/read-key-value-pairs/). */
const MOST_KEYS = 100

/** Milliseconds before a call that failed for a passing reason is tried again. */
const PAUSES = [1_000, 3_000, 9_000]
/** KV or the way to it is busy or broken for the moment (429, 5xx, no connection); local KV is locked by another. */
const PASSING =
  /\b(?:429|50[0-4]|52\d)\b|too many requests|fetch failed|E(?:CONNRESET|TIMEDOUT|AI_AGAIN)|database is locked|SQLITE_BUSY/i

const BINDING = 'LETTERS'
/** With its banner Wrangler asks npm whether there is a newer one, and leaves the answer in the temporary folder. */
const env = { ...process.env, WRANGLER_HIDE_BANNER: 'true' }
const wrangler = join(createRequire(import.meta.url).resolve('wrangler'), '../../bin/wrangler.js')

const run = async (kv: Kv, what: string, args: string[]): Promise<string> => {
  const where = kv.remote ? 'remote' : 'local'
  const whole = [wrangler, 'kv', ...args, '--binding', BINDING, `--${where}`]
  if (kv.persistTo !== undefined && !kv.remote) whole.push('--persist-to', kv.persistTo)
  if (kv.env !== undefined) whole.push('--env', kv.env)
  for (let attempt = 0; ; attempt++) {
    try {
      const { stdout } = await promisify(execFile)(process.execPath, whole, { env, maxBuffer: 1024 ** 3 })
      return stdout
    } catch (error) {
      const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
      const said = stderr.trim() || stdout.trim() || message
      const pause = PAUSES[attempt]
      if (pause === undefined || !PASSING.test(said)) {
        throw new Error(`Wrangler could not ${what} ${where} KV:\n${said}`)
      }
      await setTimeout(pause * (0.5 + Math.random()))
    }
  }
}

/** As `run`, with `input` in a file of its own. */
const runWith = async (kv: Kv, what: string, args: string[], input: unknown): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  try {
    const file = join(folder, 'kv.json')
    await writeFile(file, JSON.stringify(input))
    return await run(kv, what, ['bulk', ...args, file])
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The values of some keys, 100 at a time, in the order of `keys`; a key that KV does not hold is left out. */
export async function* readPairs(kv: Kv, keys: string[]): AsyncGenerator<Pair> {
  for (let at = 0; at < keys.length; at += MOST_KEYS) {
    const some = keys.slice(at, at + MOST_KEYS)
    const output = JSON.parse(await runWith(kv, 'read from', ['get'], some)) as Record<
      string,
      string | null | { value: string | null }
    >
    for (const key of some) {
      const found = output[key]
      const value = typeof found === 'object' ? found?.value : found
      if (typeof value === 'string') yield { key, value }
    }
  }
}

/** The values of some keys; a key that KV does not hold is left out. */
export const getPairs = async (kv: Kv, keys: string[]): Promise<Map<string, string>> => {
  const pairs = await Array.fromAsync(readPairs(kv, keys))
  return new Map(pairs.map(({ key, value }) => [key, value]))
}

/**
 * Writes pairs in their order, in as few calls as KV's limits allow; `wrote` is told of each call. Writing a pair again
 * does no harm, so a call that failed half-way is simply repeated.
 */
export const putPairs = async (
  kv: Kv,
  pairs: AsyncIterable<Written> | Iterable<Written>,
  wrote: (count: number) => void = () => {},
): Promise<void> => {
  let batch: Written[] = []
  let characters = 0
  const flush = async () => {
    if (batch.length === 0) return
    await runWith(kv, 'write to', ['put'], batch)
    wrote(batch.length)
    batch = []
    characters = 0
  }
  for await (const pair of pairs) {
    if (batch.length === MOST_PAIRS || characters + pair.value.length > MOST_CHARACTERS) await flush()
    batch.push(pair)
    characters += pair.value.length
  }
  await flush()
}

/** All keys that begin with `prefix`, and when a publish wrote them where it said so. */
export const listKeys = async (kv: Kv, prefix: string): Promise<{ key: string; written?: string }[]> => {
  const listed = JSON.parse(await run(kv, 'list the keys of', ['key', 'list', '--prefix', prefix])) as {
    name: string
    metadata?: { written?: unknown }
  }[]
  return listed.map(({ name, metadata }) => ({
    key: name,
    ...(typeof metadata?.written === 'string' && { written: metadata.written }),
  }))
}

export const deleteKeys = async (kv: Kv, keys: string[]): Promise<void> => {
  for (let at = 0; at < keys.length; at += MOST_PAIRS) {
    await runWith(kv, 'delete from', ['delete', '--force'], keys.slice(at, at + MOST_PAIRS))
  }
}
