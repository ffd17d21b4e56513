/** The real command where it needs no KV: what it says, and its exit codes. 0 done, 1 problems found, 2 wrong usage. */
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CSV, createProject, type Project } from './project.ts'

let project: Project
const run = (...args: string[]) => project.run(args)
const list = () => readFile(join(project.root, 'data/a-letter/signatories.csv'), 'utf8')

beforeAll(async () => {
  project = await createProject()
})
afterAll(() => project.remove())

describe('every command', { timeout: 180_000 }, () => {
  it('explains itself with examples, and has --json', async () => {
    const { stdout, code } = await run('--help')
    expect(code).toBe(0)
    const names = Array.from(stdout.matchAll(/^ {2}([a-z-]+) /gm), ([, name = '']) => name).filter(
      (name) => name !== 'help',
    )
    expect(names).toEqual([
      'new',
      'import',
      'add',
      'rename',
      'move',
      'merge',
      'pull',
      'withdraw',
      'validate',
      'diff',
      'review',
      'publish',
      'history',
      'rollback',
      'verify',
      'signons',
      'keygen',
      'keys',
      'erase',
      'retire',
      'rename-letter',
      'prune',
      'backup',
      'restore',
      'build',
      'start',
      'deploy',
      'doctor',
      'keep-widget',
      'upgrade',
    ])
    for (const name of names) {
      const help = await run(name, '--help')
      expect(help).toMatchObject({ code: 0, stderr: '' })
      expect(help.stdout).toMatch(/--json/)
      expect(help.stdout).toMatch(new RegExp(`Examples:\n {2}undersigned ${name}`))
    }
  })

  it.each([
    [['publsh'], 'Did you mean publish?'],
    [['validate', '--colour'], "unknown option '--colour'"],
    [['validate', 'a-leter'], 'There is no data/a-leter; did you mean a-letter?'],
    [['validate', 'clean-air'], 'it can be a-letter; a new letter begins with undersigned new clean-air\n'],
    [['validate', 'Clean Air'], 'There is no data/Clean Air; it can be a-letter\n'],
    [
      ['withdraw', 'a-letter'],
      "missing required argument 'signatory'\n(undersigned withdraw [options] <slug> <signatory>; see undersigned withdraw --help)",
    ],
    [['withdraw', 'a-letter', 'Amnesty'], 'the id of “Amnesty International” is amnesty-international'],
    [['withdraw', 'a-letter', 'HUMAN RIGHTS WATCH'], 'the id of “Human Rights Watch” is human-rights-watch'],
    // Two have it, and all have nothing.
    [
      ['withdraw', 'a-letter', 'an'],
      'There is no id “an” in data/a-letter/signatories.csv; its column id shows',
    ],
    [['withdraw', 'a-letter', '—'], 'its column id shows the ids'],
    [['withdraw', 'a-letter', 'human-right-watch'], 'did you mean human-rights-watch?'],
    [
      ['withdraw', 'a-letter', 'human-rights-watch', '--date', '2024-02-30'],
      'there is no 2024-02-30 in the calendar',
    ],
    [['diff', '--url', 'letters'], '--url letters is not a web address'],
    [['prune', '--keep', '0'], 'It must be a whole number from 1.'],
    [['new', 'A Letter'], 'write for example a-letter'],
    [['new', 'a-letter'], 'There is a data/a-letter already'],
    [['import', 'a-letter', 'none.csv'], 'The list cannot be read: there is no file none.csv in /'],
    [
      ['import', 'a-letter', 'https://sheets.example/list.csv'],
      'is an address, and a list is read from a file',
    ],
    [['import', 'a-letter', 'data'], 'The list cannot be read: data is a folder'],
    [['restore', '/none.gz'], 'The backup cannot be read: there is no file /none.gz\n'],
    [
      ['signons', 'list', 'a-letter', '--at', 'https://sign.example'],
      'into the environment variable SIGNONS_TOKEN',
    ],
  ])('%j is wrong usage, and the answer says what would be right', async (args, said) => {
    const { code, stderr, stdout } = await run(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(said)
  })
})

describe('validate', { timeout: 60_000 }, () => {
  it('finds everything right, and colours nothing where there is no terminal', async () => {
    expect(await run('validate')).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^a-letter: right, 3 signatories, revision [0-9a-f]{12}\n$/),
      stderr: '',
    })
  })

  it('says every problem at once, each at its place, with what would be right', async () => {
    const wrong = await createProject({
      'data/a-letter/letter.en.md':
        '---\ntitel: A letter\ndate: 29 February 2020\naddressee: Somebody\n---\n\nDear <b>you</b>\n',
      'data/a-letter/signatories.csv': 'id,nmae\nA,A\n',
      'data/b/signatories.csv': 'id,name,country\na,A,Kenya\nb,The A,\n',
      'data/b/notes.txt': '',
    })
    const ran = await wrong.run(['validate'])
    expect(ran).toMatchObject({ code: 1, stderr: '' })
    expect(ran.stdout).toMatchInlineSnapshot(`
      "data/a-letter/letter.en.md:2:1: there is no key “titel”; did you mean title?
      data/a-letter/letter.en.md:3:7: the date “29 February 2020” is not written YYYY-MM-DD; write 2020-02-29
      data/a-letter/letter.en.md:1:1: the front matter has no title; add a line title: ...
      data/a-letter/letter.en.md:7:6: HTML is not part of a letter; write it in Markdown, or \\< for the sign itself
      data/a-letter/letter.en.md:7:12: HTML is not part of a letter; write it in Markdown, or \\< for the sign itself
      data/a-letter/signatories.csv:1:4: there is no column “nmae”; did you mean name?
      data/a-letter/signatories.csv:1:1: the column “name” is missing; add name to this line
      data/a-letter/signatories.csv:2:1: the id “A” is not lower-case words joined by hyphens, at most 100 characters; write for example a
      data/b/notes.txt:1:1: this file is not part of a letter; a folder holds letter.<lang>.md and signatories.csv
      data/b:1:1: this folder has no original letter; add letter.<lang>.md, for example letter.en.md
      data/b/signatories.csv:2:5: “Kenya” is not a country's two-letter code (ISO 3166-1); write KE
      11 problems found.
      "
    `)
    const json = await wrong.run(['validate', '--json', 'b'])
    expect(json.code).toBe(1)
    expect(JSON.parse(json.stdout)).toMatchObject({
      letters: [{ slug: 'b', valid: false }],
      problems: expect.arrayContaining([
        { file: 'data/b/signatories.csv', line: 2, column: 5, message: expect.any(String), hint: 'write KE' },
      ]),
    })
    expect(await wrong.run(['publish', '--yes'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nothing was written'),
    })
    await wrong.remove()
  })

  it('warns of an organisation that is probably there twice, and calls the letter right', async () => {
    const twice = await createProject({
      'data/a-letter/signatories.csv': `${CSV}alrc,Asian Legal Resource Centre (ALRC),\n`,
    })
    const ran = await twice.run(['validate'])
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain(
      'data/a-letter/signatories.csv:5:6: warning: “Asian Legal Resource Centre (ALRC)” (alrc) looks like the ' +
        'organisation of line 3 (asian-legal-resource-centre); ' +
        'if they are one: undersigned merge a-letter asian-legal-resource-centre alrc\n',
    )
    await twice.remove()
  })
})

describe('new', { timeout: 60_000 }, () => {
  it('makes a letter that is right, with comments on what to change', async () => {
    expect(await run('new', 'another-letter')).toMatchObject({ code: 0 })
    expect(await run('validate', 'another-letter')).toMatchObject({ code: 0 })
    expect(await readFile(join(project.root, 'data/another-letter/letter.en.md'), 'utf8')).toContain(
      '# The day of the letter',
    )
  })
})

describe('withdraw', { timeout: 60_000 }, () => {
  it('writes the day into the list, once', async () => {
    await project.write('data/a-letter/signatories.csv', CSV)
    const ran = await run('withdraw', 'a-letter', 'human-rights-watch', '--date', '2024-05-06', '--json')
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject({ id: 'human-rights-watch', withdrawn: '2024-05-06' })
    const after = await list()
    expect(after).toBe(
      CSV.replace(/$/gm, ',')
        .replace('acronym,', 'acronym,withdrawn')
        .replace('HRW,', 'HRW,2024-05-06')
        .replace(/\n,$/, '\n'),
    )
    expect(await run('withdraw', 'a-letter', 'human-rights-watch')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('already, on 2024-05-06'),
    })
    expect(await list()).toBe(after)
    expect(await run('validate', 'a-letter')).toMatchObject({ code: 0 })
  })
})

it('whoever stops reading what a command prints stops nothing, and sees no stack trace', async () => {
  // The help that loads every command, as Node alone does it.
  const command = [process.execPath, resolve('src/cli/undersigned.ts'), '--help'].map((each) => `'${each}'`)
  const script = `(${command.join(' ')}; echo "exit $?" >&2) | true`
  const { stderr } = spawnSync('sh', ['-c', script], { cwd: project.root, encoding: 'utf8' })
  expect(stderr).toBe('exit 0\n')
})
