import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { oldVariables } from '../../../src/build/site-file/old-variables.ts'
import { formatDiagnostic } from '../../../src/editing/diagnostic.ts'

const saidOf = async (files: Record<string, string>): Promise<string[]> => {
  const root = await mkdtemp(join(tmpdir(), 'undersigned-variables-'))
  onTestFinished(() => rm(root, { recursive: true }))
  for (const [name, content] of Object.entries(files)) await writeFile(join(root, name), content)
  return (await oldVariables(root)).map(formatDiagnostic)
}

test('each variable of old is said with the key that it became', async () => {
  expect(
    await saidOf({
      'wrangler.toml':
        'name = "a"\n[vars]\nORIGIN = "https://a.example"\n[env.staging]\nname = "b"\n[env.staging.vars]\nORIGIN = "https://b.example"\nSIGN_ORIGIN = "https://s.example"\n',
      'wrangler.signing.toml': '[vars]\nORIGIN = ""\nCONTROLLER = "A Coalition"\nMAIL_NAME = "Letters"\n',
    }),
  ).toEqual([
    'wrangler.toml:3:1: ORIGIN stands in site.yaml now; write there origin: https://a.example, and delete this',
    'wrangler.toml:7:1: ORIGIN stands in site.yaml now; write there below staging:, indented, origin: https://b.example, and delete this',
    'wrangler.toml:8:1: SIGN_ORIGIN stands in site.yaml now; write there below staging:, indented, sign_origin: https://s.example, and delete this',
    'wrangler.signing.toml:3:1: CONTROLLER stands in site.yaml now; write there controller: A Coalition, and delete this',
  ])
})

test('nothing is said where there is none, or no such file', async () => {
  expect(await saidOf({ 'wrangler.toml': 'name = "a"\n[vars]\nOTHER = 1\n' })).toEqual([])
  expect(await oldVariables('.')).toEqual([])
})
