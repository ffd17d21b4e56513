/** What a request costs an isolate that knows nothing, and the same one when it is warm. */
import { median } from './median.ts'
import type { Reads } from './workers/counted.ts'

/** Requests of each kind, cold and warm; what is told is their median. */
export const TIMES = 21

export type Cost = {
  'cold (ms)': number
  'warm (ms)': number
  /** Before the first byte. */
  'KV rounds': number
  'KV reads': number
  'KV (KiB)': number
  'body (KiB)': number
}

const kibibytes = (bytes: number): number => Number((bytes / 1024).toFixed(1))

const ask = async (url: string) => {
  const begin = performance.now()
  const response = await fetch(url, { redirect: 'manual' })
  let bytes = 0
  for await (const piece of response.body ?? []) bytes += piece.byteLength
  const milliseconds = performance.now() - begin
  // An address with `at` leads to one that never changes.
  if (response.status !== 200 && response.status !== 303)
    throw new Error(`${url} answered ${response.status}`)
  const { rounds } = JSON.parse(response.headers.get('X-KV') ?? '') as Reads
  const all = (await (await fetch(url, { method: 'PUT' })).json()) as Reads
  return { milliseconds, bytes, reads: { ...all, rounds } }
}

/** @param origin of `workers/counted.ts` */
export const coldAndWarm = async (origin: string, path: string, times = TIMES): Promise<Cost> => {
  const cold: Awaited<ReturnType<typeof ask>>[] = []
  const warm: number[] = []
  for (let time = 0; time < times; time++) {
    await fetch(origin, { method: 'DELETE' })
    cold.push(await ask(origin + path))
    warm.push((await ask(origin + path)).milliseconds)
  }
  const most = (of: keyof Reads) => Math.max(...cold.map(({ reads }) => reads[of]))
  return {
    'cold (ms)': Number(median(cold.map(({ milliseconds }) => milliseconds)).toFixed(1)),
    'warm (ms)': Number(median(warm).toFixed(1)),
    'KV rounds': most('rounds'),
    'KV reads': most('reads'),
    'KV (KiB)': kibibytes(most('bytes')),
    'body (KiB)': kibibytes(cold[0]?.bytes ?? 0),
  }
}
