/** What it takes to erase one person from a letter of each size. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const SIZES = [1_000, 100_000, 1_000_000]

/** Each size in a process of its own, so that its memory is its own. */
export const eraseAtScale = async (report: (line: string) => void): Promise<object[]> => {
  const rows: object[] = []
  for (const count of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
    const run = async (how: string): Promise<object> => {
      const child = join(import.meta.dirname, 'erase-one.ts')
      return JSON.parse(
        (await promisify(execFile)(process.execPath, [child, how, folder, String(count)])).stdout,
      )
    }
    try {
      report(`publishing ${count} signatories`)
      await run('publish')
      report('erasing one')
      rows.push({ signatories: count, ...(await run('erase')) })
    } finally {
      await rm(folder, { recursive: true })
    }
  }
  return rows
}
