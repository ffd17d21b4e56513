/** Running Wrangler: each call is a process, which ends within a time limit, and is tried again where that helps. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire, getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'
import { isPassing, withRetries } from '../publishing/retry.ts'

const cache = getCompileCacheDir()
/**
 * With its banner Wrangler asks npm whether there is a newer one, and leaves the answer in the temporary folder.
 * NODE_NO_WARNINGS is what its launcher sets, which is left out: it would not pass on the signal that ends a call.
 */
export const wranglerEnv: NodeJS.ProcessEnv = {
  ...process.env,
  WRANGLER_HIDE_BANNER: 'true',
  NODE_NO_WARNINGS: '1',
  // Below it each version of Node has a folder of its own.
  ...(cache !== undefined && { NODE_COMPILE_CACHE: dirname(cache) }),
}
/** Found when it is needed: `create-undersigned` has none. */
export const wranglerFile = (): string => createRequire(import.meta.url).resolve('wrangler')
const KILL_SIGNAL = 'SIGKILL'

/** Wrangler did not end in time, and was stopped. What it was to do may have been done or not. */
export class WranglerTimeout extends Error {
  override name = 'WranglerTimeout'

  constructor(doing: string, timeLimit: number) {
    super(
      `Wrangler could not ${doing}: it did not end within ${Math.round(timeLimit / 1000)} seconds and was stopped. ` +
        'Look whether the network, https://www.cloudflarestatus.com and the free space of the disk are right, then try again.',
    )
  }
}

/** Wrangler said for everybody to see why it failed; `said` is the last error of that. */
export class ShownFailure extends Error {
  override name = 'ShownFailure'
  readonly said: string

  constructor(doing: string, stderr: string) {
    super(`Wrangler could not ${doing}, for the reason that it gives above.`)
    this.said = stderr.slice(Math.max(0, stderr.lastIndexOf('[ERROR]')))
  }
}

/** Codes of the API among those of lasting failures that stand for busy, unavailable, too fast. */
const PASSING_CODES = new Set([10_001, 10_013, 10_022])
/** What is asked for is wrong, not there or not allowed: 6000 to 9999, and the first hundred of Workers and KV. */
const isLasting = (code: number): boolean => code >= 6_000 && code < 10_100 && !PASSING_CODES.has(code)

/**
 * Whether a failure of Wrangler may be over when it is tried again. Of the API's answer it prints the codes and not the
 * status, so what is not known to last is taken to pass: all that it costs is a quarter of a minute.
 */
export const mayPass = (error: unknown): boolean => {
  if (error instanceof WranglerTimeout) return false
  const said = error instanceof ShownFailure ? error.said : String(error)
  if (!/A request to the Cloudflare API \(.*\) failed/.test(said)) return isPassing(said)
  return !Array.from(said.matchAll(/\[code: (\d+)\]/g), ([, code]) => Number(code)).some(isLasting)
}

/**
 * Runs Wrangler, and gives what it prints.
 *
 * @param doing for the message of a failure: `Wrangler could not <doing>`
 * @param timeLimit of each try, in milliseconds
 * @throws WranglerTimeout, which is not tried again
 */
export const runWrangler = (doing: string, args: string[], timeLimit: number): Promise<string> =>
  withRetries(async () => {
    const limits = { timeout: timeLimit, killSignal: KILL_SIGNAL, maxBuffer: 1024 ** 3 } as const
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [wranglerFile(), ...args], {
        env: wranglerEnv,
        ...limits,
      })
      return stdout
    } catch (error) {
      const failure = error as Error & { stdout?: string; stderr?: string; killed?: boolean; signal?: string }
      const { stdout = '', stderr = '', message, killed, signal } = failure
      if (killed && signal === KILL_SIGNAL) throw new WranglerTimeout(doing, timeLimit)
      // Wrangler colours its errors wherever they go.
      const said = stripVTControlCharacters(stderr.trim() || stdout.trim() || message)
      throw new Error(`Wrangler could not ${doing}:\n${said}`)
    }
  }, mayPass)

/**
 * Runs Wrangler where everybody sees what it says, so that it can ask whoever is at the terminal.
 *
 * @param doing as for `runWrangler`
 * @param timeLimit of each try, in milliseconds; there is none at a terminal, for a person may take long to answer
 * @param stdout 2 to leave standard output to the result
 * @param env what Wrangler finds in its environment
 * @throws ShownFailure, WranglerTimeout
 */
export const showWrangler = (
  doing: string,
  args: string[],
  timeLimit: number,
  stdout: 'inherit' | 2,
  env = wranglerEnv,
): Promise<void> =>
  withRetries(
    async () => {
      const child = spawn(process.execPath, [wranglerFile(), ...args], {
        env,
        stdio: ['inherit', stdout, 'pipe'],
        killSignal: KILL_SIGNAL,
        ...(!process.stdin.isTTY && { timeout: timeLimit }),
      })
      let stderr = ''
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        process.stderr.write(text)
        stderr += text
      })
      const [code, signal] = await once(child, 'close')
      if (child.killed && signal === KILL_SIGNAL) throw new WranglerTimeout(doing, timeLimit)
      if (code !== 0) throw new ShownFailure(doing, stripVTControlCharacters(stderr))
    },
    (error) => {
      const passes = mayPass(error)
      if (passes) console.error('This may pass: trying again.')
      return passes
    },
  )
