/**
 * What the register's isolate holds while it publishes so many at once: the real object in a real workerd, on a real local
 * KV. An isolate on Cloudflare may hold 128 MiB. It ends when all are published, or after so many seconds.
 *
 *     node test/bench/register.ts 100000 1200
 */
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { letterSignedBy } from '../letters.ts'
import { pairsOf } from '../signing/open-letter.ts'
import { bundle, sampleHeap, start, workerdPid } from './workerd.ts'

const [total, seconds] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 1_200)]
const CHUNK = 1_000

const miniflare = await start({ register: await bundle('workers/register.ts') }, true)
try {
  const kv = await miniflare.getKVNamespace('LETTERS', 'register')
  const signing = { who: 'both' as const, moderation: 'before' as const, fields: [] }
  for (const { key, value } of await pairsOf(letterSignedBy(18), signing)) await kv.put(key, value)
  const ask = async (path: string): Promise<{ published: number; steps: number; longest: number }> =>
    (await miniflare.dispatchFetch(`http://letters.example${path}`)).json() as Promise<never>
  for (let from = 0; from < total; from += CHUNK) await ask(`/fill?from=${from}&count=${CHUNK}`)

  const stop = await sampleHeap(miniflare, 'register')
  const began = performance.now()
  await ask('/wake')
  let now = await ask('/count')
  while (now.published < total && performance.now() - began < seconds * 1000) {
    await setTimeout(1_000)
    now = await ask('/count')
  }
  const took = (performance.now() - began) / 1000
  const peak = /VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${await workerdPid()}/status`, 'utf8'))?.[1]
  console.log(
    `${now.published} of ${total} published after ${took.toFixed(0)} s and ${now.steps} steps, the longest of ${(now.longest / 1000).toFixed(0)} s; ` +
      `the isolate held at most ${stop().toFixed(0)} MiB, and the whole process, with KV, SQLite and garbage, ${(Number(peak) / 1024).toFixed(0)}`,
  )
} finally {
  await miniflare.dispose()
}
