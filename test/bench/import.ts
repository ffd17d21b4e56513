/** What it takes to bring a spreadsheet into a list of the same size, beside only reading that list. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { utils, write } from '@e965/xlsx'
import { writeSignatories } from '../../src/editing/write-signatories.ts'
import type { Signatory } from '../../src/letter/schema.ts'
import { syntheticSignatories, syntheticSignatory } from '../synthetic.ts'

const SIZE = 100_000
/** Of the spreadsheet's rows, so many are not in the list yet. */
const NEW = 10_000
const SLUG = 'a-letter'
const COMMAND = resolve('src/cli/undersigned.ts')

/** Loaded before the command: tells what it used, when it ends. */
const USAGE = `data:text/javascript,${encodeURIComponent(
  "import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(process.env.USAGE, JSON.stringify(process.resourceUsage())))",
)}`

const rowOf = (signatory: Signatory): Record<string, string> => ({
  Name: signatory.name,
  Type: signatory.type,
  Organisation: (signatory.type === 'person' ? signatory.affiliation : undefined) ?? '',
  Country: signatory.country ?? '',
})

const spreadsheet = (): Uint8Array => {
  const rows = Array.from({ length: SIZE }, (_, n) => rowOf(syntheticSignatory(n + NEW)))
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.json_to_sheet(rows, { dense: true }), 'Signatories')
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array
}

const run = async (folder: string, what: string, args: string[]): Promise<object> => {
  const usage = join(folder, 'usage.json')
  const start = performance.now()
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, ...args], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: `--import ${USAGE}`, USAGE: usage },
    maxBuffer: 2 ** 28,
  })
  const seconds = (performance.now() - start) / 1000
  const used = JSON.parse(await readFile(usage, 'utf8')) as NodeJS.ResourceUsage
  return {
    what,
    seconds: Number(seconds.toFixed(1)),
    processor: Number(((used.userCPUTime + used.systemCPUTime) / 1e6).toFixed(1)),
    'peak MiB': Math.round(used.maxRSS / 1024),
    said: stdout
      .split('\n')
      .find((line) => /\bnew\b/.test(line))
      ?.trim(),
  }
}

export const importAtScale = async (): Promise<object[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
  try {
    await mkdir(join(folder, 'data', SLUG), { recursive: true })
    await writeFile(
      join(folder, 'data', SLUG, 'letter.en.md'),
      '---\ntitle: A letter\ndate: 2018-01-01\naddressee: Somebody\n---\n\nDear Somebody,\n',
    )
    const list = writeSignatories([...syntheticSignatories(SIZE)])
    await writeFile(join(folder, 'data', SLUG, 'signatories.csv'), list)
    await writeFile(join(folder, 'list.xlsx'), spreadsheet())
    const importing = ['import', SLUG, 'list.xlsx', '--yes']
    return [
      await run(folder, `validate ${SIZE.toLocaleString('en')}`, ['validate', SLUG]),
      await run(folder, 'import the spreadsheet', importing),
      await run(folder, 'import it again', importing),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}
