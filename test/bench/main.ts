/**
 * `npm run bench [-- name...]`: measurements, all or those named. Each writes a table, and beside it
 * `build/bench-<name>.json` with the machine, the versions and the date.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { makeRunFolder } from '../run-folder.ts'
import { coldStart } from './cold.ts'
import { atEachSize } from './each-size.ts'
import { growth } from './growth.ts'
import { benchHttp } from './http.ts'
import { importAtScale } from './import.ts'
import { lettersGrowth } from './letters.ts'
import { publishAtScale } from './publish.ts'
import { benchReader } from './reader.ts'
import { benchScale } from './scale.ts'

/** One table, or several by their titles. */
type Tables = object[] | Record<string, object[]>

const benchmarks: Record<string, () => Promise<Tables>> = {
  http: () => benchHttp(console.error),
  cold: coldStart,
  growth: async () => ({
    growth: await growth(console.error),
    'growth of a site': await lettersGrowth(console.error),
  }),
  publish: publishAtScale,
  erase: () => atEachSize('erase-one.ts', ['erase'], console.error),
  backup: () => atEachSize('backup-one.ts', ['backup', 'restore'], console.error),
  import: importAtScale,
  scale: benchScale,
  reader: () => benchReader(console.error),
}

const names = process.argv.slice(2)
const unknown = names.find((name) => benchmarks[name] === undefined)
if (unknown !== undefined) {
  console.error(`There is no benchmark ${unknown}; there is ${Object.keys(benchmarks).join(', ')}`)
  process.exit(2)
}

makeRunFolder()

const conditions = {
  date: new Date().toISOString(),
  machine: `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  versions: { node: process.versions.node, v8: process.versions.v8, icu: process.versions.icu },
}

for (const name of names.length > 0 ? names : Object.keys(benchmarks)) {
  const rows = (await benchmarks[name]?.()) ?? []
  for (const [title, table] of Array.isArray(rows) ? [[name, rows] as const] : Object.entries(rows)) {
    console.log(title)
    console.table(table)
  }
  await mkdir('build', { recursive: true })
  await writeFile(`build/bench-${name}.json`, `${JSON.stringify({ ...conditions, rows }, null, 2)}\n`)
}
console.log(JSON.stringify(conditions))
