/** What it takes to publish a few names more, by appending them and by compiling all names anew. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { median } from './median.ts'

/** How many are published, and how many more come. */
const CASES = [
  [1_000, 1],
  [100_000, 1],
  [100_000, 100],
] as const
const ROUNDS = 3

type Cost = { seconds: number; processor: number; reads: number; writes: number; held: number }

const rounded = (value: number): number => Number(value.toPrecision(3))

/** Each way in a process of its own, so that its memory is its own; the two take turns. */
export const appendAtScale = async (report: (line: string) => void): Promise<object[]> => {
  const rows: object[] = []
  let folder: string | undefined
  let filled = 0
  const run = async (how: string, added: number, ...flags: string[]): Promise<Cost> => {
    const child = join(import.meta.dirname, 'append-one.ts')
    const args = [...flags, child, how, folder ?? '', String(filled), String(added)]
    return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout)
  }
  const empty = async () => {
    if (folder !== undefined) await rm(folder, { recursive: true })
    folder = undefined
  }
  try {
    for (const [published, added] of CASES) {
      if (filled !== published) {
        await empty()
        folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
        filled = published
        report(`publishing ${published} signatories`)
        await run('publish', 0)
      }
      const anew: Cost[] = []
      const appended: Cost[] = []
      for (let round = 0; round < ROUNDS; round++) {
        report(`${added} more, round ${round + 1}`)
        anew.push(await run('compile', added))
        appended.push(await run('append', added))
      }
      const of = (costs: Cost[], what: keyof Cost): number => median(costs.map((cost) => cost[what]))
      report(`${added} more, memory`)
      const { held: heldAnew } = await run('compile', added, '--expose-gc')
      const { held } = await run('append', added, '--expose-gc')
      rows.push({
        published,
        added,
        'appending (s)': rounded(of(appended, 'seconds')),
        'anew (s)': rounded(of(anew, 'seconds')),
        'seconds, appending against anew': rounded(of(appended, 'seconds') / of(anew, 'seconds')),
        'processor, appending against anew': rounded(of(appended, 'processor') / of(anew, 'processor')),
        'KV reads': of(appended, 'reads'),
        'KV writes': of(appended, 'writes'),
        'KV writes, anew': of(anew, 'writes'),
        'memory held (MiB)': rounded(held),
        'memory held, anew (MiB)': rounded(heldAnew),
        'memory, appending against anew': rounded(held / heldAnew),
      })
      report(JSON.stringify(rows.at(-1)))
    }
  } finally {
    await empty()
  }
  return rows
}
