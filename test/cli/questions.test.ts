/** What is asked at a terminal: the real command on a pseudo-terminal, as util-linux's `script` makes one. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CSV, createProject, type Project } from './project.ts'

const command = [resolve('node_modules/.bin/node'), resolve('src/cli/undersigned.ts')]
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const SCRIPT = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false

let project: Project
beforeEach(async () => {
  project = await createProject()
})
afterEach(() => project.remove())

const list = () => readFile(join(project.root, 'data/a-letter/signatories.csv'), 'utf8')

/** Runs it, and at each of these prompts, in turn, types the answer. @returns what the terminal showed, and the exit code */
const converse = async (args: string[], answers: [prompt: string, answer: string][]) => {
  const line = [...command, ...args].map(quoted).join(' ')
  const child = spawn('script', ['-qefc', line, '/dev/null'], {
    cwd: project.root,
    env: { PATH: process.env.PATH, HOME: project.root, TMPDIR: tmpdir(), NO_COLOR: '1', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let shown = ''
  let from = 0
  const waiting = [...answers]
  child.stdout.on('data', (chunk) => {
    shown += chunk
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const at = shown.indexOf(next[0], from)
      if (at < 0) return
      from = at + next[0].length
      waiting.shift()
      child.stdin.write(next[1])
    }
  })
  const [code] = await once(child, 'exit')
  expect(waiting, shown).toEqual([])
  return { code, shown }
}

const YES = 'y\r'
const CTRL_D = '\x04'
const CTRL_C = '\x03'

describe.runIf(SCRIPT)('at a terminal', { timeout: 60_000 }, () => {
  it('import asks what it cannot tell, says what an answer should be, and asks before it writes', async () => {
    await project.write(
      'source.md',
      '# Old\n\n- Red Fox\n- Grey Wolf\n\n# New\n\n- Ada Example\n- Bo Example\n- Example Network\n',
    )
    const { code, shown } = await converse(
      ['import', 'a-letter', 'source.md'],
      [
        ['Which? (numbers) ', 'both\r'],
        ['Write the number of a list, or several: 2, 3', ''],
        ['Which? (numbers) ', '2\r'],
        ['Which are they? (person, organisation) ', 'people\r'],
        ['Write person or organisation', ''],
        ['Which are they? (person, organisation) ', 'p\r'],
        ['Write this to data/a-letter/signatories.csv? [y/N] ', YES],
      ],
    )
    expect(shown).toContain('Written to data/a-letter/signatories.csv')
    expect(code).toBe(0)
    expect(await list()).toMatch(/ada-example,.*\nbo-example,.*\nexample-network,.*\n$/)
    expect(await list()).not.toContain('Fox')
  })

  it('import asks for a column, whether the day comes first, and what an answer means', async () => {
    await project.write(
      'source.csv',
      'Name,Signed on,Publish?,Colour\nAda Example,3/4/2020,yes,red\nBo Example,5/6/2020,perhaps,blue\n',
    )
    const { code } = await converse(
      ['import', 'a-letter', 'source.csv', '--type', 'person'],
      [
        ['Colour” is\r\n', ''],
        ['nothing leaves it out) ', 'colour\r'],
        ['There is no field “colour”', ''],
        ['nothing leaves it out) ', '\r'],
        ['Import those rows? [y/N] ', '\r'],
        ['Which comes first? (day, month) ', 'm\r'],
        ['[y/N] ', YES],
      ],
    )
    expect(code).toBe(0)
    expect(await list()).toContain('ada-example,Ada Example,,person,2020-03-04')
    expect(await list()).not.toContain('bo-example')
  })

  it.each([
    ['no', 'n\r', 0, 'Nothing was written.'],
    ['nothing', '\r', 0, 'Nothing was written.'],
    ['the end of the input', CTRL_D, 1, 'Aborted with Ctrl+D'],
    ['an interruption', CTRL_C, 1, 'Aborted with Ctrl+C'],
  ])('an answer of %s writes nothing', async (_, answer, code, said) => {
    const ran = await converse(['add', 'a-letter', 'Example Network'], [['[y/N] ', answer]])
    expect(ran.shown).toContain(said)
    expect(ran.shown).not.toMatch(/Warning|Error|\n\s+at /)
    expect(ran.code).toBe(code)
    expect(await list()).toBe(CSV)
  })
})
