/** What publishing costs at each size, and what a request then reads. */
import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { COLUMNS, fieldsOf } from '../../src/letter/columns.ts'
import { csvRecord } from '../../src/letter/csv.ts'
import { syntheticSignatories } from '../synthetic.ts'

const SIZES = [18, 1_000, 100_000, 1_000_000]
const SLUG = 'a-letter'

function* csv(count: number): Generator<string> {
  yield csvRecord(COLUMNS)
  let rows: string[] = []
  for (const signatory of syntheticSignatories(count)) {
    if (rows.push(csvRecord(fieldsOf(signatory, COLUMNS))) < 1000) continue
    yield rows.join('')
    rows = []
  }
  yield rows.join('')
}

/** Each size in a process of its own, so that its memory is its own. */
export const publishAtScale = async (): Promise<object[]> => {
  const rows: object[] = []
  for (const count of SIZES) {
    const data = await mkdtemp(join(tmpdir(), 'undersigned-bench-'))
    try {
      await mkdir(join(data, SLUG))
      await writeFile(
        join(data, SLUG, 'letter.en.md'),
        '---\ntitle: A letter\ndate: 2020-02-29\naddressee: Somebody\n---\n\nDear Somebody,\n',
      )
      await pipeline(csv(count), createWriteStream(join(data, SLUG, 'signatories.csv')))
      const child = join(import.meta.dirname, 'publish-one.ts')
      const { stdout } = await promisify(execFile)(process.execPath, [child, data, SLUG])
      rows.push({ signatories: count, ...JSON.parse(stdout) })
    } finally {
      await rm(data, { recursive: true })
    }
  }
  return rows
}
