import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Starts a program that goes on, and waits until it says that it is ready, on standard error. It ends with this process,
 * however that ends: a database that is asked to stop by Ctrl-C stays.
 * @returns what it said then, and how to stop it
 * @throws Error with all that it said, where it ends before
 */
export const startProgram = async (
  command: string,
  args: string[],
  ready: RegExp,
  env: Record<string, string> = {},
): Promise<{ said: RegExpExecArray; stop: () => Promise<void> }> => {
  const child: ChildProcess = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const said = await new Promise<RegExpExecArray>((resolve, reject) => {
    let all = ''
    child.once('error', reject)
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      all += text
      const match = ready.exec(all)
      if (match) resolve(match)
    })
    ended.then(() => reject(new Error(`${command} has ended:\n${all}`)))
  })
  return {
    said,
    stop: () => {
      child.kill()
      return ended
    },
  }
}
