/**
 * The whole way of an import, over the files themselves: a source of any format is read, mapped and merged, and the
 * list is written and read again.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainMerge, explainSource, reportOf, withoutAddresses } from '../../../src/cli/import-report.ts'
import { formatDiagnostic } from '../../../src/editing/diagnostic.ts'
import { moveTo, rename, replaceIn } from '../../../src/editing/edit-signatories.ts'
import { summaryOf } from '../../../src/editing/import/choose-lists.ts'
import { type MergedList, mergeLists } from '../../../src/editing/import/merge.ts'
import { type ListFile, readList, saveList } from '../../../src/editing/list-file.ts'
import { hideEmailAddresses } from '../../../src/letter/email-addresses.ts'
import type { Signatory } from '../../../src/letter/schema.ts'
import { type Given, type Mapped, mapped } from './mapped.ts'

/** More by hand: RUNS=2000 npx vitest run --project node test/editing/import/file-cycle.test.ts */
const RUNS = Number(process.env.RUNS ?? 6)

type Signer = { name: string; affiliation: string; email: string }

const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`
const markup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const columns = ({ name, affiliation, email }: Signer) => ({
  Name: name,
  Affiliation: affiliation,
  Email: email,
})
const line = ({ name, affiliation }: Signer): string =>
  affiliation === '' ? name : `${name}, ${affiliation}`
const delimited = (delimiter: string) => (signers: Signer[]) =>
  [['Name', 'Affiliation', 'Email'], ...signers.map((each) => Object.values(columns(each)))]
    .map((cells) => cells.map(csvCell).join(delimiter))
    .join('\n')
const workbook = (bookType: 'xlsx' | 'ods') => (signers: Signer[]) => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.json_to_sheet(signers.map(columns)), 'Signatories')
  return new Uint8Array(write(book, { type: 'array', bookType }))
}

/** Every format that is read, and how it says who signed. */
const FORMATS: Record<string, (signers: Signer[]) => string | Uint8Array> = {
  'list.csv': delimited(','),
  'semicolons.csv': (signers) => `\ufeff${delimited(';')(signers)}`,
  'list.tsv': delimited('\t'),
  'utf16.csv': (signers) => new Uint8Array(Buffer.from(`\ufeff${delimited('\t')(signers)}`, 'utf16le')),
  'list.xlsx': workbook('xlsx'),
  'list.ods': workbook('ods'),
  'list.json': (signers) => JSON.stringify({ signatories: signers.map(columns) }),
  'by-id.json': (signers) =>
    JSON.stringify(Object.fromEntries(signers.map((each, index) => [`-N${index}x`, columns(each)]))),
  'list.jsonl': (signers) => signers.map((each) => JSON.stringify(columns(each))).join('\n'),
  'list.yaml': (signers) =>
    signers
      .map((each) =>
        Object.entries(columns(each))
          .map(([key, value], index) => `${index === 0 ? '- ' : '  '}${key}: ${JSON.stringify(value)}`)
          .join('\n'),
      )
      .join('\n'),
  'list.toml': (signers) =>
    signers
      .map((each) =>
        [
          '[[signatories]]',
          ...Object.entries(columns(each)).map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
        ].join('\n'),
      )
      .join('\n\n'),
  'table.md': (signers) =>
    `# Letter\n\n- a demand\n\n## Signatories\n\n|Name|Affiliation|Email|\n|-|-|-|\n${signers
      .map((each) => `|${Object.values(columns(each)).join('|')}|`)
      .join('\n')}\n`,
  'list.md': (signers) =>
    `# Letter\n\n## Signatories\n\n${signers.map((each) => `- ${line(each)}`).join('\n')}\n`,
  'lines.md': (signers) => `Signed,\n\n${signers.map((each) => `${line(each)}<br>`).join('\n')}\n`,
  'details.md': (signers) =>
    `<details><summary>Signatories</summary>\n\n${signers.map((each) => `1. ${line(each)}`).join('\n')}\n\n</details>\n`,
  'table.html': (signers) =>
    `<table><thead><tr><th>Name</th><th>Affiliation</th><th>Email</th></tr></thead>${signers
      .map(
        (each) =>
          `<tr>${Object.values(columns(each))
            .map((cell) => `<td>${markup(cell)}</td>`)
            .join('')}</tr>`,
      )
      .join('\n')}</table>`,
  'list.html': (signers) =>
    `<h2>Signatories</h2><ul>${signers.map((each) => `<li>${markup(line(each))}</li>`).join('\n')}</ul>`,
  'list.txt': (signers) => `Signed:\n\n${signers.map(line).join('\n')}\n`,
}

/** A word that is in no other name. */
const word = (n: number): string =>
  `Q${String(n).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}x`
const signers = fc
  .uniqueArray(
    fc.record({
      given: fc.constantFrom('Ada', 'Bo', 'Dr. Cleo', 'Zoë', 'Ana María', 'Эва', "O'Dee"),
      n: fc.integer({ min: 0, max: 999_999 }),
      affiliation: fc.constantFrom('', 'Example University', 'Org für Übung', 'Институт', 'Smith & Sons Ltd'),
    }),
    { minLength: 1, maxLength: 8, selector: ({ n }) => n },
  )
  .map((all) =>
    all.map(
      ({ given, n, affiliation }): Signer => ({
        name: `${given} ${word(n)}`,
        affiliation,
        email: `${word(n).toLowerCase()}@mail.example`,
      }),
    ),
  )
const formats = fc.constantFrom(...Object.keys(FORMATS))

type Ran = { merged: MergedList; result: Mapped; said: string }

class Letter {
  readonly folder: string
  constructor(folder: string) {
    this.folder = folder
  }
  async open(): Promise<ListFile> {
    const list = await readList('.', this.folder)
    return 'problems' in list ? expect.fail(JSON.stringify(list.problems)) : list
  }
  async import(file: string, from: Signer[], given: Given = {}): Promise<Ran> {
    const make = FORMATS[file]
    if (make === undefined) throw new Error(`no format ${file}`)
    const result = await mapped(file, make(from), { type: 'person', ...given })
    expect({ questions: result.questions, problems: result.problems }).toEqual({
      questions: [],
      problems: [],
    })
    const list = await this.open()
    const merged = mergeLists(list.signatories, result.candidates, {
      file,
      slug: 'a-letter',
      memory: list.memory,
      wasGiven: list.wasGiven,
    })
    await saveList(list, merged.signatories, merged.memory)
    const { lists, unread } = result.source
    const report = { file, lists: lists.map(summaryOf), unread, chosen: result.chosen, mapped: result }
    const { signatories, memory, ...merge } = merged
    const said = [
      ...explainSource(report),
      ...explainMerge(merged),
      ...[...result.warnings, ...result.source.warnings, ...merged.questions].map(formatDiagnostic),
    ]
    return {
      merged,
      result,
      said: [
        ...said.map(hideEmailAddresses),
        JSON.stringify(withoutAddresses({ ...reportOf(report), merge })),
      ].join('\n'),
    }
  }
  async edit(change: (list: Signatory[]) => Signatory[]): Promise<void> {
    const list = await this.open()
    await saveList(list, change(list.signatories))
  }
  text(): Promise<string> {
    return readFile(join(this.folder, 'signatories.csv'), 'utf8')
  }
}

const withLetter = async (run: (letter: Letter) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-cycle-'))
  try {
    await run(new Letter(folder))
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe.each(Object.keys(FORMATS))('%s', { timeout: 600_000 }, (file) => {
  it('loses no name', async () => {
    await fc.assert(
      fc.asyncProperty(signers, (all) =>
        withLetter(async (letter) => {
          await letter.import(file, all)
          const { signatories } = await letter.open()
          expect(signatories.map(({ name }) => name)).toEqual(all.map(({ name }) => name))
        }),
      ),
      { numRuns: RUNS },
    )
  })

  it('changes nothing when it is imported again', async () => {
    await fc.assert(
      fc.asyncProperty(signers, (all) =>
        withLetter(async (letter) => {
          await letter.import(file, all)
          const before = await letter.text()
          const { merged } = await letter.import(file, all)
          expect(merged).toMatchObject({ added: [], changed: [], gone: [], same: all.length })
          expect(await letter.text()).toBe(before)
        }),
      ),
      { numRuns: RUNS },
    )
  })

  it('lets no e-mail address out, into what is said or into any file', async () => {
    await fc.assert(
      fc.asyncProperty(signers, fc.boolean(), (all, keyed) =>
        withLetter(async (letter) => {
          const cell = fc.sample(fc.constantFrom('name', 'affiliation'), {
            numRuns: all.length,
            seed: all.length,
          })
          const leaking = all.map((each, index) => {
            const into = cell[index] ?? 'name'
            return { ...each, [into]: `${each[into]} (${each.email})`.trim() }
          })
          const hasColumn =
            'Email' in
            Object.fromEntries(
              (await mapped(file, FORMATS[file]?.(all) ?? '')).source.lists.flatMap((list) =>
                list.columns.map((column) => [column, true]),
              ),
            )
          const { said } = await letter.import(file, leaking, keyed && hasColumn ? { key: 'Email' } : {})
          const files = await Promise.all(
            (await readdir(letter.folder)).map((name) => readFile(join(letter.folder, name), 'utf8')),
          )
          for (const { email } of all) expect([said, ...files].join('\n').toLowerCase()).not.toContain(email)
        }),
      ),
      { numRuns: RUNS },
    )
  })
})

type Edit = { does: 'withdraw' | 'rename' | 'reorder' | 'remove'; at: number; to: number }
const edits = fc.array(
  fc.record({
    does: fc.constantFrom('withdraw', 'rename', 'reorder', 'remove'),
    at: fc.nat(),
    to: fc.nat(),
  }) as fc.Arbitrary<Edit>,
  { maxLength: 6 },
)

const edited = (list: Signatory[], { does, at, to }: Edit): Signatory[] => {
  const one = list[at % Math.max(1, list.length)]
  const other = list[to % Math.max(1, list.length)]
  if (one === undefined || other === undefined) return list
  if (does === 'withdraw') return replaceIn(list, { ...one, withdrawn: one.withdrawn ?? '2026-01-01' })
  if (does === 'rename') return replaceIn(list, rename(one, `${one.name} Renamed`))
  // A list with a header and no row is not one that can be published.
  if (does === 'remove') return list.length > 1 ? list.filter(({ id }) => id !== one.id) : list
  return one === other ? moveTo(list, one, 'first') : moveTo(list, one, { after: other.id })
}

it('every id stays its person’s, and nobody who left comes back, through edits and imports from any format', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      signers,
      fc.array(fc.tuple(formats, edits, fc.nat()), { minLength: 1, maxLength: 4 }),
      (all, rounds) =>
        withLetter(async (letter) => {
          /** Of each id the word that is only in its person's name. */
          const owners = new Map<string, string>()
          const wordOf = (name: string): string => /Q\w+x/.exec(name)?.[0] ?? ''
          await letter.import('list.csv', all)
          for (const { id, name } of (await letter.open()).signatories) owners.set(id, wordOf(name))
          const removed = new Set<string>()
          for (const [file, changes, turn] of rounds) {
            await letter.edit((list) => changes.reduce(edited, list))
            const before = (await letter.open()).signatories
            for (const id of owners.keys()) if (!before.some((each) => each.id === id)) removed.add(id)
            // Services give their rows in any order.
            const turned = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)]
            await letter.import(file, turned)
            const after = (await letter.open()).signatories
            expect(after.slice(0, before.length).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
            for (const { id, name, withdrawn } of after) {
              expect(owners.get(id) ?? wordOf(name)).toBe(wordOf(name))
              expect(removed.has(id)).toBe(false)
              owners.set(id, wordOf(name))
              const was = before.find((each) => each.id === id)
              if (was !== undefined)
                expect({ name, withdrawn }).toEqual({ name: was.name, withdrawn: was.withdrawn })
            }
            // One person is one row.
            expect(new Set(after.map(({ name }) => wordOf(name))).size).toBe(after.length)
          }
        }),
    ),
    { numRuns: RUNS * 8 },
  )
})
