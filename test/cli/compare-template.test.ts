import { expect, it } from 'vitest'
import { differences } from '../../src/cli/compare-template.ts'

const TOML = `name = "letters"
main = "build/reading.js"
minify = true
[vars]
MAILS = "1000"
[dev]
ip = "127.0.0.1"
port = 8787
[[ratelimits]]
name = "LIMIT"
namespace_id = "1"
simple = { limit = 60 }
`
const said = (own: string, made = TOML) =>
  differences({ 'wrangler.toml': own }, { 'wrangler.toml': made }).map(({ message }) => message)

it('what is the site’s own is no difference, nor is what only it has', () => {
  const own = TOML.replace('"letters"', '"mine"')
    .replace('build/reading.js', 'worker.js')
    .replace('"1000"', '"5"')
    .replace('8787', '80')
    .replace('"1"', '"123"')
  expect(said(`account_id = "1"\n${own}\n[placement]\nmode = "smart"\n`)).toEqual([])
})

it.each([
  ['minify = true\n', '', 'minify is new: true'],
  ['minify = true', 'minify = false', 'minify is false, and would be true'],
  ['ip = "127.0.0.1"\n', '', 'dev.ip is new: "127.0.0.1"'],
  ['MAILS = "1000"\n', '', 'vars.MAILS is new'],
  [
    'limit = 60',
    'limit = 5',
    'ratelimits is [{"name":"LIMIT","simple":{"limit":5}}], and would be [{"name":"LIMIT","simple":{"limit":60}}]',
  ],
])('a setting that another version makes otherwise is said: %j', (from, to, message) => {
  expect(said(TOML.replace(from, to))).toEqual([message])
})

it('a workflow is nobody’s own, and is brought whole; scripts are, beside those that somebody added', () => {
  const made = {
    '.github/workflows/publish.yml': 'new',
    'package.json': '{"scripts":{"start":"new"},"allowScripts":{"a":true}}',
  }
  expect(differences(made, made)).toEqual([])
  const own = { 'package.json': '{"name":"mine","scripts":{"start":"old","mine":"x"}}' }
  const [workflow, ...scripts] = differences(own, made)
  expect(workflow).toEqual({ file: '.github/workflows/publish.yml', message: 'is new', text: 'new' })
  expect(scripts).toMatchObject([{ file: 'package.json', message: 'npm run start would be another' }])
  expect(JSON.parse(scripts[0]?.text ?? '')).toEqual({
    name: 'mine',
    scripts: { start: 'new', mine: 'x' },
    allowScripts: { a: true },
  })
})

it('who has no sign-on is told nothing of it', () => {
  expect(differences({}, { 'wrangler.signing.toml': TOML })).toEqual([])
})
