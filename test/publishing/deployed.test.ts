/** diff and verify over the public API, served by the real routes. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letterFolder } from '../../src/editing/read-data.ts'
import { readLetter } from '../../src/editing/read-letter.ts'
import { publicationHash } from '../../src/publishing/chain.ts'
import { snapshotOf } from '../../src/publishing/snapshot.ts'
import { createApp } from '../../src/reading/app.ts'
import type { Publication } from '../../src/revision/layout.ts'
import { CSV, createProject, LETTER, type Project } from '../cli/project.ts'
import { listen } from '../listen.ts'
import { serveRoutes } from '../serve-routes.ts'

const everyKind = `${LETTER.replace('please stop.', 'please *stop*,  \nand [read](https://example.org/?a=1&b=2) 1. this:')}
# A heading

> Quoted, and **quoted**.

3. Three
4. Four \\* not a star
`
const people = `id,name,type,role,printed_as,withdrawn
ada,Ada,person,Professor,,
b,B,organisation,,"B, exactly so",
gone,Gone,organisation,,,2021-01-01
c,C,organisation,,C,
`

let project: Project
let url: string
let close: () => void
/** What a deployment that is not to be trusted does to an answer. */
let tamper = (body: string): string => body

beforeAll(async () => {
  project = await createProject({
    'data/a-letter/letter.en.md': everyKind,
    'data/a-letter/letter.fr.md': LETTER.replace('date: 2020-02-29', 'translation_of: en'),
    'data/a-letter/signatories.csv': people,
  })
  const read = await readLetter(await letterFolder('a-letter', `${project.root}/data`))
  if ('problems' in read) expect.fail(JSON.stringify(read.problems))
  const app = createApp(await snapshotOf([read.letter]))
  const served = await serveRoutes(
    { get: async () => null },
    () => app,
    async (_, answer) => new Response(tamper(await answer.text()), answer),
  )
  url = served.base
  close = served.close
})
afterAll(async () => {
  close()
  await project.remove()
})

describe('over the public API', { timeout: 60_000 }, () => {
  it('verify finds the revision again from what is served: every block, translation and printed name', async () => {
    const ran = await project.run(['verify', '--url', url, '--json'])
    expect(JSON.parse(ran.stdout)).toMatchObject({
      ok: true,
      letters: [
        {
          slug: 'a-letter',
          count: 3,
          checks: [{ check: 'content' }, { check: 'history' }, { check: 'data' }],
        },
      ],
    })
    expect(ran.code).toBe(0)
  })

  it.each([
    ['a word', (body: string) => body.replace('please', 'never')],
    ['a name', (body: string) => body.replaceAll('B, exactly so', 'B')],
    ['a missing signatory', (body: string) => body.replace(/\{\s*"position": 2,[^}]*\},/, '')],
  ])('verify finds %s that is not what was published', async (_, change) => {
    tamper = change
    const ran = await project.run(['verify', 'a-letter', '--url', url])
    tamper = (body) => body
    expect(ran).toMatchObject({ code: 1 })
    expect(ran.stdout).toContain('WRONG')
    expect(ran.stdout).toContain('✗ content')
  })

  it('verify computes the chain again, page by page, with nothing but the address', async () => {
    const empty = await createProject()
    for (const name of ['data', 'wrangler.toml']) await rm(join(empty.root, name), { recursive: true })
    const verify = (...args: string[]) => empty.run(['verify', 'a-letter', '--url', url, ...args])
    const revision = 'e'.repeat(64)
    const first: Publication = { revision, published: '2020-01-01T00:00:00.000Z', count: 2, by: 'Ada' }
    let second: Publication | undefined
    tamper = (body) => {
      if (!body.includes('"revisions": [')) return body
      const { revisions } = JSON.parse(body) as { revisions: Publication[] }
      second ??= { ...(revisions[0] as Publication), previous: publicationHash(first) }
      const isLast = body.includes('?cursor=1"')
      return JSON.stringify({
        revisions: [isLast ? first : second],
        links: { next: isLast ? null : `${url}/v1/letters/a-letter/revisions?cursor=1` },
      })
    }
    const whole = await verify()
    expect(whole).toMatchObject({ code: 0, stderr: '' })
    if (second === undefined) expect.fail()
    expect(whole.stdout).toContain(`  chain of 2 publications: ${publicationHash(second)}\n`)
    expect(await verify('--since', publicationHash(first))).toMatchObject({ code: 0 })
    const lost = await verify('--since', 'A'.repeat(43))
    expect(lost).toMatchObject({ code: 1 })
    expect(lost.stdout).toContain(`✗ history: it does not lead to ${'A'.repeat(43)}`)
    expect(await verify('--since', 'A')).toMatchObject({ code: 2 })
    first.by = 'Somebody else'
    expect((await verify()).stdout).toContain('✗ history: that of ')
    tamper = (body) => body
    await empty.remove()
  })

  it.each([
    ['repeats itself', '"signatories?status=all"', 'position 1 again'],
    ['leads on though nobody is on the page', '"signatories?cursor=x"', 'does not end'],
  ])('a list that %s is not followed for ever', async (_, next, said) => {
    tamper = (body) =>
      body
        .replace(/"next": null/, `"next": "${url}/v1/letters/a-letter/${next.slice(1)}`)
        .replace(/"signatories": \[[\s\S]*\],/, (list) =>
          next.includes('cursor') ? '"signatories": [],' : list,
        )
    const ran = await project.run(['verify', 'a-letter', '--url', url])
    tamper = (body) => body
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining(said) })
  })

  it.each([
    [
      'a next page that is no address',
      (body: string) => body.replace('"next": null', '"next": "http://["'),
      'which is no address',
    ],
    [
      'more people than it counts',
      (body: string) => body.replace('"count": 3', '"count": 2'),
      'the 2 of the letter',
    ],
    [
      'more than any letter is',
      (body: string) => (body.includes('"keys"') ? body : ' '.repeat(33 * 1024 * 1024)),
      'more than 32 MiB',
    ],
  ])('an answer with %s is a problem with its address', async (_, change, said) => {
    tamper = change
    const ran = await project.run(['verify', 'a-letter', '--url', url])
    tamper = (body) => body
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining(said) })
    expect(ran.stderr).toMatch(new RegExp(`^${url}/v1/letters/a-letter`))
  })

  it('is not led to another host: that is a problem which names both', async () => {
    const elsewhere = await listen((_, response) => {
      response.writeHead(302, { Location: `${url}/v1/letters/a-letter` }).end()
    })
    const other = elsewhere.base
    const ran = await project.run(['diff', 'a-letter', '--url', other])
    elsewhere.close()
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain(`${other}/v1/letters/a-letter leads to ${url}/v1/letters/a-letter`)
  })

  it('diff shows what publishing would change there, without a login', async () => {
    const unchanged = await project.run(['diff', '--url', url])
    expect(unchanged, unchanged.stderr).toMatchObject({ stdout: expect.stringContaining('nothing changes') })
    await project.write('data/a-letter/signatories.csv', `${people}d,D,organisation,,,\n`)
    const ran = await project.run(['diff', 'a-letter', '--url', url, '--json'])
    expect(ran.code).toBe(0)
    const [letter] = JSON.parse(ran.stdout).letters
    expect(letter).toMatchObject({ before: { count: 3 }, after: { count: 4 }, facts: [], text: [] })
    expect(letter.signatories).toEqual({
      added: [{ id: 'd', name: 'D', position: 4 }],
      removed: [],
      withdrawn: [],
      renamed: [],
      changed: [],
      moved: [],
    })
    await project.write('data/b/letter.en.md', LETTER)
    await project.write('data/b/signatories.csv', CSV)
    expect((await project.run(['diff', 'b', '--url', url])).stdout).toContain('b: new')
  })

  it('what cannot be reached, or is no deployment, is a problem with its address', async () => {
    const ran = await project.run(['verify', 'a-letter', '--url', 'http://127.0.0.1:9'])
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('http://127.0.0.1:9/') })
    tamper = () => '<html>'
    expect(await project.run(['diff', 'a-letter', '--url', url])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('did not answer as expected'),
    })
    tamper = (body) => body
  })
})
