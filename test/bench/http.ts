/**
 * Requests a second and latency of the Worker against three others, in the same workerd, interleaved: `bare`, which
 * returns constants (the limit); `naive`, one KV read and one JSON.stringify a request; and `hono-cache`.
 */
import autocannon from 'autocannon'
import { letterFolder } from '../../src/editing/read-data.ts'
import { readLetter } from '../../src/editing/read-letter.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { nextHead } from '../../src/publishing/head.ts'
import { headKey } from '../../src/revision/keys.ts'
import { median } from './median.ts'
import { bundle, HOST, ORIGIN, processorTime, start, workerdPid } from './workerd.ts'

const SLUG = 'un-human-rights-council-2018'
const WORKERS = ['undersigned', 'bare', 'naive', 'hono-cache'] as const
type WorkerName = (typeof WORKERS)[number]

const ROUNDS = 5
const SECONDS = 2
const CONNECTIONS = 16

type Route = { name: string; path: string; conditional?: true }

const ROUTES: Route[] = [
  { name: 'letter JSON', path: `/v1/letters/${SLUG}` },
  { name: 'signatories JSON', path: `/v1/letters/${SLUG}/signatories` },
  { name: 'page', path: `/letters/${SLUG}` },
  { name: 'iframe', path: `/embed/${SLUG}` },
  { name: 'widget', path: '/widget.js' },
  { name: 'search', path: `/v1/letters/${SLUG}/signatories?q=rights` },
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

/** A Worker that returns these responses and does nothing else. */
const bareWorker = (answers: Record<string, { headers: [string, string][]; body: string }>): string => `
const answers = ${JSON.stringify(answers)}
for (const answer of Object.values(answers)) {
  answer.body = new TextEncoder().encode(answer.body)
  answer.headers = new Headers(answer.headers)
}
export default {
  fetch(request) {
    const url = request.url
    const answer = answers[url.slice(url.indexOf('/', 8))]
    if (request.headers.get('If-None-Match')) return new Response(null, { status: 304, headers: answer.headers })
    return new Response(answer.body, { headers: answer.headers })
  },
}`

export const load = async (
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
    const headers = { host: HOST, ...(route.conditional && { 'If-None-Match': etag }) }
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

/** Runs the comparison; `report` is told of progress. */
export const benchHttp = async (report: (line: string) => void): Promise<HttpRow[]> => {
  const own = await bundle('../../src/reading/index.ts')
  const scratch = await start({ undersigned: own })
  const answers: Parameters<typeof bareWorker>[0] = {}
  for (const { path } of ROUTES) {
    await (await scratch.dispatchFetch(ORIGIN + path)).text()
    const response = await scratch.dispatchFetch(ORIGIN + path)
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
