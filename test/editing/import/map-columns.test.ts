import { describe, expect, it } from 'vitest'
import { mapColumns } from '../../../src/editing/import/map-columns.ts'
import { readCsvTable, readJsonTable, readMarkdownTable } from '../../../src/editing/import/table.ts'
import type { Column } from '../../../src/letter/columns.ts'
import { printedName, Signatory } from '../../../src/letter/schema.ts'
import { printedNames } from '../../fixtures/letters.ts'
import { utf8 } from '../bytes.ts'

const csv = async (text: string, map: [Column, string][] = []) =>
  mapColumns('list.csv', await readCsvTable('list.csv', utf8(text)), new Map(map), undefined)
const json = async (value: unknown, type?: 'person') =>
  mapColumns(
    'list.json',
    await readJsonTable('list.json', utf8(typeof value === 'string' ? value : JSON.stringify(value))),
    new Map(),
    type,
  )
const markdown = async (text: string, type?: 'person') =>
  mapColumns('list.md', await readMarkdownTable('list.md', utf8(text)), new Map(), type)

describe('a spreadsheet', () => {
  it('is understood by what its columns are usually called, and by what it is told', async () => {
    const { signatories, columns, problems } = await csv(
      '\ufeffTimestamp\tOrganization Name\tCountry\tNotes\r\n2024/01/02 10:11:12\tÉquipe  1\tkenya\tsecret\r\n',
    )
    expect(problems).toEqual([])
    expect(columns).toEqual([
      { column: 'Timestamp', field: 'signed' },
      { column: 'Organization Name', field: 'name' },
      { column: 'Country', field: 'country' },
      { column: 'Notes', field: null },
    ])
    expect(signatories).toEqual([
      { id: 'equipe-1', type: 'organisation', name: 'Équipe 1', country: 'KE', signed: '2024-01-02' },
    ])
    expect((await csv('A,B\nx,Y\n', [['name', 'B']])).signatories).toEqual([
      { id: 'y', type: 'organisation', name: 'Y' },
    ])
  })

  it('of people has their organisation as where they work', async () => {
    expect((await csv('Name,Title,Organization\nAda,Dr,UCL\n')).signatories).toEqual([
      { id: 'ada', type: 'person', name: 'Ada', role: 'Dr', affiliation: 'UCL' },
    ])
  })

  it('gives two of one name each its own id', async () => {
    expect((await csv('name\nA\nA\nA\n')).signatories.map(({ id }) => id)).toEqual(['a', 'a-2', 'a-3'])
  })

  it('has every problem said at its place, and the missing name column by an example', async () => {
    expect((await csv('name,date\nA,1/2/2024\n,2024-01-01\n')).problems).toMatchObject([
      { line: 2, column: 3, message: expect.stringContaining('1/2/2024') },
      { line: 3, column: 1, message: 'the name is missing' },
    ])
    expect((await csv('Who,What\na,b\n')).problems).toMatchObject([{ hint: 'say which: --map name="Who"' }])
    expect((await csv('name\n"A\n')).problems).toMatchObject([
      { line: 2, column: 1, message: expect.stringContaining('never closed') },
    ])
    expect((await csv('name\n')).problems).toMatchObject([{ message: 'there is no signatory in it' }])
  })
})

describe('a Markdown list', () => {
  it('of the first letter gives its names back as they are printed', async () => {
    const { signatories, problems } = await markdown(
      `# Signatories\n\n${printedNames.map((name, index) => `${index + 1}. ${name}`).join('\n')}\n`,
    )
    expect(problems).toEqual([])
    expect(signatories.map(printedName)).toEqual(printedNames)
    for (const each of signatories) expect(Signatory.safeParse(each).error).toBeUndefined()
    expect(signatories.filter((each) => 'acronym' in each && each.acronym !== undefined)).toHaveLength(8)
  })

  it('may link its names, and may list people', async () => {
    expect((await markdown('- **[A B](https://a.example)** (AB)\n')).signatories).toEqual([
      { id: 'a-b', type: 'organisation', name: 'A B', acronym: 'AB', url: 'https://a.example' },
    ])
    expect((await markdown('- Ada L, Professor, UCL, London\n', 'person')).signatories).toEqual([
      { id: 'ada-l', type: 'person', name: 'Ada L', role: 'Professor', affiliation: 'UCL, London' },
    ])
    expect((await markdown('Just words.\n')).problems).toMatchObject([{ message: 'there is no list in it' }])
  })
})

describe('the JSON of a letter service', () => {
  const rows = [
    {
      id: 7,
      name: 'Ada',
      title: 'Prof',
      organization: 'UCL',
      email: 'a@b.c',
      created_at: '2024-01-02T03:04:05Z',
      public: true,
    },
  ]
  const ada = {
    id: 'ada',
    type: 'person',
    name: 'Ada',
    role: 'Prof',
    affiliation: 'UCL',
    signed: '2024-01-02',
  }

  it('is a list, or an object with one', async () => {
    for (const value of [rows, { title: 'x', signatures: rows }, { data: rows }]) {
      expect((await json(value)).signatories).toEqual([ada])
    }
  })

  it('has every problem said at its place', async () => {
    expect((await json('[{"name": "A",}]')).problems).toMatchObject([
      { line: 1, message: expect.stringContaining('not JSON') },
    ])
    expect((await json('{"letter": 1}')).problems).toMatchObject([
      { message: 'there is no list of signatories in it' },
    ])
    expect(
      (await json('[\n  {"name": "A"},\n  "B",\n  {"name": "C", "url": "nowhere"}\n]')).problems,
    ).toMatchObject([
      { line: 3, column: 3, message: 'this is not an object' },
      { line: 4, column: 24, message: '“nowhere” is not a web address' },
    ])
  })
})
