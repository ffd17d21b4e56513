/**
 * KV through Wrangler's own commands (https://developers.cloudflare.com/workers/wrangler/commands/#kv), with the
 * operator's login for `remote`: this program neither reads nor stores a token.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Pair } from '../store/layout.ts'

export type Target = 'local' | 'remote'

/** A call writes at most 10,000 pairs and 100 MB (https://developers.cloudflare.com/kv/platform/limits/). */
const MOST_PAIRS = 10_000
const MOST_CHARACTERS = 25_000_000

const BINDING = 'LETTERS'
const wrangler = join(createRequire(import.meta.url).resolve('wrangler'), '../../bin/wrangler.js')

const run = async (command: 'get' | 'put', target: Target, input: unknown): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  try {
    const file = join(folder, 'kv.json')
    await writeFile(file, JSON.stringify(input))
    const args = [wrangler, 'kv', 'bulk', command, file, '--binding', BINDING, `--${target}`]
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 256 * 1024 * 1024 })
    return stdout
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(
      `Wrangler could not ${command === 'get' ? 'read from' : 'write to'} ${target} KV:\n${stderr || message}`,
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The values of some keys (at most 100); a key that KV does not hold is left out. */
export const getPairs = async (target: Target, keys: string[]): Promise<Map<string, string>> => {
  const output = JSON.parse(await run('get', target, keys)) as Record<
    string,
    string | null | { value: string | null }
  >
  const values = Object.entries(output).map(
    ([key, found]) => [key, typeof found === 'object' ? found?.value : found] as const,
  )
  return new Map(values.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** Writes pairs in their order, in as few calls as KV's limits allow; `wrote` is told of each call. */
export const putPairs = async (
  target: Target,
  pairs: AsyncIterable<Pair> | Iterable<Pair>,
  wrote: (count: number) => void = () => {},
): Promise<void> => {
  let batch: Pair[] = []
  let characters = 0
  const flush = async () => {
    if (batch.length === 0) return
    await run('put', target, batch)
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
