import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { originAdvice } from '../../src/cli/deployed-origin.ts'
import { createProject, type Project } from './project.ts'

describe('what is said of the origin of a deployment', () => {
  const origin = 'https://letters.example'

  it('is nothing where there is one', () => {
    expect(originAdvice({ origin })).toBeUndefined()
    expect(originAdvice({ origin }, '')).toBeUndefined()
    expect(
      originAdvice({ origin, staging: { origin: 'https://staging.example' } }, 'staging'),
    ).toBeUndefined()
  })

  it('is where to write it, where it is not there', () => {
    expect(originAdvice({})).toContain(
      'site.yaml: warning: no origin, so no shared cache keeps an answer; write',
    )
  })

  it('is of staging for staging, which does not take that of the site', () => {
    expect(originAdvice({ origin, staging: {} }, 'staging')).toContain('no origin below staging')
    expect(originAdvice({ origin }, 'staging')).toContain('no origin below staging')
  })
})

describe('a project', { timeout: 60_000 }, () => {
  let project: Project
  beforeAll(async () => {
    project = await createProject()
  })
  afterAll(() => project.remove())

  // Nobody is logged in here, so Wrangler refuses what follows.
  it('is told in one line on standard error at the end of a deploy that its origin is missing', async () => {
    const { stdout, stderr } = await project.run(['keep-widget', '--remote', '--json'])
    expect(stdout).toBe('')
    expect(stderr.match(/^site\.yaml: warning: no origin, so.*$/gm)).toHaveLength(1)
  })

  it('is told nothing of it where the KV is local', async () => {
    expect(await project.run(['keep-widget'])).toMatchObject({ code: 0, stderr: '' })
  })

  it('hears from validate and publish of all that is wrong in its site.yaml, and nothing is written', async () => {
    await project.write('site.yaml', 'nmae: Letters\n')
    const wrong = 'site.yaml:1:1: there is no key “nmae”; did you mean name?'
    const validated = await project.run(['validate', '--json'])
    expect(validated.code).toBe(1)
    expect(JSON.parse(validated.stdout)).toMatchObject({
      letters: [{ slug: 'a-letter', valid: true }],
      problems: [{ file: 'site.yaml', line: 1, column: 1, hint: 'did you mean name?' }],
    })
    const published = await project.run(['publish', '--yes'])
    expect(published).toMatchObject({ code: 1, stdout: '' })
    expect(published.stderr).toContain(wrong)
  })
})
