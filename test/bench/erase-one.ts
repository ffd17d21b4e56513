/**
 * `erase-one.ts <how> <folder> <count>`: in a process of its own, and what it took as JSON. `publish` fills the folder
 * with a list and a store that has that letter published; `erase` takes the one in the middle out of both, as the
 * command does.
 */
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openSpool } from '../../src/cli/spool.ts'
import { eraseFromData, findInData } from '../../src/editing/erase-signatory.ts'
import { COLUMNS, fieldsOf } from '../../src/letter/columns.ts'
import { csvRecord } from '../../src/letter/csv.ts'
import { compile } from '../../src/publishing/compile.ts'
import { erase } from '../../src/publishing/erase/erase.ts'
import { planErasure } from '../../src/publishing/erase/plan.ts'
import { catalogueEntry, nextHead } from '../../src/publishing/head.ts'
import { readLive } from '../../src/publishing/live.ts'
import { drain } from '../../src/publishing/pairs.ts'
import { catalogueKey, headKey } from '../../src/revision/keys.ts'
import { syntheticLetter, syntheticSignatories, syntheticSignatory } from '../synthetic.ts'
import { createFileKv } from './file-kv.ts'

const [how = '', folder = '', count = ''] = process.argv.slice(2)
const total = Number(count)
const { signatories: _, ...letter } = syntheticLetter(0)
const { slug } = letter
const store = join(folder, 'kv')
const kv = createFileKv(store)

function* csv(): Generator<string> {
  yield csvRecord(COLUMNS)
  for (const signatory of syntheticSignatories(total)) yield csvRecord(fieldsOf(signatory, COLUMNS))
}

const publish = async (): Promise<void> => {
  mkdirSync(store)
  await pipeline(Readable.from(csv()), createWriteStream(join(folder, 'signatories.csv')))
  const compiled = await drain(compile(letter, syntheticSignatories(total)), (pair) => kv.put([pair]))
  const published = '2020-03-01T12:00:00.000Z'
  await kv.put([
    { key: headKey(slug), value: JSON.stringify(nextHead(compiled, published)) },
    { key: catalogueKey, value: JSON.stringify([catalogueEntry(compiled, { published })]) },
  ])
}

const eraseOne = async (): Promise<object> => {
  const { id } = syntheticSignatory(Math.floor(total / 2))
  const live = await readLive(kv, [slug])
  const { known } = await findInData(folder, id)
  using spool = openSpool()
  const erasure = await planErasure(kv, live, slug, id, spool, { known })
  const planned = performance.now()
  await eraseFromData(folder, id)
  await erase(kv, live, erasure, spool)
  const { user, system } = process.cpuUsage()
  return {
    // Of all threads: other work on the machine makes it no longer.
    'processor (s)': Math.round((user + system) / 1e5) / 10,
    'planning (s)': Math.round((planned - start) / 100) / 10,
    'erasing (s)': Math.round((performance.now() - planned) / 100) / 10,
    'peak RSS (MiB)': Math.round(process.resourceUsage().maxRSS / 1024),
    written: erasure.write.length + erasure.tombstones.length,
    removed: erasure.remove.length,
  }
}

const start = performance.now()
if (how === 'publish') await publish()
console.log(JSON.stringify(how === 'publish' ? {} : await eraseOne()))
