/** The command that does what the desk does, against both real Workers. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letterSignedBy } from '../letters.ts'
import { type Sites, startSites, TOKEN } from './sites.ts'

let sites: Sites
beforeAll(async () => {
  sites = await startSites(letterSignedBy(3), { who: 'persons', moderation: 'before', fields: ['role'] })
}, 60_000)
afterAll(() => sites.close())

const run = async (args: string[], token = TOKEN) => {
  const all = ['src/cli/undersigned.ts', 'signons', ...args, '--at', sites.origin]
  const env = { ...process.env, SIGNONS_TOKEN: token }
  try {
    return { ...(await promisify(execFile)(process.execPath, all, { env })), code: 0 }
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number }
    return { stdout, stderr, code }
  }
}

const post = (path: string, fields: Record<string, string>) =>
  fetch(sites.origin + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })

/** Signs and confirms over HTTP, as the form does. */
const sign = async (name: string): Promise<void> => {
  const form = await (await fetch(`${sites.origin}/sign/a-letter?lang=en`)).text()
  const stamp = /name="stamp" value="([^"]+)"/.exec(form)?.[1] ?? ''
  await new Promise((resolve) => setTimeout(resolve, 3_100))
  const email = `${name.length}@example.org`
  await post('/sign/a-letter', { type: 'person', name, email, role: '', stamp, step: 'sign' })
  const key = new URL(await sites.nextLink('/mine')).searchParams.get('key') ?? ''
  const page = await (await fetch(`${sites.origin}/sign/a-letter/mine?key=${key}`)).text()
  const text = /name="text" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const shown = JSON.stringify({ type: 'person', name })
  await post('/sign/a-letter/mine', { key, act: 'confirm', shown, text })
}

test('lists who waits, lets them through, rejects and erases, and exports only what is public', {
  timeout: 120_000,
}, async () => {
  for (const name of ['Ada Example', 'Not Me', 'Cy Example']) await sign(name)
  const listed = await run(['list', 'a-letter'])
  expect(listed.stdout).toMatch(/1 {2}Ada Example {2}waiting[\s\S]*2 {2}Not Me[\s\S]*3 {2}Cy Example/)
  expect(await run(['reject', 'a-letter', '2'])).toMatchObject({ code: 2 })
  expect((await run(['reject', 'a-letter', '2', '--reason', 'Not a name'])).stdout).toBe('1 of 1 done.\n')
  expect((await run(['approve', 'a-letter', '--all', '--yes'])).stdout).toBe('2 of 2 done.\n')
  const csv = await run(['export', 'a-letter', '--csv'])
  expect(csv.stdout).toMatch(
    /^id,name,type,signed\r\nsignon-([a-z0-9]{6})-1,Ada Example,person,\d{4}-\d\d-\d\d\r\nsignon-\1-2,Cy Example,person,[\d-]+\r\n$/,
  )
  expect((await run(['erase', 'a-letter', '1', '--yes'])).stdout).toBe('1 of 1 done.\n')
  expect((await run(['export', 'a-letter', '--csv'])).stdout).not.toContain('Ada')
})

test('is let in by the token alone', async () => {
  const { code, stderr } = await run(['list', 'a-letter'], 'another token')
  expect(code).toBe(1)
  expect(stderr).toContain('says 401: this is not the token')
  expect((await fetch(`${sites.origin}/sign/api/a-letter`, { method: 'POST', body: '{}' })).status).toBe(401)
})
