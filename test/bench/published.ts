/** A letter of any length in a folder: its list as a file, and a store that has it published. */
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { COLUMNS, fieldsOf } from '../../src/letter/columns.ts'
import { csvRecord } from '../../src/letter/csv.ts'
import { compile } from '../../src/publishing/compile.ts'
import { catalogueEntry, nextHead } from '../../src/publishing/head.ts'
import type { Kv } from '../../src/publishing/kv.ts'
import { drain } from '../../src/publishing/pairs.ts'
import { catalogueKey, headKey } from '../../src/revision/keys.ts'
import { syntheticLetter, syntheticSignatories } from '../synthetic.ts'
import { createFileKv } from './file-kv.ts'

const { signatories: _, ...letter } = syntheticLetter(0)
export const { slug } = letter

/** The store in a folder. */
export const openStore = (folder: string): Kv => createFileKv(join(folder, 'kv'))

function* csv(total: number): Generator<string> {
  yield csvRecord(COLUMNS)
  for (const signatory of syntheticSignatories(total)) yield csvRecord(fieldsOf(signatory, COLUMNS))
}

export const publishInto = async (folder: string, total: number): Promise<void> => {
  mkdirSync(join(folder, 'kv'))
  const kv = openStore(folder)
  await pipeline(Readable.from(csv(total)), createWriteStream(join(folder, 'signatories.csv')))
  const compiled = await drain(compile(letter, syntheticSignatories(total)), (pair) => kv.put([pair]))
  const published = '2020-03-01T12:00:00.000Z'
  await kv.put([
    { key: headKey(slug), value: JSON.stringify(nextHead(compiled, published)) },
    { key: catalogueKey, value: JSON.stringify([catalogueEntry(compiled, { published })]) },
  ])
}

/** What this process took until now, with its start. */
export const cost = () => {
  const { user, system } = process.cpuUsage()
  return {
    // Of all threads: other work on the machine makes it no longer.
    'processor (s)': Math.round((user + system) / 1e5) / 10,
    'wall (s)': Math.round(performance.now() / 100) / 10,
    'peak RSS (MiB)': Math.round(process.resourceUsage().maxRSS / 1024),
  }
}
