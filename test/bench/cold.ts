/**
 * What a new isolate costs before its first answer: the bundle's bytes, its evaluation, and a start against that of two bare
 * Workers, of which one reads KV once. Of a local KV the first read is dear.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { median } from './median.ts'
import { bundle, start } from './workerd.ts'

const ROUNDS = 9
const PATH = '/letters/un-human-rights-council-2018'
const BARE = 'export default { fetch: () => new Response("") }'
const READING =
  'export default { fetch: async (request, { LETTERS }) => new Response(await LETTERS.get("letter")) }'

const run = promisify(execFile)

/** Part of https://chromedevtools.github.io/devtools-protocol/v8/Profiler/#type-Profile; times in microseconds. */
type Profile = {
  nodes: { id: number; callFrame: { functionName: string } }[]
  samples: number[]
  timeDeltas: number[]
}

const middle = (values: number[]): number => Number(median(values).toFixed(1))

/** Milliseconds of processor time in which workerd evaluates the module, as Wrangler's profile of it has them. */
const evaluation = async (folder: string): Promise<number> => {
  const file = join(folder, 'startup.cpuprofile')
  await run('npx', ['wrangler', 'check', 'startup', '--outfile', file])
  const { nodes, samples, timeDeltas } = JSON.parse(await readFile(file, 'utf8')) as Profile
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id),
  )
  const busy = timeDeltas.filter((_, index) => !idle.has(samples[index] ?? 0))
  return busy.reduce((sum, delta) => sum + delta, 0) / 1000
}

/** Milliseconds from nothing to workerd's first answer, and to the one after it. */
const firstAnswers = async (script: string) => {
  const begin = performance.now()
  const miniflare = await start({ worker: script })
  try {
    const { origin } = await miniflare.unsafeGetDirectURL('worker')
    const timed = async (): Promise<number> => {
      const asked = performance.now()
      await (await fetch(origin + PATH)).arrayBuffer()
      return performance.now() - asked
    }
    const first = await timed()
    const whole = performance.now() - begin
    return { whole, first, second: await timed() }
  } finally {
    await miniflare.dispose()
  }
}

export const coldStart = async (): Promise<object[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  try {
    await run('npx', ['wrangler', 'deploy', '--dry-run', '--outdir', folder])
    const uploaded = await readFile(join(folder, 'index.js'))
    const evaluations: number[] = []
    for (let i = 0; i < ROUNDS; i++) evaluations.push(await evaluation(folder))

    const scripts = {
      undersigned: await bundle('../../src/reading/index.ts'),
      bare: BARE,
      'bare, one read of KV': READING,
    }
    const answers = new Map<string, Awaited<ReturnType<typeof firstAnswers>>[]>()
    for (let i = 0; i < ROUNDS; i++) {
      for (const [name, script] of Object.entries(scripts)) {
        answers.set(name, [...(answers.get(name) ?? []), await firstAnswers(script)])
      }
    }
    const firstOf = (name: string): number => median((answers.get(name) ?? []).map(({ first }) => first))
    return Array.from(answers, ([worker, times]) => ({
      worker,
      ...(worker === 'undersigned' && {
        'bundle (KiB)': Number((uploaded.byteLength / 1024).toFixed(1)),
        'gzip (KiB)': Number((gzipSync(uploaded).byteLength / 1024).toFixed(1)),
        'evaluation (ms)': middle(evaluations),
      }),
      'workerd start to first answer (ms)': middle(times.map(({ whole }) => whole)),
      'first answer (ms)': middle(times.map(({ first }) => first)),
      'of bare': Number((firstOf(worker) / firstOf('bare')).toFixed(1)),
      'second answer (ms)': middle(times.map(({ second }) => second)),
    }))
  } finally {
    await rm(folder, { recursive: true })
  }
}
