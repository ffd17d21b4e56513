/**
 * Requests a second and latency of the Worker against three others, in the same workerd: `bare`, which returns constants
 * (the limit); `naive`, one KV read and one JSON.stringify a request; and `hono-cache`. It takes turns with one of them at a
 * time: of several, whoever comes after a slow one pays for what that has left to do.
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
const RIVALS = ['bare', 'naive', 'hono-cache'] as const
type WorkerName = 'undersigned' | (typeof RIVALS)[number]

const ROUNDS = 8
const SECONDS = 2
/** Until V8 has made room for the heap of a new isolate. What a first answer takes, `cold.ts` measures. */
const SECONDS_TO_GROW = 5
const CONNECTIONS = 16

type Route = { name: string; paths: string[]; conditional?: true }

const LIST = `/v1/letters/${SLUG}/signatories`
const times = <Item>(count: number, make: (n: number) => Item): Item[] =>
  Array.from({ length: count }, (_, n) => make(n))

/** Some thousand addresses, so that no answer is the one before: pages, searches, filters and single signatories. */
const spread = (ids: string[]): string[] => [
  ...times(499, (n) => `${LIST}?limit=${n + 1}`),
  ...times(676, (n) => `${LIST}?q=${String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))}`),
  ...times(1_000, (n) => `${LIST}?signed_after=${new Date(n * 86_400_000).toISOString().slice(0, 10)}`),
  ...ids.map((id) => `${LIST}/${id}`),
]

const ROUTES: Route[] = [
  { name: 'letter JSON', paths: [`/v1/letters/${SLUG}`] },
  { name: 'signatories JSON', paths: [`/v1/letters/${SLUG}/signatories`] },
  { name: 'page', paths: [`/letters/${SLUG}`] },
  { name: 'iframe', paths: [`/embed/${SLUG}`] },
  { name: 'widget', paths: ['/widget.js'] },
  { name: 'search', paths: [`/v1/letters/${SLUG}/signatories?q=rights`] },
  { name: '304', paths: [`/v1/letters/${SLUG}`], conditional: true },
]

/** `rate` in requests a second, `p99` in milliseconds, `processor`: microseconds of workerd's time a request. */
type Sample = { rate: number; p99: number; processor: number }
/** The medians of our own figures, and of their ratios to those of the Worker `against`, round by round. */
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
  origin: string,
  route: Route,
  etag: string,
  seconds: number,
): Promise<Sample> => {
  const times: number[] = []
  const wanted = route.conditional ? 304 : 200
  const before = await processorTime(pid)
  const duration = await new Promise<number>((resolve, reject) => {
    const headers = { host: HOST, ...(route.conditional && { 'If-None-Match': etag }) }
    const requests = route.paths.map((path) => ({ path }))
    const run = autocannon(
      { url: origin, connections: CONNECTIONS, duration: seconds, headers, requests },
      (error, result) => (error ? reject(error) : resolve(result.duration)),
    )
    run.on('response', (_client, status, _bytes, time) => {
      if (status !== wanted) reject(new Error(`${origin}${route.paths[0]} answered ${status}, not ${wanted}`))
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
  const read = await readLetter(await letterFolder(SLUG))
  if ('problems' in read) throw new Error(`data/${SLUG} has problems`)
  const { letter } = read
  const routes = [...ROUTES, { name: 'spread', paths: spread(letter.signatories.map(({ id }) => id)) }]
  const answers: Parameters<typeof bareWorker>[0] = {}
  for (const path of routes.flatMap(({ paths }) => paths)) {
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
    const kv = (await miniflare.getKVNamespace('LETTERS', 'undersigned')) as unknown as KVNamespace
    const { pairs, compiled } = await compileWhole(letter)
    const head = nextHead(compiled, new Date().toISOString())
    for (const { key, value } of [...pairs, { key: headKey(SLUG), value: JSON.stringify(head) }])
      await kv.put(key, value)
    for (const { paths } of ROUTES)
      for (const path of paths) await kv.put(`naive:${path}`, answers[path]?.body ?? '')

    const pid = await workerdPid()
    const origins = {} as Record<WorkerName, string>
    for (const name of ['undersigned', ...RIVALS] as const)
      origins[name] = (await miniflare.unsafeGetDirectURL(name)).origin

    const rows: HttpRow[] = []
    for (const [index, route] of routes.entries()) {
      const etags = {} as Record<WorkerName, string>
      for (const name of ['undersigned', ...RIVALS] as const) {
        const response = await fetch(origins[name] + route.paths[0])
        await response.text()
        etags[name] = response.headers.get('ETag') ?? ''
      }
      const measure = (name: WorkerName, seconds: number) =>
        load(pid, origins[name], route, etags[name], seconds)
      // A naive Worker has no validator, so it has no 304 to be measured; nor has it a thousand addresses.
      const rivals = RIVALS.filter((name) =>
        route.paths.length > 1 ? name === 'bare' : !route.conditional || etags[name] !== '',
      )
      for (const against of rivals) {
        const rounds: { own: Sample; rival: Sample }[] = []
        for (const name of ['undersigned', against] as const)
          await measure(name, index === 0 ? SECONDS_TO_GROW : 1)
        for (let i = 0; i < ROUNDS; i++) {
          const samples = {} as Record<WorkerName, Sample>
          // Whoever goes first pays for what the other has left to do: by turns.
          const order = ['undersigned', against] as const
          for (const name of i % 2 === 0 ? order : order.toReversed())
            samples[name] = await measure(name, SECONDS)
          rounds.push({ own: samples.undersigned, rival: samples[against] })
        }
        const middle = (of: keyof Sample) => round(median(rounds.map(({ own }) => own[of])))
        const ratio = (of: keyof Sample) => round(median(rounds.map(({ own, rival }) => own[of] / rival[of])))
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
