/** The commands that edit a list, as an editor types them. Exit codes: 0 done, 1 problems found, 2 wrong usage. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CSV, createProject, type Project } from './project.ts'

let project: Project
const run = (...args: string[]) => project.run(args)
const file = (path: string) => readFile(join(project.root, path), 'utf8')
const list = () => file('data/a-letter/signatories.csv')

beforeEach(async () => {
  project = await createProject()
})
afterEach(() => project.remove())

const options = { timeout: 60_000 }

test('add puts one row at its place, and no id of who is gone is given again', options, async () => {
  const ran = await run(
    'add',
    'a-letter',
    'Example Network',
    '--acronym',
    'EN',
    '--after',
    'amnesty-international',
    '-y',
  )
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('+ Example Network (EN) (2)') })
  expect(await list()).toBe(
    CSV.replace('International,\n', 'International,\nexample-network,Example Network,EN\n'),
  )
  await run('merge', 'a-letter', 'human-rights-watch', 'example-network', '--yes')
  expect(await list()).toBe(CSV)
  await run('add', 'a-letter', 'Example Network', '--yes')
  expect(await list()).toBe(`${CSV}example-network-2,Example Network,\n`)
  expect(await run('add', 'a-letter', 'Another', '--id', 'example-network', '--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('was somebody’s who is no longer in the list'),
  })
  expect(await file('data/a-letter/.ids')).not.toContain('example-network')
})

test('rename keeps the id, move the row; merge fills what is empty', options, async () => {
  expect((await run('rename', 'a-letter', 'human-rights-watch', 'HR Watch', '--yes', '--json')).code).toBe(0)
  expect((await run('move', 'a-letter', 'human-rights-watch', '--first', '--yes')).code).toBe(0)
  expect(
    (await run('merge', 'a-letter', 'amnesty-international', 'human-rights-watch', '--dry-run')).code,
  ).toBe(0)
  expect(await list()).toBe(
    `id,name,acronym\nhuman-rights-watch,HR Watch,HRW\n${CSV.split('\n').slice(1, 3).join('\n')}\n`,
  )
  await run('merge', 'a-letter', 'amnesty-international', 'human-rights-watch', '--yes')
  expect(await list()).toBe(
    'id,name,acronym\namnesty-international,Amnesty International,HRW\n' +
      'asian-legal-resource-centre,Asian Legal Resource Centre,ALRC\n',
  )
  expect((await stat(join(project.root, 'data/a-letter/.imported.json'))).mode & 0o777).toBe(0o600)
  expect(await file('.gitignore')).toBe('data/*/.imported.json*\n')
  expect(await run('validate')).toMatchObject({ code: 0, stderr: '' })
})

test('what is wrong is said, and nothing is written', options, async () => {
  const cases: [string[], number, string][] = [
    [['add', 'a-letter', 'X', '--country', 'Kenya', '--yes'], 2, 'write KE'],
    [['add', 'a-letter', 'X', '--role', 'Dean', '--yes'], 2, '--role is for --type person'],
    [['add', 'a-letter', 'X'], 2, 'add --yes'],
    [['add', 'a-leter', 'X', '--yes'], 2, 'did you mean a-letter?'],
    [['rename', 'a-letter', 'human-right-watch', 'X', '--yes'], 2, 'did you mean human-rights-watch?'],
    [['rename', 'a-letter', 'Human Rights Watch', 'X', '--yes'], 2, 'is human-rights-watch'],
    [['rename', 'a-letter', 'human-rights-watch', 'Human Rights Watch', '--yes'], 1, 'is called that'],
    [['move', 'a-letter', 'human-rights-watch', '--yes'], 2, '--before <id>'],
    [['move', 'a-letter', 'human-rights-watch', '--last', '--yes'], 1, 'stands there already'],
    [['merge', 'a-letter', 'human-rights-watch', 'human-rights-watch', '--yes'], 2, 'name two'],
    [['withdraw', 'a-letter', 'human-rights-watch', '--date', '2999-01-01'], 2, 'is still to come'],
    [
      ['withdraw', 'a-letter', 'human-rights-watch', '--date', '2020-02-28'],
      2,
      'the letter is of 2020-02-29',
    ],
  ]
  for (const [args, code, said] of cases) {
    const ran = await run(...args)
    expect([args, ran.code, ran.stderr]).toEqual([args, code, expect.stringContaining(said)])
  }
  expect(await list()).toBe(CSV)
})

test(
  'who is added or moved comes into the section of their place, and each section stays together',
  options,
  async () => {
    const sectioned = 'id,name,section\na,A,Organisations\nb,B,Organisations\nc,C,Individuals\n'
    await project.write('data/a-letter/signatories.csv', sectioned)
    expect(await run('add', 'a-letter', 'New', '--yes')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'say --section "Organisations" or "Individuals", --before <id> or --after <id>',
      ),
    })
    await run('add', 'a-letter', 'New', '--section', 'Organisations', '--yes')
    await run('add', 'a-letter', 'Next', '--before', 'c', '--yes')
    await run('add', 'a-letter', 'Last', '--section', 'Friends', '--yes')
    expect(await list()).toBe(
      'id,name,section\na,A,Organisations\nb,B,Organisations\nnew,New,Organisations\n' +
        'next,Next,Individuals\nc,C,Individuals\nlast,Last,Friends\n',
    )
    const moved = await run('move', 'a-letter', 'new', '--after', 'c', '--yes')
    expect(moved.stdout).toContain('~ New: section [-Organisations-] {+Individuals+}')
    await run('move', 'a-letter', 'last', '--first', '--yes')
    expect(await list()).toBe(
      'id,name,section\nlast,Last,Organisations\na,A,Organisations\nb,B,Organisations\n' +
        'next,Next,Individuals\nc,C,Individuals\nnew,New,Individuals\n',
    )
    const split = await run('add', 'a-letter', 'Between', '--section', 'Friends', '--before', 'c', '--yes')
    expect(split).toMatchObject({ code: 1, stderr: expect.stringContaining('others stand between') })
    await run('merge', 'a-letter', 'a', 'c', '--yes')
    expect(await run('validate')).toMatchObject({ code: 0 })
  },
)
