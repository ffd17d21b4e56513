/**
 * `append-one.ts <how> <folder> <published> <added>`: one way to publish `added` names more, in a process of its own, and
 * what it took as JSON. `publish` fills the folder, which stands for KV, and keeps the revision in it; `compile` compiles
 * all names anew and leaves out what is there; `append` appends. With `--expose-gc` it tells how much memory it holds at
 * most, in MiB, beside what it held when it began, and its time is of no use.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { append } from '../../src/publishing/append.ts'
import { type Compiled, compile } from '../../src/publishing/compile.ts'
import type { Pair } from '../../src/revision/layout.ts'
import { syntheticLetter, syntheticSignatories, syntheticSignatory } from '../synthetic.ts'

const [how = '', folder = '', ...counts] = process.argv.slice(2)
const [published = 0, added = 0] = counts.map(Number)
const HEAD = join(folder, 'head.json')
const fileOf = (key: string): string => join(folder, key.replaceAll('/', ' '))
const { signatories: _, ...letter } = syntheticLetter(0)

let reads = 0
const read = (key: string): Promise<string> => {
  reads++
  return readFile(fileOf(key), 'utf8')
}

const pairsOf: Record<string, () => AsyncGenerator<Pair, Compiled>> = {
  publish: () => compile(letter, syntheticSignatories(published)),
  compile: () => compile(letter, syntheticSignatories(published + added)),
  append: () =>
    append(
      JSON.parse(readFileSync(HEAD, 'utf8')),
      read,
      Array.from({ length: added }, (_, n) => syntheticSignatory(published + n)),
    ),
}

const held = (): number => {
  global.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}

const there = new Set(readdirSync(folder))
const heldBefore = held()
let most = 0
let nextSample = 0
const sample = (): void => {
  const begin = performance.now()
  if (global.gc === undefined || begin < nextSample) return
  most = Math.max(most, held() - heldBefore)
  // Collecting takes long where much is held, and should not take most of the time.
  nextSample = performance.now() + 3 * (performance.now() - begin)
}

const start = performance.now()
let writes = 0
const pairs = pairsOf[how]?.()
for (let step = await pairs?.next(); step !== undefined; step = await pairs?.next()) {
  if (step.done) {
    if (how === 'publish')
      writeFileSync(HEAD, JSON.stringify({ slug: letter.slug, revision: step.value.revision }))
    break
  }
  sample()
  const { key, value } = step.value
  const file = fileOf(key)
  if (there.has(file.slice(folder.length + 1))) continue
  writes++
  if (how === 'publish') await writeFile(file, value)
}
const { user, system } = process.cpuUsage()
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1000,
    processor: (user + system) / 1e6,
    reads,
    writes,
    held: most,
  }),
)
