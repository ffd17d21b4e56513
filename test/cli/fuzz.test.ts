/**
 * The commands over real files that were damaged: never a stack trace, every problem at its place, and exit codes 0, 1
 * and 2 alone. FUZZ_SECONDS gives it as long as that, for a run by hand.
 */
import { mkdir, mkdtemp, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { checkLetter } from '../../src/cli/read-letters.ts'
import { formatDiagnostic } from '../../src/editing/diagnostic.ts'
import { CSV, createProject, LETTER, type Project } from './project.ts'

const RUNS = 100
const { FUZZ_SECONDS } = process.env
const SLUG = 'un-human-rights-council-2018'
const letter = await readFile(`data/${SLUG}/letter.en.md`)
const list = await readFile(`data/${SLUG}/signatories.csv`)
const translation = Buffer.from(letter.toString().replace(/^date:.*$/m, 'translation_of: en'))
const everyColumn = Buffer.from(`id,name,type,acronym,role,affiliation,country,url,signed,withdrawn,printed_as
ada,Ada Example,person,,Professor,"University, of X",KE,https://example.org/a,2020-01-02,,
b,B,organisation,BB,,,FR,,2020-01-02,2021-01-01,"B ""quoted""
line"
`)

const lines = (bytes: Buffer): string[] => bytes.toString('latin1').split('\n')
const joined = (all: string[]): Buffer => Buffer.from(all.join('\n'), 'latin1')
const at = (share: number, length: number): number => Math.floor(share * length)

const PIECES = ['"', ',', ';', '\t', '\r', '\n', '\0', '\ufeff', '---', '#', '<b>', '[x](', '\u001b[2J', '\u202e', '`', '*', '> ', '- ', '&#0;', 'a@b.org', 'é', '{{', '\\', 'title: ', 'date: 2020-01-01', 'translation_of: en'] // biome-ignore format: one line
const HEADERS = ['nane', '', 'Name', 'id', 'constructor', '__proto__', 'toString']

type Damage = (bytes: Buffer) => Buffer
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(share, fc.nat(7)).map(
    ([where, bit]): Damage =>
      (bytes) => {
        const copy = Buffer.from(bytes)
        const index = at(where, copy.length)
        if (copy.length > 0) copy[index] = (copy[index] ?? 0) ^ (1 << bit)
        return copy
      },
  ),
  share.map(
    (where): Damage =>
      (bytes) =>
        bytes.subarray(0, at(where, bytes.length)),
  ),
  fc.tuple(share, fc.integer({ min: 1, max: 3 })).map(
    ([where, count]): Damage =>
      (bytes) => {
        const all = lines(bytes)
        return joined(all.toSpliced(at(where, all.length), count))
      },
  ),
  fc.tuple(share, share).map(
    ([from, to]): Damage =>
      (bytes) => {
        const all = lines(bytes)
        return joined(all.toSpliced(at(to, all.length), 0, all[at(from, all.length)] ?? ''))
      },
  ),
  fc.tuple(share, fc.constantFrom(...PIECES)).map(
    ([where, piece]): Damage =>
      (bytes) => {
        const index = at(where, bytes.length)
        return Buffer.concat([bytes.subarray(0, index), Buffer.from(piece), bytes.subarray(index)])
      },
  ),
  fc.tuple(share, fc.constantFrom(...HEADERS)).map(
    ([where, name]): Damage =>
      (bytes) => {
        const [first = '', ...rest] = lines(bytes)
        const names = first.split(',')
        return joined([names.with(at(where, names.length), name).join(','), ...rest])
      },
  ),
  fc.constantFrom('\r\n', '\r', '\n\n').map((end): Damage => (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', end), 'latin1')), // biome-ignore format: one line
  fc.constant<Damage>((bytes) => Buffer.from(`\ufeff${bytes}`, 'utf16le')),
  fc.constant<Damage>(() => Buffer.alloc(0)),
  share.map(
    (where): Damage =>
      (bytes) => {
        const index = at(where, bytes.length)
        return Buffer.concat([bytes.subarray(0, index), Buffer.alloc(200_000, 'x'), bytes.subarray(index)])
      },
  ),
)
const damaged = (original: Buffer): fc.Arbitrary<Buffer> =>
  fc.array(damage, { maxLength: 4 }).map((all) => all.reduce((bytes, change) => change(bytes), original))

const home = process.cwd()
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-fuzz-'))
  await mkdir(join(root, 'data/a-letter'), { recursive: true })
  process.chdir(root)
})
afterAll(async () => {
  process.chdir(home)
  await rm(root, { recursive: true })
})

test('whatever happened to its files, a letter compiles or its problems are told, each at its place', {
  timeout: (Number(FUZZ_SECONDS ?? 0) + 120) * 1000,
}, async () => {
  const files = fc.record({
    'letter.en.md': damaged(letter),
    'letter.fr.md': damaged(translation),
    'signatories.csv': fc.oneof(damaged(list), damaged(everyColumn)),
  })
  let runs = 0
  await fc.assert(
    fc.asyncProperty(files, async (contents) => {
      runs++
      for (const [name, bytes] of Object.entries(contents)) await writeFile(`data/a-letter/${name}`, bytes)
      const { problems, warnings, compiled } = await checkLetter('a-letter')
      expect(compiled === undefined).toBe(problems.length > 0)
      for (const each of [...problems, ...warnings]) {
        expect(formatDiagnostic(each)).toMatch(/^data\/a-letter(?:\/[a-z.]+)?:[1-9]\d*:[1-9]\d*: ./)
        expect(`${each.message}${each.hint}`).not.toMatch(/undefined|NaN|\[object/)
      }
    }),
    FUZZ_SECONDS
      ? { numRuns: 1_000_000, interruptAfterTimeLimit: Number(FUZZ_SECONDS) * 1000 }
      : { numRuns: RUNS },
  )
  if (FUZZ_SECONDS) console.log(`${runs} damaged letters`)
})

const LIST = 'data/a-letter/signatories.csv'
const swap = (path: string, make: (path: string) => Promise<unknown>) => async (folder: string) => {
  await unlink(join(folder, path))
  await make(join(folder, path))
}
const column = (header: string) => (folder: string) => writeFile(join(folder, LIST), `${header}\na,A\n`)

describe('every command', () => {
  let project: Project
  beforeAll(async () => {
    project = await createProject()
  })
  afterAll(() => project.remove())

  it.each([
    ['no column for the name', column('id,nane'), `${LIST}:1:4: `],
    ['an escape sequence in a header', column('id,\u001b[2Jname'), `${LIST}:1:4: `],
    ['a folder for the list', swap(LIST, mkdir), `${LIST}:1:1: `],
    ['a link to itself for the list', swap(LIST, (path) => symlink(path, path)), `${LIST}:1:1: `],
    [
      'a link to nowhere for the letter',
      swap('data/a-letter/letter.en.md', (path) => symlink('none', path)),
      'data/a-letter/letter.en.md:1:1: ',
    ],
    [
      'a file whose name fakes a line',
      (folder: string) => writeFile(join(folder, 'data/a-letter/x\nb: right\u001b[2J'), ''),
      'data/a-letter/x\\u000ab: right\\u001b[2J:1:1: ',
    ],
  ])('with %s says where, and shows no more than text', { timeout: 120_000 }, async (_, harm, place) => {
    await project.write('data/a-letter/letter.en.md', LETTER)
    await project.write(LIST, CSV)
    await harm(project.root)
    for (const args of [['validate'], ['build'], ['publish', '--dry-run']]) {
      const { code, stdout, stderr } = await project.run(args)
      expect(code, args.join(' ')).toBe(1)
      expect(`${stdout}${stderr}`).toContain(place)
      expect(`${stdout}${stderr}`).not.toMatch(/^b: right|^ +at /m)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(`${stdout}${stderr}`).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/)
    }
    await rm(join(project.root, 'data'), { recursive: true })
  })
})
