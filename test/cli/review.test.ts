/** `review` as a workflow runs it: the Markdown, the marks, the exit code. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listen } from '../listen.ts'
import { createProject, type Project } from './project.ts'

let project: Project
beforeEach(async () => {
  project = await createProject()
})
afterEach(() => project.remove())

describe('review', { timeout: 60_000 }, () => {
  it('compares with a deployment, and tells of letters that it has and data/ has not', async () => {
    const link = 'https://letters.example/'
    const gone = {
      slug: 'gone-letter',
      title: 'Gone',
      date: '2020-01-01',
      addressee: 'X',
      languages: ['en'],
      revision: 'a'.repeat(64),
      published: '2020-01-01T00:00:00Z',
      signatories: { count: 1 },
      links: { self: link, page: link, signatories: link },
    }
    const { base, close } = await listen((request, response) => {
      const isList = request.url === '/v1/letters'
      response.writeHead(isList ? 200 : 404, { 'Content-Type': 'application/json' })
      response.end(isList ? JSON.stringify({ letters: [gone], links: { self: link } }) : '{}')
    })
    try {
      const ran = await project.run(['review', '--url', base])
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      expect(ran.stdout).toMatch(
        /^### ✓ Merging this changes 1 letter for readers\n\n```diff\na-letter: new, /,
      )
      expect(ran.stdout).toContain(
        '1 letter without a folder, which readers still get:\n\n```\ngone-letter\n```\n',
      )
    } finally {
      close()
    }
  })

  it('marks what is wrong at its lines in GitHub Actions, writes the comment to a file, and exits with 1', async () => {
    await project.write('data/a-letter/signatories.csv', 'id,name\na,A\na,B\n')
    const ran = await project.spawn(['review', '--out', 'review.md'], { GITHUB_ACTIONS: 'true' })
    expect(ran).toEqual({
      code: 1,
      stdout:
        '::error file=data/a-letter/signatories.csv,line=3,col=1::the id “a” is already that of line 2; give each signatory its own id, or delete one of the rows\n',
      stderr: '',
    })
    expect(await readFile(join(project.root, 'review.md'), 'utf8')).toContain('### ✗ 1 problem')
    const json = await project.run(['review', '--json'])
    expect([json.code, JSON.parse(json.stdout).problems.length]).toEqual([1, 1])
  })
})
