import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { originAdvice } from '../../src/cli/deployed-origin.ts'
import { createProject, type Project } from './project.ts'

describe('what is said of the origin of a deployment', () => {
  it('is nothing where it is a web address', () => {
    const toml = '[vars]\nORIGIN = "https://letters.example"\n'
    expect(originAdvice(toml)).toBeUndefined()
    expect(originAdvice(toml, '')).toBeUndefined()
  })

  it('is where to write it, where it is not there', () => {
    expect(originAdvice('name = "letters"')).toContain(
      'no ORIGIN in [vars], so no shared cache keeps an answer; write',
    )
  })

  it('is of the environment that is named, which inherits no variable', () => {
    const toml = '[vars]\nORIGIN = "https://letters.example"\n[env.staging]\nname = "letters-staging"\n'
    expect(originAdvice(toml, 'staging')).toContain('no ORIGIN in [env.staging.vars]')
    expect(originAdvice(`${toml}vars = { ORIGIN = "https://staging.example" }\n`, 'staging')).toBeUndefined()
  })

  it.each(['letters.example', 'ftp://letters.example', ''])('is that “%s” is no web address', (origin) => {
    expect(originAdvice(`[vars]\nORIGIN = "${origin}"\n`)).toContain(`is “${origin}”, no web address`)
  })
})

describe('keep-widget, which ends a deploy', { timeout: 60_000 }, () => {
  let project: Project
  beforeAll(async () => {
    project = await createProject()
  })
  afterAll(() => project.remove())

  // Nobody is logged in here, so Wrangler refuses what follows.
  it('says in one line on standard error that the origin is missing', async () => {
    const { stdout, stderr } = await project.run(['keep-widget', '--remote', '--json'])
    expect(stdout).toBe('')
    expect(stderr.match(/^wrangler\.toml: warning: no ORIGIN in \[vars\].*$/gm)).toHaveLength(1)
  })

  it('says nothing of it where the KV is local', async () => {
    expect(await project.run(['keep-widget'])).toMatchObject({ code: 0, stderr: '' })
  })
})
