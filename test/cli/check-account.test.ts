/** What a newcomer's first deploy meets, on a server that answers as Cloudflare's API does: each is told what to do. */
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkAccount } from '../../src/cli/check-account.ts'
import { openApi } from '../../src/cli/cloudflare-api.ts'
import { NameTaken } from '../../src/cli/kv-remote.ts'
import { type Asked, startPretendCloudflare } from './pretend-cloudflare.ts'
import type { Binding } from './pretend-workers.ts'

/** The name in this project's own wrangler.toml. */
const WORKER = 'undersigned'
const cloudflare = await startPretendCloudflare()
beforeEach(() => {
  cloudflare.reset()
  for (const [name, value] of Object.entries(cloudflare.env)) vi.stubEnv(name, value)
})
afterEach(() => vi.unstubAllEnvs())
afterAll(() => cloudflare.stop())

const check = (env = '') => checkAccount(openApi(), env)
const fail = (
  status: number,
  code: number,
  message: string,
  isIt: (asked: Asked) => boolean = () => true,
) => {
  cloudflare.state.fault = (asked) => (isIt(asked) ? { status, code, message } : undefined)
}
const hasWorker = (...bindings: Binding[]) =>
  cloudflare.workers.set(WORKER, { versions: [{ id: 'a', bindings }], deployed: 'a' })

describe('before a deploy', { timeout: 60_000 }, () => {
  it('nothing is wrong with an account in which nothing was ever deployed, and nothing is written', async () => {
    await check()
    await check('staging')
    expect(cloudflare.asked.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('who has several accounts is told the line that says which', async () => {
    vi.stubEnv('CLOUDFLARE_ACCOUNT_ID', '')
    cloudflare.accounts.push({ id: 'f'.repeat(32), name: 'Another' })
    await expect(check()).rejects.toThrow(
      /wrangler\.toml, at the top:[\s\S]*account_id = "f{32}" {2}# Another/,
    )
  })

  it.each([
    [400, 7003, 'Could not route to /client/v4/accounts/0123, perhaps your object identifier is invalid?'],
    [403, 9109, 'Unauthorized to access requested resource'],
  ])('who names another’s account is told where to look for the right one (%i, %i)', async (...answer) => {
    fail(...answer, ({ path }) => path.startsWith('/accounts/'))
    await expect(check()).rejects.toThrow(
      /^Nothing was deployed, for the account 0123456789abcdef\S* cannot be used: .*npx wrangler whoami/,
    )
  })

  it('whose token may not deploy, or may not make a KV, is told which rights it needs', async () => {
    const rights = /“Workers Scripts: Edit” and “Workers KV Storage: Edit”/
    fail(403, 10_000, 'Authentication error')
    await expect(check()).rejects.toThrow(rights)
    fail(403, 10_000, 'Authentication error', ({ path }) => path.endsWith('/namespaces'))
    await expect(check()).rejects.toThrow(rights)
  })

  it('another’s Worker of the same name is not replaced; this site’s own is, and one that Workers Builds has just made', async () => {
    hasWorker({ type: 'd1', name: 'DB' })
    await expect(check()).rejects.toThrow(NameTaken)
    await expect(check()).rejects.toThrow(
      'There is a Worker “undersigned” in this account that is not of this site',
    )
    await check('staging')
    vi.stubEnv('WRANGLER_CI_OVERRIDE_NAME', WORKER)
    await check()
    vi.stubEnv('WRANGLER_CI_OVERRIDE_NAME', undefined)
    hasWorker({ type: 'kv_namespace', name: 'LETTERS', namespace_id: 'a' })
    await check()
  })
})
