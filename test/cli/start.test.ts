/** What `undersigned start` prepares and shows, beside running Wrangler. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { completeDevVars } from '../../src/cli/dev-vars.ts'
import { showMails } from '../../src/cli/local-mail.ts'
import { createProject } from './project.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('makes up the secrets that .dev.vars lacks, and keeps those that are there', async () => {
  const path = join(folder, '.dev.vars')
  await completeDevVars(path)
  const made = await readFile(path, 'utf8')
  expect(made).toMatch(
    /^SIGNING_SECRET="[\w-]{43}"\nSIGNONS_TOKEN="[\w-]{43}"\nMODERATORS="moderator@example.org"\nJURISDICTION=""\n$/,
  )
  await completeDevVars(path)
  expect(await readFile(path, 'utf8')).toBe(made)
  await writeFile(path, 'MODERATORS=me@example.org')
  await completeDevVars(path)
  expect(await readFile(path, 'utf8')).toMatch(/^MODERATORS=me@example.org\nSIGNING_SECRET="/)
})

it('shows each new mail once, and none from before', async () => {
  const mails = join(folder, '.wrangler/tmp/email/one/email-text')
  await mkdir(mails, { recursive: true })
  await writeFile(join(mails, 'old.txt'), 'old')
  const said: string[] = []
  const stop = await showMails((text) => said.push(text), folder)
  await writeFile(join(mails, 'new.txt'), 'a link')
  await vi.waitFor(() => expect(said).toEqual(['a link']), 5_000)
  await writeFile(join(mails, 'newer.txt'), 'another')
  await vi.waitFor(() => expect(said).toEqual(['a link', 'another']), 5_000)
  stop()
})

it('says where it is to be run, where that is not here', async () => {
  const project = await createProject()
  await rm(join(project.root, 'wrangler.toml'))
  expect(await project.run(['start'])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'There is no wrangler.toml here: run this where it is, in the project’s own folder\n',
  })
  await project.remove()
})
