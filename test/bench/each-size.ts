/** What is done to a published letter of each size, each time in a process of its own, so that its memory is its own. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const SIZES = [1_000, 100_000, 1_000_000]

/**
 * @param child a program beside this one, called as `<child> <how> <folder> <count>`, which prints JSON; `publish` is
 *   the first that it is told to do
 */
export const atEachSize = async (
  child: string,
  work: string[],
  report: (line: string) => void,
): Promise<object[]> => {
  const rows: object[] = []
  for (const signatories of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
    const run = async (how: string): Promise<object> => {
      report(`${how}: ${signatories} signatories`)
      const args = [join(import.meta.dirname, child), how, folder, String(signatories)]
      return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout)
    }
    try {
      await run('publish')
      for (const how of work) rows.push({ what: how, signatories, ...(await run(how)) })
    } finally {
      await rm(folder, { recursive: true })
    }
  }
  return rows
}
