/** What a newcomer meets, on a server that answers as Cloudflare's API does. */
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openApi } from '../../src/cli/cloudflare-api.ts'
import { examineAccount, type Finding } from '../../src/cli/doctor.ts'
import { type Asked, startPretendCloudflare } from './pretend-cloudflare.ts'
import { createProject } from './project.ts'

/** The name in this project's own wrangler.toml. */
const cloudflare = await startPretendCloudflare('undersigned')
beforeEach(() => {
  cloudflare.reset()
  for (const [name, value] of Object.entries(cloudflare.env)) vi.stubEnv(name, value)
})
afterEach(() => vi.unstubAllEnvs())
afterAll(() => cloudflare.stop())

const examine = async (now?: number): Promise<Record<string, Finding>> => {
  const findings = await Array.fromAsync(examineAccount(openApi(), undefined, now))
  return Object.fromEntries(findings.map((finding) => [finding.what, finding]))
}
const deny = (isIt: (asked: Asked) => boolean) => {
  cloudflare.state.fault = (asked) =>
    isIt(asked) ? { status: 403, code: 10_000, message: 'Authentication error' } : undefined
}

describe('the doctor', { timeout: 60_000 }, () => {
  it('finds nothing where all is right, and asks for nothing that writes', async () => {
    const found = await examine()
    expect(Object.keys(found)).toEqual([
      'wrangler.toml',
      'login',
      'clock',
      'account',
      'workers.dev',
      'Worker',
      'KV',
    ])
    expect(Object.values(found).filter(({ state }) => state !== 'right')).toEqual([])
    expect(cloudflare.asked.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('names the accounts of a login that has several', async () => {
    vi.stubEnv('CLOUDFLARE_ACCOUNT_ID', '')
    cloudflare.accounts.push({ id: 'f'.repeat(32), name: 'Another' })
    const { account, Worker } = await examine()
    expect(account).toMatchObject({
      state: 'wrong',
      says: expect.stringMatching(/account_id = "f{32}" {2}# Another/),
    })
    expect(Worker).toBeUndefined()
  })

  it('says what is still to be done before a first deploy: a name for free addresses, and the deploy', async () => {
    cloudflare.workers.clear()
    cloudflare.state.fault = ({ path }) =>
      path.endsWith('/workers/subdomain') ? { status: 404, code: 10_007, message: 'none' } : undefined
    const found = await examine()
    expect(found['workers.dev']).toMatchObject({ state: 'later', todo: expect.stringContaining('dashboard') })
    expect(found.Worker).toMatchObject({ state: 'later', todo: 'npm run deploy' })
  })

  it('says that another Worker has the name, which a deploy would replace', async () => {
    cloudflare.workers.set('undersigned', { versions: [{ id: 'a', bindings: [] }], deployed: 'a' })
    expect((await examine()).Worker).toMatchObject({
      state: 'wrong',
      says: expect.stringContaining('another name'),
    })
  })

  it('says which rights a token lacks', async () => {
    deny(({ path }) => path.endsWith('/keys'))
    expect((await examine()).KV).toMatchObject({
      state: 'wrong',
      todo: expect.stringContaining('“Workers KV Storage: Edit”'),
    })
    deny(() => true)
    expect((await examine()).login).toMatchObject({ state: 'wrong', says: expect.stringContaining('403') })
  })

  it('says that the clock is off, and how far', async () => {
    expect((await examine(Date.now() + 600_000)).clock).toMatchObject({
      state: 'wrong',
      says: 'is 10 minutes off',
    })
  })

  it('looks at the letters first, and tells whoever has no login how to get one', async () => {
    vi.unstubAllEnvs()
    const project = await createProject()
    try {
      const { code, stdout } = await project.run(['doctor'])
      expect(code).toBe(1)
      expect(stdout).toMatch(
        /^✓ data\/: 1 letter, and nothing wrong\n✓ plan: .*\n· address: .*\n {2}→ .*\n✓ wrangler\.toml: is of the Worker test\n✗ login: /,
      )
      expect(stdout).toContain('wrangler login')
    } finally {
      await project.remove()
    }
  })
})
