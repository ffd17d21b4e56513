/**
 * Requests a second and latency of the Worker against three others, in the same workerd, interleaved: `bare`, which
 * returns constants (the limit); `naive`, one KV read and one JSON.stringify a request; and `hono-cache`.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { letterFolder } from '../../src/cli/read-data.ts'
import { readLetter } from '../../src/letter/read-letter.ts'
import { compileWhole, nextHead } from '../../src/store/compile.ts'
import { headKey } from '../../src/store/keys.ts'

const SLUG = 'un-human-rights-council-2018'
const WORKERS = ['undersigned', 'bare', 'naive', 'hono-cache'] as const
type WorkerName = (typeof WORKERS)[number]

const ROUNDS = 5
const SECONDS = 2
const CONNECTIONS = 16
/** USER_HZ, 100 on every Linux that runs workerd. */
const CLOCK_TICKS = 100

type Route = { name: string; path: string; conditional?: true }

const ROUTES: Route[] = [
  { name: 'letter JSON', path: `/v1/letters/${SLUG}` },
  { name: 'signatories JSON', path: `/v1/letters/${SLUG}/signatories` },
  { name: 'page', path: `/letters/${SLUG}` },
  { name: '304', path: `/v1/letters/${SLUG}`, conditional: true },
]

/** `rate` in requests a second, `p99` in milliseconds, `processor`: microseconds of workerd's time a request. */
type Sample = { rate: number; p99: number; processor: number }
/** The medians of the Worker `against`, and the medians of the ratios of our own figures to its, round by round. */
export type HttpRow = Sample & {
  route: string
  against: string
  rateRatio: number
  p99Ratio: number
  processorRatio: number
}

const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, entry)],
    bundle: true,
    minify: true,
    format: 'esm',
    conditions: ['workerd', 'worker'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** A Worker that returns these responses and does nothing else. */
const bareWorker = (answers: Record<string, { headers: [string, string][]; body: string }>): string => `
const answers = ${JSON.stringify(answers)}
for (const answer of Object.values(answers)) answer.body = new TextEncoder().encode(answer.body)
export default {
  fetch(request) {
    const url = request.url
    const answer = answers[url.slice(url.indexOf('/', 8))]
    if (request.headers.get('If-None-Match')) return new Response(null, { status: 304, headers: answer.headers })
    return new Response(answer.body, { headers: answer.headers })
  },
}`

const start = async (scripts: Partial<Record<WorkerName, string>>) => {
  const miniflare = new Miniflare({
    workers: Object.entries(scripts).map(([name, contents]) => ({
      config: {
        name,
        compatibilityDate: '2026-11-01',
        manifest: {
          mainModule: 'index.mjs',
          modulesRoot: '/',
          modules: { 'index.mjs': { type: 'esm' as const, contents } },
        },
        env: { LETTERS: { type: 'kv' as const, id: 'LETTERS' } },
        exports: {},
      },
      dev: { rootPath: import.meta.dirname, unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] },
    })),
  })
  await miniflare.ready
  return miniflare
}

/** Processor time of a process and what it has started, in microseconds; NaN where the system does not tell (Linux does). */
const processorTime = async (pid: number): Promise<number> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number)
    return ((user + system) * 1_000_000) / CLOCK_TICKS
  } catch {
    return Number.NaN
  }
}

/** The workerd that this process started, or NaN. */
const workerdPid = async (): Promise<number> => {
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

const load = async (
  pid: number,
  url: string,
  route: Route,
  etag: string,
  seconds: number,
): Promise<Sample> => {
  const times: number[] = []
  const wanted = route.conditional ? 304 : 200
  const before = await processorTime(pid)
  const duration = await new Promise<number>((resolve, reject) => {
    const headers = route.conditional ? { 'If-None-Match': etag } : {}
    const run = autocannon({ url, connections: CONNECTIONS, duration: seconds, headers }, (error, result) =>
      error ? reject(error) : resolve(result.duration),
    )
    run.on('response', (_client, status, _bytes, time) => {
      if (status !== wanted) reject(new Error(`${url} answered ${status}, not ${wanted}`))
      times.push(time)
    })
  })
  times.sort((a, b) => a - b)
  return {
    rate: times.length / duration,
    p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    processor: ((await processorTime(pid)) - before) / times.length,
  }
}

const round = (value: number): number => Number(value.toPrecision(3))

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Runs the comparison; `report` is told of progress. */
export const benchHttp = async (report: (line: string) => void): Promise<HttpRow[]> => {
  const own = await bundle('../../src/index.ts')
  const scratch = await start({ undersigned: own })
  const { origin } = await scratch.unsafeGetDirectURL('undersigned')
  const answers: Parameters<typeof bareWorker>[0] = {}
  for (const { path } of ROUTES) {
    await (await scratch.dispatchFetch(origin + path)).text()
    const response = await scratch.dispatchFetch(origin + path)
    const headers = [...response.headers].filter(([name]) => name !== 'content-length')
    answers[path] = { headers, body: await response.text() }
  }
  await scratch.dispose()

  const miniflare = await start({
    undersigned: own,
    bare: bareWorker(answers),
    naive: await bundle('workers/naive.ts'),
    'hono-cache': await bundle('workers/hono-cache.ts'),
  })
  try {
    const read = await readLetter(await letterFolder(SLUG))
    if ('problems' in read) throw new Error(`data/${SLUG} has problems`)
    const kv = (await miniflare.getKVNamespace('LETTERS', 'undersigned')) as unknown as KVNamespace
    const { pairs, compiled } = await compileWhole(read.letter)
    const head = nextHead(compiled, new Date().toISOString())
    for (const { key, value } of [...pairs, { key: headKey(SLUG), value: JSON.stringify(head) }])
      await kv.put(key, value)
    for (const [path, { body }] of Object.entries(answers)) await kv.put(`naive:${path}`, body)

    const pid = await workerdPid()
    const rows: HttpRow[] = []
    for (const route of ROUTES) {
      const samples: Record<WorkerName, Sample[]> = { undersigned: [], bare: [], naive: [], 'hono-cache': [] }
      const origins = {} as Record<WorkerName, string>
      const etags = {} as Record<WorkerName, string>
      for (const name of WORKERS) {
        origins[name] = (await miniflare.unsafeGetDirectURL(name)).origin
        const response = await fetch(origins[name] + route.path)
        await response.text()
        etags[name] = response.headers.get('ETag') ?? ''
      }
      // A naive Worker has no validator, so it has no 304 to be measured.
      const rivals = WORKERS.filter((name) => !route.conditional || etags[name] !== '')
      for (const name of rivals) await load(pid, origins[name] + route.path, route, etags[name], 1)
      for (let i = 0; i < ROUNDS; i++) {
        for (const name of rivals)
          samples[name].push(await load(pid, origins[name] + route.path, route, etags[name], SECONDS))
      }
      for (const against of rivals) {
        const ratio = (of: keyof Sample) =>
          round(
            median(
              samples.undersigned.map(
                (own, index) => own[of] / (samples[against][index]?.[of] ?? Number.NaN),
              ),
            ),
          )
        const middle = (of: keyof Sample) => round(median(samples[against].map((sample) => sample[of])))
        const row: HttpRow = {
          route: route.name,
          against,
          rate: middle('rate'),
          p99: middle('p99'),
          processor: middle('processor'),
          rateRatio: ratio('rate'),
          p99Ratio: ratio('p99'),
          processorRatio: ratio('processor'),
        }
        rows.push(row)
        report(JSON.stringify(row))
      }
    }
    return rows
  } finally {
    await miniflare.dispose()
  }
}
