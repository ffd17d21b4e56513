/** `undersigned verify --url … --erased`, against a server that answers as a deployment. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listen } from '../listen.ts'
import { createProject, type Project } from './project.ts'

let project: Project
let site: Awaited<ReturnType<typeof listen>>
let answers: Record<string, string>

beforeAll(async () => {
  project = await createProject()
  site = await listen(({ url = '' }, response) => {
    const answer = answers[url]
    response.writeHead(answer === undefined ? 404 : 200).end(answer)
  })
})
afterAll(async () => {
  site.close()
  await project.remove()
})

const letters = '{"letters":[{"slug":"a-letter"}]}'
const look = (...args: string[]) => project.run(['verify', '--erased', 'Ada Example', ...args])

it('says that a name is nowhere, in how many addresses, or where it is found', {
  timeout: 60_000,
}, async () => {
  answers = { '/v1/letters': letters }
  expect(await look('--url', site.base)).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Not found at any of \d+ addresses\.\n$/),
    stderr: '',
  })
  answers['/letters/a-letter.txt'] = 'ada example'
  expect(await look('--url', site.base)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining(`addresses:\n  ${site.base}/letters/a-letter.txt\n`),
  })
  const ran = await look('--url', site.base, '--json', 'a-letter')
  expect(ran.code).toBe(1)
  expect(JSON.parse(ran.stdout)).toMatchObject({
    ok: false,
    complete: true,
    found: [`${site.base}/letters/a-letter.txt`],
  })
})

it('needs a deployment, a name and letters that are there', { timeout: 60_000 }, async () => {
  answers = { '/v1/letters': letters }
  for (const [args, said] of [
    [[], '--url <address>'],
    [['--url', site.base, 'b-letter'], `serves no letter b-letter; did you mean a-letter?`],
    [['--url', site.base, '--erased', '!'], 'no letter or digit'],
  ] as const)
    expect(await look(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
})
