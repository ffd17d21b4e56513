/** Miniflare, with what `interfere.ts` says between it and the command. */
import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout } from 'node:timers/promises'

// As the command does, which has Node keep it compiled.
const { Miniflare: Real }: typeof import('miniflare') = createRequire(import.meta.url)('miniflare')
const { KILL_AFTER, PAUSE_AT, PAUSE_UNTIL = '', FAIL_FIRST = '0', CALLS } = process.env
let reads = 0
let writes = 0
const written: Promise<void>[] = []

type Kv = {
  get: (keys: string[], options: object) => Promise<unknown>
  put: (key: string, value: string, options: object) => Promise<void>
  list: (options: object) => Promise<unknown>
  delete: (key: string) => Promise<void>
}

const note = (call: string): void => {
  if (CALLS !== undefined) appendFileSync(CALLS, `${call}\n`)
}

/** Does one write or removal, unless the command is killed before it. */
const change = async (work: () => Promise<void>): Promise<void> => {
  const write = writes++
  if (String(write) === KILL_AFTER) {
    await Promise.all(written)
    process.kill(process.pid, 'SIGKILL')
  }
  if (KILL_AFTER !== undefined && write >= Number(KILL_AFTER)) return setTimeout(60_000)
  const done = work()
  written.push(done)
  return done
}

const interfere = (namespace: Kv): Kv => ({
  list: (options) => namespace.list(options),
  delete: (key) => {
    note(`delete ${key}`)
    return change(() => namespace.delete(key))
  },
  async get(keys, options) {
    reads++
    note(`get ${keys.join(' ')}`)
    if (reads <= Number(FAIL_FIRST)) throw new Error('KV GET failed: 503 Service Unavailable')
    if (PAUSE_AT !== undefined && keys.join(' ').startsWith(PAUSE_AT)) {
      writeFileSync(`${PAUSE_UNTIL}.paused`, '')
      while (!existsSync(PAUSE_UNTIL)) await setTimeout(50)
    }
    return namespace.get(keys, options)
  },
  put: (key, value, options) => {
    note(`put ${key}`)
    return change(() => namespace.put(key, value, options))
  },
})

/** What the command gets for Miniflare's own. */
export class Miniflare extends Real {
  override async getBindings<Env>(): Promise<Env> {
    const { LETTERS } = await super.getBindings<{ LETTERS: Kv }>()
    return { LETTERS: interfere(LETTERS) } as Env
  }
}
