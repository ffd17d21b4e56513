/** The real Wrangler, on a server that answers as Cloudflare's API does. */
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Kv } from '../../src/publishing/kv.ts'
import { getValues } from '../../src/publishing/kv.ts'
import { itKeepsTheContract } from '../publishing/kv-contract.ts'
import { startPretendCloudflare } from './pretend-cloudflare.ts'

/** The name in this project's own wrangler.toml, which Wrangler reads. */
const cloudflare = await startPretendCloudflare('undersigned')
for (const [name, value] of Object.entries(cloudflare.env)) vi.stubEnv(name, value)
// Only now, for the environment is taken when it is loaded.
const { createWranglerKv } = await import('../../src/cli/kv-wrangler.ts')
const remote = (timeLimit?: number): Kv => createWranglerKv(timeLimit === undefined ? {} : { timeLimit })

beforeEach(() => cloudflare.reset())
afterEach(() => vi.restoreAllMocks())
afterAll(() => {
  vi.unstubAllEnvs()
  cloudflare.stop()
})

describe('a store through Wrangler and the API', { timeout: 120_000 }, () => {
  itKeepsTheContract(() => {
    cloudflare.reset()
    return remote()
  }, 120_000)

  it('tries again what the API answered with a failure that passes', async () => {
    const failures = [
      { status: 429, code: 971, message: 'Please wait and consider throttling your request speed' },
      { status: 500, code: 12_345, message: 'a code that nobody has heard of' },
    ]
    cloudflare.state.fault = ({ path }) => (path.endsWith('/bulk') ? failures.shift() : undefined)
    await remote().put([{ key: 'a', value: '1' }])
    expect(cloudflare.values.get('a')).toEqual({ value: '1' })
    expect(cloudflare.asked.filter(({ path }) => path.endsWith('/bulk'))).toHaveLength(3)
  })

  it('does not try again what will not pass, and says what the API said', async () => {
    cloudflare.state.fault = () => ({ status: 403, code: 10_000, message: 'Authentication error' })
    const failure = await getValues(remote(), ['a']).catch(String)
    expect(failure).toMatch(/could not read from remote KV:[\s\S]*Authentication error \[code: 10000\]/)
    expect(failure).not.toContain('\u001b')
    // Wrangler goes on to ask who we are, which is not ours to try again.
    expect(cloudflare.asked.filter(({ path }) => path.endsWith('/settings'))).toHaveLength(1)
  })

  it('stops a call that hangs, says after how long, and leaves no process behind', async () => {
    cloudflare.state.fault = ({ path }) => (path.endsWith('/bulk/get') ? 'hang' : undefined)
    await expect(getValues(remote(4_000), ['a'])).rejects.toThrow(
      'Wrangler could not read from remote KV: it did not end within 4 seconds and was stopped.',
    )
    await vi.waitFor(async () => expect(await cloudflare.connections()).toBe(0), 2_000)
    expect(cloudflare.asked.filter(({ path }) => path.endsWith('/bulk/get')).length).toBeLessThan(2)
  })
})
