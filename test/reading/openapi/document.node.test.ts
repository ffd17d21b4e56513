import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import openapi from '../../../build/assets/v1/openapi.json'
import { publications, SLUG } from '../../api/example-letter.ts'
import { type Server, serve } from '../../api/server.ts'

const root = join(import.meta.dirname, '../../..')
const run = (tool: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, tool), ...args], { cwd: root })

let server: Server
beforeAll(async () => {
  server = await serve(publications)
})
afterAll(() => server.close())

it('passes the recommended rules of a linter', async () => {
  const problems = await lintFromString({
    source: JSON.stringify(openapi),
    config: await createConfig({
      extends: ['recommended'],
      rules: {
        // What Spectral's ruleset `oas` asks for, too; Spectral itself tells others of each installation.
        'operation-description': 'error',
        'info-contact': 'error',
      },
    }),
  })
  expect(
    problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`),
  ).toEqual([])
})

const PROGRAM = `
import { defaults, getLetter, listSignatories } from './client.ts'

defaults.baseUrl = process.argv[2] ?? ''
const letter = await getLetter('${SLUG}')
const { signatories } = await listSignatories(letter.slug, { limit: 2 })
const names: string[] = signatories.map(({ position, printed_as }) => \`\${position}. \${printed_as}\`)
const count: number = letter.signatories.count
console.log(JSON.stringify({ count, names }))
`

it('gives a generator what it needs for a client that compiles and works', async () => {
  const folder = join(root, 'build/generated')
  await mkdir(folder, { recursive: true })
  await run(
    'node_modules/.bin/oazapfts',
    'build/assets/v1/openapi.json',
    'build/generated/client.ts',
    '--optimistic',
  )
  await writeFile(join(folder, 'program.ts'), PROGRAM)
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { types: ['node'], lib: ['ESNext', 'DOM'], exactOptionalPropertyTypes: false },
      include: ['*.ts'],
    }),
  )
  await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', folder]).catch(({ stdout }) => {
    throw new Error(stdout)
  })
  const { stdout } = await run('build/generated/program.ts', server.base)
  expect(JSON.parse(stdout)).toEqual({
    count: 3,
    names: ['1. Wells & Rivers, "the keepers" (WR)', '2. Amina Odhiambo, Hydrologist'],
  })
})
