import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Gives this process, and all that it starts, a temporary folder of its own, which goes when it ends: tests make
 * private keys, Wrangler and Chromium leave much behind, most of all where a test fails.
 */
export const makeRunFolder = (): void => {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-run-'))
  process.env.TMPDIR = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
}
