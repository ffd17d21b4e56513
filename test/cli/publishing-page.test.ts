/** docs/publishing.md shows what the program prints. */
import { readFile } from 'node:fs/promises'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consoleCommands, sectionOf, shownFiles, shownTable } from './console-blocks.ts'
import { createProject, type Project } from './project.ts'

const page = await readFile('docs/publishing.md', 'utf8')
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

describe('“Bring a list along”', () => {
  it('prints what it says, command by command', { timeout: 120_000 }, async () => {
    const commands = consoleCommands(section)
    expect(commands.length).toBeGreaterThan(5)
    for (const { args, printed, asks } of commands) {
      const { stdout, stderr } = await project.run([...args, ...(asks ? ['--yes'] : [])])
      expect(`$ ${args.join(' ')}\n${stdout}${stderr}`).toBe(`$ ${args.join(' ')}\n${printed}`)
    }
  })
})
