/** The real command on the KV of an environment, which in this project is kept apart from the default one locally, too. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProject, type Project } from './project.ts'

const CONFIG = `name = "test"
compatibility_date = "2026-11-01"
send_metrics = false
[[kv_namespaces]]
binding = "LETTERS"
[[env.staging.kv_namespaces]]
binding = "LETTERS"
id = "of-staging"
`

let project: Project
beforeAll(async () => {
  project = await createProject({ 'wrangler.toml': CONFIG })
})
afterAll(() => project.remove())

it('publishes to the environment that is named, and to no other', { timeout: 120_000 }, async () => {
  expect(await project.run(['publish', '--yes', '--env', 'staging'])).toMatchObject({ code: 0, stderr: '' })
  const staged = await project.run(['history', '--env', 'staging'])
  expect(staged).toMatchObject({ code: 0 })
  expect(staged.stdout).toContain('3 signatories')
  const live = await project.run(['history', '--env='])
  expect(live).toMatchObject({ code: 1 })
  expect(live.stderr).toContain('Nothing is published here yet.')
})

it('says which environments there are where the one named is none', { timeout: 60_000 }, async () => {
  const ran = await project.run(['history', '--env', 'stagin'])
  expect(ran).toMatchObject({ code: 1 })
  expect(ran.stderr).toContain('wrangler.toml has no environment “stagin”; it has “staging”')
})
