/** Both real Workers, as `wrangler dev` runs them on one port, over a KV and objects of their own. Runs in Node. */

import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTestHarness } from 'wrangler'
import type { SignedLetter } from '../../src/letter/schema.ts'
import type { Signing } from '../../src/letter/signing.ts'
import { pairsOf } from './open-letter.ts'

const ROOT = join(import.meta.dirname, '../..')
export const MODERATOR = 'moderator@example.org'
export const TOKEN = 'a token of the tests'

export type Sites = Awaited<ReturnType<typeof startSites>>

/**
 * @param letter is open for signing, published as the command line does it
 * @param root the folder of the project
 */
export const startSites = async (letter: SignedLetter, signing: Signing, root = ROOT) => {
  const harness = createTestHarness({
    root,
    workers: [
      { configPath: './wrangler.local.toml' },
      { configPath: './wrangler.toml' },
      {
        configPath: './wrangler.signing.toml',
        secrets: {
          SIGNING_SECRET: 'a secret of the tests, of 32 characters and more',
          SIGNONS_TOKEN: TOKEN,
          MODERATORS: MODERATOR,
        },
      },
    ],
  })
  const { url } = await harness.listen()
  const { LETTERS: kv } = await harness.getWorker<Env>('undersigned').getEnv()
  for (const { key, value } of await pairsOf(letter, signing)) await kv.put(key, value)

  const seen = new Set<string>()
  const folder = join(root, '.wrangler/tmp/email')
  /** The link in the next mail that leads here, by its text; each is given once. */
  const nextLink = async (contains: string): Promise<string> => {
    for (let tries = 0; tries < 150; tries++) {
      for await (const path of glob('*/email-text/*.txt', { cwd: folder })) {
        const text = seen.has(path) ? '' : await readFile(join(folder, path), 'utf8')
        const link = /http:\S+/.exec(text)?.[0] ?? ''
        if (!link.startsWith(url.origin) || !link.includes(contains)) continue
        seen.add(path)
        return link
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    throw new Error(`no mail with a link to ${contains}`)
  }
  return { origin: url.origin, kv, nextLink, logs: () => harness.getLogs(), close: () => harness.close() }
}
