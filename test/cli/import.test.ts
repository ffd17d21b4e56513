/** `undersigned import` as an editor runs it, without a terminal: what it says, what it writes, and its exit codes. */
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CSV, createProject, type Project } from './project.ts'

let project: Project
const run = (...args: string[]) => project.run(['import', 'a-letter', ...args])
const list = () => readFile(join(project.root, 'data/a-letter/signatories.csv'), 'utf8')
const names = async () =>
  (await list())
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split(',')[0])

beforeAll(async () => {
  project = await createProject()
})
afterAll(() => project.remove())
beforeEach(async () => {
  for (const file of ['.ids', '.imported.json'])
    await rm(join(project.root, 'data/a-letter', file), { force: true })
  await project.write('data/a-letter/signatories.csv', CSV)
})

const LETTER = `# Open letter

We call for:

1. Peace
2. Freedom

## Organisations

- Example Collective (EC)
- Example Foundation (Kenya)

## Individuals

- Ada Example, Professor, UCL
- Bo Example (Example Org)
- and 30 others
- Anonymous
`

describe('import', { timeout: 120_000 }, () => {
  it('says what was read, what was not, and why, and merges', async () => {
    await project.write('letter.md', LETTER)
    const ran = await run('letter.md', '--yes')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toBe(`letter.md:
  1. list under “We call for” (2 entries, lines 5-6): not read
  2. list under “Organisations” (2 entries, lines 10-11)
  3. list under “Individuals” (4 entries, lines 15-18)
4 names: 2 persons, 2 organisations; 1 line of text was not read (line 1)
  not imported: 1 row, counts others (line 17)
  not imported: 1 row, anonymous (line 18)
4 new, 0 changed, 0 same, 3 gone from the source
  gone from the source, and kept: Amnesty International [amnesty-international]
  gone from the source, and kept: Asian Legal Resource Centre (ALRC) [asian-legal-resource-centre]
  gone from the source, and kept: Human Rights Watch (HRW) [human-rights-watch]
data/a-letter/signatories.csv: 3 → 7 signatories
  + Example Collective (EC) (4)
  + Example Foundation (Kenya) (5)
  + Ada Example, Professor, UCL (6)
  + Bo Example (Example Org) (7)
  warning: letter.md:17:3: “and 30 others” counts people or organisations instead of naming them; everybody listed has a name that can be found, cited and withdrawn; say the number in the letter’s context line
Written to data/a-letter/signatories.csv. Publish to make it live.
`)
    expect(await names()).toEqual([
      'amnesty-international',
      'asian-legal-resource-centre',
      'human-rights-watch',
      'example-collective',
      'example-foundation',
      'ada-example',
      'bo-example',
    ])
    expect((await project.run(['validate'])).code).toBe(0)
  })

  it('changes nothing when it is run again', async () => {
    await project.write('letter.md', LETTER)
    expect((await run('letter.md', '--replace', '--yes')).code).toBe(0)
    const before = await list()
    const again = await run('letter.md', '--yes')
    expect(again.stdout).toContain('0 new, 0 changed, 4 same, 0 gone from the source')
    expect(await list()).toBe(before)
  })

  it('replaces the list when told to, by either name, and asks before', async () => {
    await project.write('sheet.csv', 'Group;Web;E-mail\n"Büro; Rat";rat.example;a@b.example\n')
    const map = ['--map', 'name=Group']
    for (const replace of ['--replace', '--overwrite']) {
      expect(await run('sheet.csv', ...map, replace)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('--yes'),
      })
      expect(await list()).toBe(CSV)
    }
    expect((await run('sheet.csv', ...map, '--overwrite', '--yes', '--dry-run')).stdout).toContain(
      'Nothing was written.',
    )
    expect(await list()).toBe(CSV)
    const ran = await run('sheet.csv', ...map, '--overwrite', '--yes')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('“E-mail” → left out (not for publication)')
    expect(ran.stdout).toContain('line 2: url rat.example → https://rat.example')
    expect(await names()).toEqual(['buro-rat'])
  })

  it('stops where something is not clear, and says which options answer it', async () => {
    const before = await list()
    const open: [file: string, content: string, says: string[]][] = [
      [
        'a.csv',
        'Name,Org,Department\nAda Example,Org,Physics\n',
        ['--map role="Department"', '--leave-out "Department"'],
      ],
      ['b.csv', 'name\nOxfam\nGreenpeace\n', ['--type person or --type organisation']],
      ['c.csv', 'Name,Org,Date\nAda Example,Org,3/4/2024\n', ['--dates dmy or --dates mdy']],
      [
        'd.csv',
        'Name,Org,May we publish your name?\nAda Example,Org,Yes\nBo Example,Org,Maybe later\n',
        ['--where "May we publish your name?=Yes"'],
      ],
      [
        'e.md',
        '## Africa\n\n- Ada Example\n\n## Asia\n\n- Bo Example\n',
        ['1. list under “Africa” (1 entry, line 3)', '--list 2', '--heading'],
      ],
    ]
    for (const [file, content, says] of open) {
      await project.write(file, content)
      const ran = await run(file, '--overwrite', '--yes')
      expect(ran).toMatchObject({ code: 2, stdout: '' })
      for (const words of says) expect(ran.stderr).toContain(words)
      const json = await run(file, '--overwrite', '--yes', '--json')
      expect(JSON.parse(json.stdout)).toMatchObject({
        state: 'open',
        questions: [{ about: expect.any(String) }],
      })
    }
    expect(await list()).toBe(before)
    const answered: string[][] = [
      ['a.csv', '--leave-out', 'Department'],
      ['a.csv', '--map', 'role=Department'],
      ['b.csv', '--type', 'organisation'],
      ['c.csv', '--dates', 'dmy'],
      ['c.csv', '--map', 'signed='],
      ['d.csv', '--where', 'May we publish your name?=Yes'],
      ['e.md', '--list', '1', '--list', '2'],
      ['e.md', '--heading', 'asia'],
    ]
    for (const args of answered)
      expect([args, (await run(...args, '--replace', '--yes')).code]).toEqual([args, 0])
  })

  it('is wrong usage where an option names what is not there', async () => {
    await project.write('a.csv', 'Name,Org\nAda Example,Org\n')
    for (const [args, says] of [
      [['--map', 'name=Names'], '--map: a.csv has no column “Names”; it has “Name”, “Org”'],
      [['--map', 'nmae=Name'], 'did you mean name?'],
      [['--leave-out', 'X'], '--leave-out: a.csv has no column “X”'],
      [['--where', 'X'], 'It must have a = in it'],
      [['--key', 'Email'], '--key: a.csv has no column “Email”'],
      [['--type', 'persons'], 'did you mean person?'],
      [['--list', '3'], 'there is no list 3; there is:'],
      [['--heading', 'Signatories'], 'no list is under “Signatories”'],
    ] as const) {
      const ran = await run('a.csv', ...args, '--yes')
      expect(ran).toMatchObject({ code: 2, stdout: '' })
      expect(ran.stderr).toContain(says)
    }
  })

  it('writes nothing where a name cannot be read', async () => {
    await project.write('a.csv', 'Name,Org\n#REF!,Org\nBo Example,Org\n')
    const ran = await run('a.csv', '--yes', '--json')
    expect(ran.code).toBe(1)
    expect(JSON.parse(ran.stdout)).toMatchObject({
      state: 'problems',
      problems: [{ file: 'a.csv', line: 2, column: 1 }],
    })
    expect((await run('a.csv', '--yes')).stderr).toMatch(/^a\.csv:2:1: #REF! is a spreadsheet.s error/)
    expect(await list()).toBe(CSV)
  })

  it('tells programs all of it', async () => {
    await project.write(
      'a.csv',
      'Name,Org,E-mail,Country\nAda Example,Org,ada@example.org,UK\nAnonymous,Org,b@example.org,Global\nBo Example,Org,c@example.org,Global\n',
    )
    const ran = await run('a.csv', '--replace', '--yes', '--json')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(ran.stdout)).toMatchObject({
      state: 'written',
      source: 'a.csv',
      file: 'data/a-letter/signatories.csv',
      lists: [{ kind: 'table', from: 1, to: 4, count: 3, read: true }],
      count: 2,
      persons: 2,
      organisations: 0,
      columns: [
        { column: 'Name', field: 'name' },
        { column: 'Org', field: 'affiliation' },
        { column: 'E-mail', field: null, reason: 'not for publication' },
        { column: 'Country', field: 'country' },
      ],
      values: [{ field: 'country', from: 'UK', to: 'GB', line: 2, count: 1 }],
      notImported: [{ reason: 'anonymous', count: 1, lines: [3] }],
      unread: [],
      merge: { added: [{ id: 'ada-example' }, { id: 'bo-example' }], removed: [{}, {}, {}] },
      warnings: [expect.stringContaining('country left out')],
    })
    expect(ran.stdout).not.toContain('@')
  })

  it('keeps who is who by a column that it does not keep', async () => {
    await project.write(
      '1.csv',
      'Name,Org,E-mail\nAda Example,Org,ada@example.org\nBo Example,Org,bo@example.org\n',
    )
    await project.write(
      '2.csv',
      'Name,Org,E-mail\nBo Example-Beispiel,Other Org,bo@example.org\nAda Example,Org,ada@example.org\n',
    )
    expect((await run('1.csv', '--replace', '--key', 'E-mail', '--yes')).code).toBe(0)
    const ran = await run('2.csv', '--key', 'E-mail', '--yes')
    expect(ran.stdout).toContain('0 new, 1 changed, 1 same')
    expect(await names()).toEqual(['ada-example', 'bo-example'])
    expect(await list()).toContain('Bo Example-Beispiel')
    for (const file of await readdir(join(project.root, 'data/a-letter')))
      expect(await readFile(join(project.root, 'data/a-letter', file), 'utf8')).not.toContain('@')
  })

  it('reads a spreadsheet', async () => {
    const book = utils.book_new()
    const rows = [
      ['Timestamp', 'Your full name', 'Organisation', 'Votre pays'],
      [new Date(Date.UTC(2024, 2, 14, 9, 26)), 'Ada Example', 'Example Org', 'Allemagne'],
    ]
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { UTC: true }), 'Form Responses 1')
    await project.write('sheet.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }))
    expect(await run('sheet.xlsx', '--replace', '--yes')).toMatchObject({ code: 0, stderr: '' })
    const [header, row] = (await list()).split(/\r?\n/)
    expect(header).toBe('id,name,acronym,affiliation,type,country,signed')
    expect(row).toBe('ada-example,Ada Example,,Example Org,person,DE,2024-03-14')
  })

  it('takes the example of a new letter out', async () => {
    await project.run(['new', 'new-letter'])
    await project.write('a.csv', 'Name,Org\nAda Example,Org\n')
    expect((await project.run(['import', 'new-letter', 'a.csv', '--yes'])).code).toBe(0)
    const csv = await readFile(join(project.root, 'data/new-letter/signatories.csv'), 'utf8')
    expect(csv).toContain('ada-example')
    expect(csv).not.toContain('an-example-organisation')
  })

  it('makes sections of the headings where that is asked for, and tells whom a list with sections has in none', async () => {
    await project.write('letter.md', LETTER)
    const chosen = ['letter.md', '--list', '2', '--list', '3', '--yes']
    expect(await run(...chosen, '--replace', '--sections')).toMatchObject({ code: 0 })
    expect(await list()).toContain(',Organisations\n')
    const sections = (await list())
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',').at(-1)) // prettier
    expect(sections).toEqual(['Organisations', 'Organisations', 'Individuals', 'Individuals'])
    expect((await run(...chosen, '--sections')).stdout).toContain('0 new')
    await project.write('more.csv', 'Name,Organisation\nCleo Example,Org\n')
    const without = await run('more.csv', '--yes', '--dry-run')
    expect(without.stdout).toContain(
      '1 new signatory in no section, before “Organisations”; say --section <name>',
    )
    expect((await run('more.csv', '--section', 'Individuals', '--yes')).code).toBe(0)
    expect((await list()).trim().split('\n').at(-1)).toMatch(/^cleo-example,.*,Individuals$/)
  })
})
