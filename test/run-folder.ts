import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const PREFIX = 'undersigned-run-'

/**
 * Gives this process, and all that it starts, a temporary folder of its own, which goes when it ends: tests make
 * private keys, Wrangler and Chromium leave much behind, most of all where a test fails.
 */
export const makeRunFolder = (): void => {
  // Vitest reads its configuration more than once.
  if (basename(tmpdir()).startsWith(PREFIX)) return
  const folder = mkdtempSync(join(tmpdir(), PREFIX))
  process.env.TMPDIR = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
}
