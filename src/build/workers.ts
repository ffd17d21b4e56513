/** The Workers as a repository of letters deploys them: `build/reading.js`, beside what is built of its letters. */
import { readFile } from 'node:fs/promises'
import { BUILT } from './built-json.ts'
import { sourceFile } from './places.ts'

/** Where each comes from, by its name in `build/`. */
export const WORKERS = {
  'reading.js': 'reading/index.ts',
  'staging.js': 'reading/staging.ts',
  'signing.js': 'signing/index.ts',
  'local.js': 'signing/local.ts',
}

/** The code of each, which imports what a build writes from its own folder: Wrangler bundles the two. */
export const readWorkers = (): Promise<[name: string, code: string][]> =>
  Promise.all(
    Object.entries(WORKERS).map(async ([name, entry]) => {
      const code = await readFile(sourceFile(entry), 'utf8')
      return [name, code.replaceAll(`"${BUILT}`, '"./')]
    }),
  )
