/** What a new repository is made of agrees with this one, which is tested. */
import { readFile } from 'node:fs/promises'
import { parse } from 'smol-toml'
import { expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { Answers } from '../../src/create/answers.ts'
import { filesOf } from '../../src/create/files.ts'
import { pageOf } from '../../src/create/repository.ts'

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

it('Cloudflare’s button makes a copy with all that a deploy needs, at the address that git knows', async () => {
  const files = await filesOf(
    'create/template',
    'my-letters',
    { ...PLAIN, signOn: false },
    'https://github.com/a/b',
  )
  expect(files['README.md']).toContain('(https://deploy.workers.cloudflare.com/?url=https://github.com/a/b)')
  expect(files['README.md']).not.toContain('OWNER')
  const { cloudflare, scripts } = JSON.parse(files['package.json'] ?? '')
  // It runs these two, and Workers Builds no command of wrangler.toml.
  expect(scripts).toMatchObject({ build: 'undersigned build', deploy: expect.stringContaining('publish') })
  const { kv_namespaces } = parse(files['wrangler.toml'] ?? '')
  expect(kv_namespaces).toEqual(Object.keys(cloudflare.bindings).map((binding) => ({ binding })))
})

it('of a repository that is nowhere yet, the page says what to write into the button; with two Workers or a domain there is none', async () => {
  const readme = (await make({ signOn: false }))['README.md']
  expect(readme).toMatch(/\?url=(https:\/\/github\.com\/OWNER\/my-letters)\)[\s\S]*in place of `\1`/)
  for (const answers of [{}, { signOn: false, domain: 'letters.example.org' }])
    expect((await make(answers))['README.md']).not.toContain('deploy.workers.cloudflare.com')
})

it.each([
  ['git@github.com:the-coalition/letters.git', 'https://github.com/the-coalition/letters'],
  ['https://x:y@github.com/the-coalition/letters.git', 'https://github.com/the-coalition/letters'],
  ['ssh://git@gitlab.com/a/group/letters', 'https://gitlab.com/a/group/letters'],
  ['https://git.example.org/a/letters.git', undefined],
  ['https://github.com.example.org/a/letters', undefined],
])('%s has its page at %s', (remote, page) => {
  expect(pageOf(remote)).toBe(page)
})
