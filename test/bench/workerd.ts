/** Workers in a workerd of their own, without a framework in front of them, and what that process uses. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { Miniflare, Response } from 'miniflare'

/** USER_HZ, 100 on every Linux that runs workerd. */
const CLOCK_TICKS = 100

/** The files that are deployed beside the Worker. Not by Miniflare, which would put a router in front of every Worker. */
const asset = async (request: { url: string }): Promise<Response> => {
  const file = join(import.meta.dirname, '../../build/assets', new URL(request.url).pathname)
  return new Response(await readFile(file))
}

/** The origin that the Workers are configured for; who asks them says so in `Host`. */
export const HOST = 'letters.example'
export const ORIGIN = `http://${HOST}`

/** The site as it is, at that origin. */
const withOrigin: Plugin = {
  name: 'with-origin',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]build[\\/]site\.json$/ }, async ({ path }) => {
      const site = JSON.parse(await readFile(path, 'utf8'))
      return { contents: JSON.stringify({ ...site, origin: ORIGIN }), loader: 'json' }
    })
  },
}

/** A Worker as Wrangler would bundle it; `entry` is relative to this folder. */
export const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, entry)],
    bundle: true,
    minify: true,
    format: 'esm',
    conditions: ['workerd', 'worker'],
    jsx: 'automatic',
    jsxImportSource: '#jsx',
    plugins: [withOrigin],
    external: ['cloudflare:workers'],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * Starts Workers, each with a port of its own, on one local KV (`LETTERS`) and with the built assets (`ASSETS`).
 *
 * @param hasRegister whether they export the class of an object, `Register`
 * @param onLog is told of each line that they log; without it they write to this process's output
 */
export const start = async (
  scripts: Record<string, string>,
  hasRegister = false,
  onLog?: (line: string) => void,
) => {
  const miniflare = new Miniflare({
    inspectorPort: 0,
    ...(onLog && { handleStructuredLogs: ({ message }) => onLog(message) }),
    workers: Object.entries(scripts).map(([name, contents]) => ({
      config: {
        name,
        compatibilityDate: '2026-11-01',
        compatibilityFlags: ['no_nodejs_compat', 'no_nodejs_compat_v2'],
        manifest: {
          mainModule: 'index.mjs',
          modulesRoot: '/',
          modules: { 'index.mjs': { type: 'esm' as const, contents } },
        },
        env: {
          ...(hasRegister && {
            REGISTERS: { type: 'durable-object' as const, worker: name, exportName: 'Register' },
            MAILS_PER_DAY: { type: 'text' as const, value: '1000' },
          }),
          LETTERS: { type: 'kv' as const, id: 'LETTERS' },
          ASSETS: { type: 'fetcher' as const, handler: asset },
        },
        exports: hasRegister
          ? { Register: { type: 'durable-object' as const, storage: 'sqlite' as const } }
          : {},
      },
      dev: { rootPath: import.meta.dirname, unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] },
    })),
  })
  await miniflare.ready
  return miniflare
}

/** Processor time of a process and what it has started, in microseconds; NaN where the system does not tell (Linux does). */
export const processorTime = async (pid: number): Promise<number> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number)
    return ((user + system) * 1_000_000) / CLOCK_TICKS
  } catch {
    return Number.NaN
  }
}

/** The workerd that this process started, or NaN. */
export const workerdPid = async (): Promise<number> => {
  try {
    const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8')
    for (const pid of children.trim().split(' ')) {
      if ((await readFile(`/proc/${pid}/comm`, 'utf8')).startsWith('workerd')) return Number(pid)
    }
  } catch {
    // Not Linux.
  }
  return Number.NaN
}

/** The inspector of a Worker (https://chromedevtools.github.io/devtools-protocol/v8/): a way to call its methods. */
const inspect = async (miniflare: Miniflare, worker: string) => {
  const socket = new WebSocket(`${await miniflare.getInspectorURL()}core:user:${worker}`)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  const waiting = new Map<number, (result: Record<string, number>) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result: Record<string, number> }
    if (id === undefined) return
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  let calls = 0
  const call = (method: string) =>
    new Promise<Record<string, number>>((resolve) => {
      const id = ++calls
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, method }))
    })
  return { call, close: () => socket.close() }
}

const MIB = 1024 * 1024

/** What a Worker's isolate holds, in MiB, after collecting what it no longer uses: its JavaScript heap and its buffers. */
export const heapOf = async (miniflare: Miniflare, worker: string): Promise<number> => {
  const { call, close } = await inspect(miniflare, worker)
  try {
    await call('HeapProfiler.enable')
    await call('HeapProfiler.collectGarbage')
    const { usedSize = Number.NaN, backingStorageSize = Number.NaN } = await call('Runtime.getHeapUsage')
    return (usedSize + backingStorageSize) / MIB
  } finally {
    close()
  }
}

/**
 * Looks every second at what a Worker's isolate holds, as `heapOf` does. Both are asked for at once: between the one's answer
 * and the other's question the isolate would go on, and its garbage be counted. @returns how to stop, which gives the most
 */
export const sampleHeap = async (miniflare: Miniflare, worker: string): Promise<() => number> => {
  const { call, close } = await inspect(miniflare, worker)
  await call('HeapProfiler.enable')
  let most = 0
  const timer = setInterval(async () => {
    const collected = call('HeapProfiler.collectGarbage')
    const { usedSize = 0, backingStorageSize = 0 } = await call('Runtime.getHeapUsage')
    await collected
    most = Math.max(most, (usedSize + backingStorageSize) / MIB)
  }, 1_000)
  return () => {
    clearInterval(timer)
    close()
    return most
  }
}
