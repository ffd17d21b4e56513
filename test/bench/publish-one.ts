/**
 * Reads, checks and compiles the letter in a folder (`data slug`) as a publish does, and prints what it took as JSON.
 * Then it reads the letter back from the pairs, written to files, and counts the bytes that requests would read.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatDiagnostic, isDiagnostic } from '../../src/editing/diagnostic.ts'
import { letterFolder } from '../../src/editing/read-data.ts'
import { openLetter } from '../../src/editing/read-letter.ts'
import type { Signatory } from '../../src/letter/schema.ts'
import { compile } from '../../src/publishing/compile.ts'
import { nextHead } from '../../src/publishing/head.ts'
import { drain } from '../../src/publishing/pairs.ts'
import { type Filter, openRevision } from '../../src/reading/store/open-revision.ts'
import { decodePart } from '../../src/revision/decode.ts'
import { partKey } from '../../src/revision/keys.ts'

const [data = '', slug = ''] = process.argv.slice(2)
const values = join(data, 'kv')
mkdirSync(values)
const fileOf = (key: string): string => join(values, key.slice(key.lastIndexOf('/') + 1))

const start = performance.now()
const { letter, signatories } = await openLetter(await letterFolder(slug, data))
if (letter === undefined) throw new Error('the letter cannot be read')
let read = 0

async function* checked(): AsyncGenerator<Signatory> {
  for await (const item of signatories()) {
    if (isDiagnostic(item)) throw new Error(formatDiagnostic(item))
    read++
    yield item
  }
}

let pairs = 0
let bytes = 0
let writing = 0
const compiled = await drain(compile(letter, checked()), ({ key, value }) => {
  pairs++
  const before = performance.now()
  const content = Buffer.from(value)
  bytes += content.length
  writeFileSync(fileOf(key), content)
  writing += performance.now() - before
})
const seconds = (performance.now() - start - writing) / 1000
const { user, system } = process.cpuUsage()
const peak = process.resourceUsage().maxRSS / 1024
const head = JSON.stringify(nextHead(compiled, '2020-03-01T12:00:00.000Z'))

/** Bytes that a request reads when nothing is in memory: the head and its parts. */
const bytesOf = async (
  use: (letter: ReturnType<typeof openRevision>) => Promise<unknown>,
): Promise<number> => {
  let total = head.length
  const seen = new Set<string>()
  await use(
    openRevision(slug, compiled.revision, (schema, names) =>
      Promise.all(
        names.map((name) => {
          const key = partKey(slug, name)
          const value = readFileSync(fileOf(key), 'utf8')
          if (!seen.has(key)) total += Buffer.byteLength(value)
          seen.add(key)
          return decodePart(schema, key, value)
        }),
      ),
    ),
  )
  return total
}

const active: Filter = { status: 'active' }
const middle = [Math.floor(read / 2)]
const most = async (...requests: Parameters<typeof bytesOf>[0][]): Promise<number> =>
  Math.ceil(Math.max(...(await Promise.all(requests.map(bytesOf)))) / 1024)

console.log(
  JSON.stringify({
    'seconds (read, check, compile)': Number(seconds.toFixed(2)),
    // Of all threads, with the writing of the files: other work on the machine makes it no longer.
    'processor (s)': Number(((user + system) / 1e6).toFixed(2)),
    'rows/s': Math.round(read / seconds),
    'peak RSS (MiB)': Math.round(peak),
    pairs,
    'written (MiB)': Number((bytes / 2 ** 20).toFixed(2)),
    'head (bytes)': head.length,
    'page (KiB read, most)': await most(
      (open) => open.list('letter', active, middle, 500),
      (open) => open.list('name', active, middle, 500),
      (open) => open.list('name', { ...active, country: 'KE' }, middle, 500),
    ),
    'search (KiB read, most)': await most(
      (open) => open.search('amina', active, [], 500),
      (open) => open.search('rights human', active, [], 500),
      (open) => open.search('国', active, [], 500),
      (open) => open.search('university', active, [], 500),
      (open) => open.search('amina university', active, [], 500),
    ),
    'signatory (KiB read)': await most((open) => open.signatory('zoe-haddad-0')),
  }),
)
