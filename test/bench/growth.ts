/** What a request costs as a list grows: time, KV, bytes and memory, when the isolate knows nothing and when it is warm. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { compile } from '../../src/publishing/compile.ts'
import { nextHead } from '../../src/publishing/head.ts'
import { drain } from '../../src/publishing/pairs.ts'
import { headKey } from '../../src/revision/keys.ts'
import { syntheticLetter, syntheticSignatories, syntheticSignatory } from '../synthetic.ts'
import { type Cost, coldAndWarm, TIMES } from './cold-and-warm.ts'
import { linePlot } from './line-plot.ts'
import { putInto } from './put-into.ts'
import { bundle, heapOf, start } from './workerd.ts'

const SIZES = [18, 1_000, 100_000, 1_000_000]
const SLUG = 'a-letter'
const PUBLISHED = '2020-03-01T12:00:00.000Z'
/** Of those that read all of a long list. */
const TIMES_WHOLE = 3
const LONG = 10_000
/** How long different requests fill the isolate's memory, in seconds. */
const FILLING = 8

export type GrowthRow = Cost & {
  signatories: number
  request: string
  /** Of the whole isolate, after different requests have filled its memory. */
  'isolate (MiB)': number
}

/** The requests that readers make, cut from the middle of the list where it has one. */
const requestsOf = (count: number, revision: string): Record<string, string> => ({
  letter: `/v1/letters/${SLUG}`,
  page: `/letters/${SLUG}`,
  'first names': `/v1/letters/${SLUG}/signatories`,
  'later names': `/v1/letters/${SLUG}/signatories?cursor=${revision}.${count >> 1}`,
  'by day': `/v1/letters/${SLUG}/counts?by=day`,
  'by country': `/v1/letters/${SLUG}/counts?by=country&lang=fr`,
  'names alone': `/v1/letters/${SLUG}/signatories?fields=name`,
  search: `/v1/letters/${SLUG}/signatories?q=amina`,
  'one signatory': `/v1/letters/${SLUG}/signatories/${syntheticSignatory(count >> 1).id}`,
})

/** Those that take time and bytes as the list is long. */
const wholeRequests: Record<string, string> = {
  CSV: `/letters/${SLUG}/signatories.csv`,
  'JSON Lines': `/letters/${SLUG}/signatories.jsonl`,
  'Data Package': `/letters/${SLUG}/datapackage.json`,
  bundle: `/letters/${SLUG}.bundle.zip`,
}

/** Addresses all over the letter, no two of them the same. */
const everywhere = (count: number, revision: string): string[] =>
  Array.from({ length: 2_000 }, (_, index) => {
    const place = Math.floor((index * count) / 2_000)
    const { id, name } = syntheticSignatory(place)
    const list = `/v1/letters/${SLUG}/signatories`
    return [
      `${list}?cursor=${revision}.${place}&limit=50`,
      `${list}?limit=${1 + (index % 400)}&q=${encodeURIComponent(name)}`,
      `${list}/${id}`,
    ][index % 3] as string
  })

type Miniflare = Awaited<ReturnType<typeof start>>

/** @returns the revision */
const publish = async (origin: string, count: number): Promise<string> => {
  const { signatories: _, ...letter } = syntheticLetter(0, SLUG)
  const compiled = await drain(compile(letter, syntheticSignatories(count)), (pair) =>
    putInto(origin, [pair]),
  )
  await putInto(origin, [{ key: headKey(SLUG), value: JSON.stringify(nextHead(compiled, PUBLISHED)) }])
  return compiled.revision.id
}

const heapAfter = async (miniflare: Miniflare, origin: string, paths: string[]): Promise<number> => {
  const load = autocannon({
    url: origin,
    connections: 4,
    duration: FILLING,
    requests: paths.map((path) => ({ path })),
  })
  // Asked while the isolate is busy: an idle one does not answer.
  await new Promise((resolve) => setTimeout(resolve, (FILLING - 1) * 1000))
  const heap = await heapOf(miniflare, 'counted')
  const { non2xx, errors } = await load
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} of the requests for memory failed`)
  return Number(heap.toFixed(1))
}

const measure = async (count: number, report: (line: string) => void): Promise<GrowthRow[]> => {
  const miniflare = await start({ counted: await bundle('workers/counted.ts') })
  try {
    report(`publishing ${count} signatories`)
    const { origin } = await miniflare.unsafeGetDirectURL('counted')
    const revision = await publish(origin, count)
    const rows: Omit<GrowthRow, 'isolate (MiB)'>[] = []
    const requests = { ...requestsOf(count, revision), ...wholeRequests }
    for (const [request, path] of Object.entries(requests)) {
      const times = request in wholeRequests && count > LONG ? TIMES_WHOLE : TIMES
      rows.push({ signatories: count, request, ...(await coldAndWarm(origin, path, times)) })
      report(JSON.stringify(rows.at(-1)))
    }
    await fetch(origin, { method: 'DELETE' })
    const heap = await heapAfter(miniflare, origin, everywhere(count, revision))
    return rows.map((row) => ({ ...row, 'isolate (MiB)': heap }))
  } finally {
    await miniflare.dispose()
  }
}

const plot = async (rows: GrowthRow[], of: 'cold (ms)' | 'KV (KiB)', title: string, file: string) => {
  const requests = ['page', 'later names', 'search', 'one signatory']
  const series = requests.map((name) => ({
    name,
    points: rows
      .filter(({ request }) => request === name)
      .map((row): [number, number] => [row.signatories, row[of]]),
  }))
  const folder = join(import.meta.dirname, '../../docs/pictures')
  await mkdir(folder, { recursive: true })
  const svg = linePlot({
    title,
    x: { label: 'signatories', log: true },
    y: { label: of, log: true },
    series,
  })
  await writeFile(join(folder, file), svg)
}

/** Measures, and draws `docs/pictures/growth-*.svg`. */
export const growth = async (report: (line: string) => void): Promise<GrowthRow[]> => {
  const rows: GrowthRow[] = []
  for (const count of SIZES) rows.push(...(await measure(count, report)))
  await plot(rows, 'cold (ms)', 'A first request of a new isolate', 'growth-time.svg')
  await plot(rows, 'KV (KiB)', 'What it reads of KV', 'growth-kv.svg')
  return rows
}
