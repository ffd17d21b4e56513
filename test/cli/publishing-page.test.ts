/** docs/publishing.md shows what the program prints. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleCommand, consoleCommands, sectionOf, shownFiles, shownTable } from './console-blocks.ts'
import { createProject, type Project } from './project.ts'

const page = await readFile('docs/publishing.md', 'utf8')
/** When something was published is another time here, and so is the hash that depends on it. */
const timeless = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '(then)')
    .replace(/(?<=^ {2}chain of \d+ publications: )[\w-]{43}$/gm, '(hash)')

/** Runs commands of the page, and holds what they print to what the page says. */
const follow = async (project: Project, commands: ConsoleCommand[]): Promise<void> => {
  expect(commands).not.toEqual([])
  for (const { args, printed, asks } of commands) {
    const { stdout, stderr } = await project.run([...args, ...(asks ? ['--yes'] : [])])
    const line = `$ ${args.join(' ')}`
    expect(timeless(`${line}\n${stdout}${stderr}`)).toBe(timeless(`${line}\n${printed}`))
  }
}

describe('from “Add an organisation” to “Undo”', () => {
  const folder = 'data/un-human-rights-council-2018'
  const [words, list] = ['letter.en.md', 'signatories.csv'].map((name) => `${folder}/${name}`) as [
    string,
    string,
  ]
  const commandsOf = (heading: string) => consoleCommands(sectionOf(page, heading))
  let project: Project
  beforeAll(async () => {
    project = await createProject({ [words]: await readFile(words), [list]: await readFile(list) })
    await rm(join(project.root, 'data/a-letter'), { recursive: true })
    expect(await project.run(['publish', '--yes'])).toMatchObject({ code: 0 })
  }, 60_000)
  afterAll(() => project.remove())

  it('prints what it says, command by command', { timeout: 240_000 }, async () => {
    const publish = (note: string) => project.run(['publish', '--yes', '--note', note])
    const adding = sectionOf(page, '## Add an organisation')
    const [row = ''] = /^example-rights-network,.*\n/m.exec(adding) ?? []
    const added = `${await readFile(list, 'utf8')}${row}`
    await project.write(list, added)
    const commands = consoleCommands(adding)
    await follow(project, commands.slice(0, -1))
    await project.write(list, added.replace('acronym', 'acronim').replace('\nexample-', '\nExample-'))
    await follow(project, commands.slice(-1))
    await project.write(list, added)

    await follow(project, commandsOf('## Withdraw one'))
    await publish('The Example Rights Network withdrew')

    const right = await readFile(words, 'utf8')
    const slip = right.replace('it does play an', 'it does plai an')
    await project.write(words, slip)
    await publish('A slip')
    await project.write(words, right)
    await follow(project, commandsOf('## Fix a typo'))
    await project.write(words, slip)
    await follow(project, commandsOf('## Undo'))
  })
})

describe('“Erase somebody”, and what comes after it', () => {
  const slug = 'un-human-rights-council-2018'
  let project: Project
  beforeAll(async () => {
    const files = ['letter.en.md', 'signatories.csv'].map((name) => `data/${slug}/${name}`)
    project = await createProject(
      Object.fromEntries(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const))),
    )
    await rm(join(project.root, 'data/a-letter'), { recursive: true })
    await project.run(['publish', '--yes'])
    await project.run(['add', slug, 'Ada Example', '--type', 'person', '--role', 'Judge', '--yes'])
    const published = await project.run(['publish', '--yes', '--note', 'Ada Example signs'])
    expect(published).toMatchObject({ code: 0 })
  }, 60_000)
  afterAll(() => project.remove())

  it('prints what it says, command by command', { timeout: 120_000 }, () =>
    follow(project, consoleCommands(sectionOf(page, '## Erase somebody'))),
  )

  it('and so does “Take a letter down, or rename it”', { timeout: 120_000 }, () =>
    follow(project, consoleCommands(sectionOf(page, '## Take a letter down, or rename it'))),
  )
})

describe('“Begin a letter” and “Bring a list along”', () => {
  const section = `${sectionOf(page, '## Begin a letter')}\n${sectionOf(page, '## Bring a list along')}`
  let project: Project
  beforeAll(async () => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet(shownTable(section)), 'Sheet1')
    project = await createProject({
      ...shownFiles(section),
      'signatories.xlsx': write(book, { type: 'buffer', bookType: 'xlsx' }),
    })
  })
  afterAll(() => project.remove())

  it('prints what it says, command by command', { timeout: 120_000 }, () =>
    follow(project, consoleCommands(section)),
  )
})
