/**
 * Loaded before the command (`node --import`), this comes between it and Wrangler, which still does the real work:
 * KILL_AFTER=n  kills the command, as kill -9 does, when exactly n pairs have been written
 * PAUSE_BEFORE=n, PAUSE_UNTIL=file  holds the n-th call of Wrangler (from 1) until the file exists
 * FAIL_FIRST=n  makes the first n calls fail as KV does when it is busy
 * CALLS=file  notes each call there
 */
import childProcess from 'node:child_process'
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'

const { KILL_AFTER, PAUSE_BEFORE, PAUSE_UNTIL = '', FAIL_FIRST = '0', CALLS } = process.env
let calls = 0
let written = 0

if (process.argv[1]?.endsWith('undersigned.ts')) {
  const real = promisify(childProcess.execFile)
  const between = async (file: string, args: string[], options: object): Promise<unknown> => {
    calls++
    if (CALLS !== undefined) appendFileSync(CALLS, `${args.slice(2, 4).join(' ')}\n`)
    if (calls <= Number(FAIL_FIRST)) {
      throw Object.assign(new Error('exit 1'), { stderr: 'A request failed: 503 Service Unavailable' })
    }
    if (String(calls) === PAUSE_BEFORE) {
      writeFileSync(`${PAUSE_UNTIL}.paused`, '')
      while (!existsSync(PAUSE_UNTIL)) await setTimeout(50)
    }
    const input = args[4]
    if (KILL_AFTER === undefined || args[3] !== 'put' || input === undefined) return real(file, args, options)
    const pairs = JSON.parse(readFileSync(input, 'utf8')) as unknown[]
    const left = Number(KILL_AFTER) - written
    written += pairs.length
    if (pairs.length < left) return real(file, args, options)
    if (left > 0) {
      writeFileSync(input, JSON.stringify(pairs.slice(0, left)))
      await real(file, args, options)
    }
    process.kill(process.pid, 'SIGKILL')
    return setTimeout(60_000)
  }
  Object.assign(childProcess, { execFile: Object.assign(() => {}, { [promisify.custom]: between }) })
  syncBuiltinESMExports()
}
