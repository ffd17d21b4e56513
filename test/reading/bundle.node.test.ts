import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'

const KIB = 1024
/** What loads and starts fast everywhere; text that is not needed at once lies beside the Worker, in its assets. */
const BUDGET = 60 * KIB

type Metafile = { outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }> }

/** The packages and folders that weigh most, heaviest first. */
const heaviest = ({ outputs }: Metafile): string => {
  const weights = new Map<string, number>()
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.replace(/^(?:\.\.\/)*/, '')
      weights.set(name, (weights.get(name) ?? 0) + bytesInOutput)
    }
  }
  const sorted = [...weights].sort(([, a], [, b]) => b - a).slice(0, 15)
  return sorted.map(([name, bytes]) => `${(bytes / KIB).toFixed(1).padStart(8)} KiB  ${name}`).join('\n')
}

test('the Worker that Wrangler would upload is at most 60 KiB gzip', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await promisify(execFile)('npx', [
    'wrangler',
    'deploy',
    '--dry-run',
    '--outdir',
    folder,
    '--metafile',
    join(folder, 'meta.json'),
  ])
  const bytes = gzipSync(await readFile(join(folder, 'index.js'))).byteLength
  const parts = heaviest(JSON.parse(await readFile(join(folder, 'meta.json'), 'utf8')))
  expect(
    bytes,
    `${(bytes / KIB).toFixed(1)} KiB gzip; its largest parts, not compressed:\n${parts}`,
  ).toBeLessThanOrEqual(BUDGET)
})
