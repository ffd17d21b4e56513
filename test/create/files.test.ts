/** What a new repository is made of agrees with this one, which is tested. */
import { readFile } from 'node:fs/promises'
import { parse } from 'smol-toml'
import { expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { Answers } from '../../src/create/answers.ts'
import { filesOf } from '../../src/create/files.ts'

const PLAIN: Answers = { name: 'Air: letters', domain: '', languages: ['fr', 'en'], signOn: true }
const make = (answers: Partial<Answers> = {}) =>
  filesOf('create/template', 'my-letters', { ...PLAIN, ...answers })

/** A file's settings, but for those that are each site's own. */
const settings = (toml = '') => {
  const common = (of: Record<string, unknown>): object => {
    const { name: _name, main: _main, build: _build, vars, services: _services, ratelimits, ...rest } = of
    const limits = (ratelimits as object[] | undefined)?.map((limit) => ({ ...limit, namespace_id: '' }))
    return {
      ...rest,
      ...(limits && { ratelimits: limits }),
      ...(vars !== undefined && { vars: { ...vars, MAIL_FROM: '' } }),
    }
  }
  const { env, ...top } = parse(toml) as Record<string, Record<string, unknown>>
  return { ...common(top), ...(env && { staging: common(env.staging as Record<string, unknown>) }) }
}

it.each(['wrangler.toml', 'wrangler.signing.toml', 'wrangler.local.toml'])(
  '%s says what this one says',
  async (name) => {
    const made = (await make())[name]
    expect(settings(made)).toEqual(settings(await readFile(name, 'utf8')))
    expect(made).not.toMatch(/\{\{|src\//)
    // Two Workers of one account with one number would share what a client may do.
    const numbers = [...(made ?? '').matchAll(/namespace_id = "(\d+)"/g)].map(([, number]) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
  },
)

it('a domain is where the letters and the form are, and nowhere else', async () => {
  const files = await make({ domain: 'letters.example.org' })
  expect(parse(files['wrangler.toml'] ?? '')).toMatchObject({
    workers_dev: false,
    routes: [{ pattern: 'letters.example.org', custom_domain: true }],
  })
  expect(parse(files['wrangler.signing.toml'] ?? '')).toMatchObject({
    workers_dev: false,
    routes: ['letters.example.org/sign/*'],
    vars: { MAIL_FROM: 'letters@letters.example.org' },
  })
  expect(parseYaml(files['site.yaml'] ?? '')).toEqual({
    name: 'Air: letters',
    origin: 'https://letters.example.org',
    language: 'fr',
  })
  expect(parseYaml((await make())['site.yaml'] ?? '')).toEqual({ name: 'Air: letters', language: 'fr' })
})

it('who lets nobody sign gets nothing to set up for it', async () => {
  const names = Object.keys(await make({ signOn: false }))
  expect(names.filter((name) => /sign|local/.test(name))).toEqual([])
  expect(names).toEqual(
    expect.arrayContaining(['package.json', 'wrangler.toml', 'site.yaml', '.gitignore', 'README.md']),
  )
})

it('the commands of npm are those of this repository', async () => {
  const { scripts } = JSON.parse((await make())['package.json'] ?? '')
  const own = JSON.parse(await readFile('package.json', 'utf8')).scripts
  const there = Object.entries(scripts as Record<string, string>).map(([name, script]) => [
    name,
    script.replaceAll(/undersigned (?=[a-z])/g, 'node src/cli/undersigned.ts '),
  ])
  for (const [name = '', script] of there)
    expect(own[name].replace(/npm run --silent publish-letters --/, own['publish-letters']), name).toBe(
      script,
    )
})
