/** The real command in this process, as if it were one of its own. */
import { Console } from 'node:console'
import { tmpdir } from 'node:os'
import { Writable } from 'node:stream'
import { vi } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { assertLetGo } from './kept-namespaces.ts'
import type { Ran } from './project.ts'

vi.mock('../../src/cli/local-namespace.ts', () => import('./kept-namespaces.ts'))

const gather = () => {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk)
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString() }
}

/** Has `process.stdout`, or `.stderr`, write elsewhere. Gives what ends that. */
const divert = (from: NodeJS.WriteStream, to: Writable): (() => void) => {
  const { write } = from
  from.write = to.write.bind(to) as typeof write
  return () => {
    from.write = write
  }
}

/** Has nothing but this in the environment. Gives what ends that. */
const replaceEnvironment = (environment: Record<string, string | undefined>): (() => void) => {
  const before = { ...process.env }
  const set = (values: Record<string, string | undefined>): void => {
    for (const name of Object.keys(process.env)) delete process.env[name]
    for (const [name, value] of Object.entries(values)) if (value !== undefined) process.env[name] = value
  }
  set(environment)
  return () => set(before)
}

/** A process has one folder, one environment and one output: who comes meanwhile waits. */
let last: Promise<unknown> = Promise.resolve()

export const runHere = (
  root: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<Ran> => {
  const ran = last.then(async () => {
    const stdout = gather()
    const stderr = gather()
    const before = { folder: process.cwd(), console: globalThis.console }
    const restore = [
      replaceEnvironment({ PATH: process.env.PATH, HOME: root, TMPDIR: tmpdir(), ...environment }),
      divert(process.stdout, stdout.stream),
      divert(process.stderr, stderr.stream),
    ]
    globalThis.console = new Console({ stdout: stdout.stream, stderr: stderr.stream, colorMode: false })
    process.chdir(root)
    try {
      const code = await runCommand(args)
      assertLetGo()
      return { code, stdout: stdout.text(), stderr: stderr.text() }
    } finally {
      process.chdir(before.folder)
      globalThis.console = before.console
      for (const end of restore) end()
    }
  })
  last = ran.catch(() => {})
  return ran
}
