/** Both packages, packed as npm would publish them, and what is done with them where nothing else is. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'

export type Ran = { code: number; stdout: string; stderr: string }

/** The oldest Node that the package promises to run on, and the one that this repository brings. */
const NODE_22 = `node-${process.platform}-${process.arch}@22`
/** Whose snippet docs/other-tools.md shows. */
const ELEVENTY = '@11ty/eleventy@3'
export type NodeVersion = 22 | 24

const nodes: Record<NodeVersion, string> = { 22: '', 24: resolve('node_modules/node/bin') }

/** A `PATH` on which the first `node` is this one. */
const environment = (version: NodeVersion) => ({
  ...process.env,
  PATH: [nodes[version], process.env.PATH].join(delimiter),
  // As on a machine that knows none of this repository's settings.
  npm_config_local_prefix: undefined,
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
})

export const run = (
  cwd: string,
  program: string,
  args: readonly string[],
  version: NodeVersion = 22,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> =>
  promisify(execFile)(program, args, { cwd, env: { ...environment(version), ...env } }).then(
    (output) => ({ code: 0, ...output }),
    (failure: Ran) => failure,
  )

const succeed = async (cwd: string, program: string, args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await run(cwd, program, args, 24)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}${stdout}`)
  return stdout
}

/** Packs both and fetches the oldest Node, and Eleventy, into a folder of its own. */
export const pack = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'packages-'))
  // The first makes what both hold.
  const tarball = async (of: string): Promise<string> =>
    join(
      folder,
      JSON.parse(await succeed('.', 'npm', ['pack', of, '--json', '--pack-destination', folder]))[0].filename,
    )
  const undersigned = await tarball('.')
  const create = await tarball('./create')
  await succeed(folder, 'npm', [
    'install',
    '--prefix',
    folder,
    '--prefer-offline',
    '--no-save',
    '--no-audit',
    NODE_22,
    ELEVENTY,
  ])
  nodes[22] = join(folder, 'node_modules', NODE_22.replace('@22', ''), 'bin')
  const eleventy = join(folder, 'node_modules/@11ty/eleventy/cmd.cjs')
  return {
    folder,
    undersigned,
    create,
    eleventy,
    remove: () => rm(folder, { recursive: true, maxRetries: 5 }),
  }
}

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Starts what goes on until it is stopped, with all that it starts in turn. */
export const start = (cwd: string, program: string, args: readonly string[]) => {
  const child = spawn(program, args, {
    cwd,
    env: environment(22),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text))
  return {
    said: () => said,
    stop: async () => {
      if (child.exitCode !== null || child.pid === undefined) return
      process.kill(-child.pid, 'SIGTERM')
      await once(child, 'exit')
    },
  }
}
