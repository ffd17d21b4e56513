/** On a server that answers as Cloudflare's API does. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRemoteKv, NotDeployed } from '../../src/cli/kv-remote.ts'
import type { Kv } from '../../src/publishing/kv.ts'
import { getValues } from '../../src/publishing/kv.ts'
import { itKeepsTheContract } from '../publishing/kv-contract.ts'
import { startPretendCloudflare } from './pretend-cloudflare.ts'

/** The name in this project's own wrangler.toml. */
const cloudflare = await startPretendCloudflare('undersigned')
const remote = (timeLimit?: number): Kv => createRemoteKv(timeLimit === undefined ? {} : { timeLimit })
const read = (kv = remote()) => getValues(kv, ['a'])

beforeEach(() => {
  cloudflare.reset()
  for (const [name, value] of Object.entries(cloudflare.env)) vi.stubEnv(name, value)
})
afterEach(() => vi.unstubAllEnvs())
afterAll(() => cloudflare.stop())

describe('a store through the API', { timeout: 60_000 }, () => {
  itKeepsTheContract(() => {
    cloudflare.reset()
    return remote()
  }, 60_000)

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

  it('writes again what the API says that it did not write, and nothing else', async () => {
    const losing = ['b']
    cloudflare.state.loses = (key) => key === losing[0] && losing.shift() !== undefined
    const written: number[] = []
    await remote().put(
      ['a', 'b', 'c'].map((key) => ({ key, value: '1' })),
      (count) => written.push(count),
    )
    expect([...cloudflare.values.keys()].sort()).toEqual(['a', 'b', 'c'])
    expect(written).toEqual([3])
    expect(cloudflare.asked.filter(({ path }) => path.endsWith('/bulk'))).toHaveLength(2)
  })

  it('reads by halves what is too much for one call', async () => {
    const keys = ['a', 'b', 'c']
    await remote().put(keys.map((key) => ({ key, value: `of ${key}` })))
    let refused = 0
    cloudflare.state.fault = ({ path }) =>
      path.endsWith('/bulk/get') && refused++ === 0
        ? { status: 413, code: 10_029, message: 'Total size of request exceeds limit' }
        : undefined
    expect(await getValues(remote(), keys)).toEqual(new Map(keys.map((key) => [key, `of ${key}`])))
    expect(cloudflare.asked.filter(({ path }) => path.endsWith('/bulk/get'))).toHaveLength(3)
  })

  it('does not try again what will not pass, and says what the API said and which rights are needed', async () => {
    cloudflare.state.fault = () => ({ status: 403, code: 10_000, message: 'Authentication error' })
    await expect(read()).rejects.toThrow(
      /^Could not read from remote KV: .*Authentication error \[code: 10000\].*“Workers KV Storage: Edit”/,
    )
    expect(cloudflare.asked).toHaveLength(1)
  })

  it('says when it goes on where the day’s writes are used up, and does not try again', async () => {
    const message = 'your account has reached the free usage limit for this operation for today'
    cloudflare.state.fault = ({ path }) =>
      path.endsWith('/bulk') ? { status: 429, code: 10_048, message } : undefined
    await expect(remote().put([{ key: 'a', value: '1' }])).rejects.toThrow(
      /^Could not write to remote KV: .*\[code: 10048\]\. What the Free plan allows in a day .* after midnight UTC/,
    )
    expect(cloudflare.asked.filter(({ path }) => path.endsWith('/bulk'))).toHaveLength(1)
  })

  it('stops a call that hangs, says after how long, and does not try again', async () => {
    cloudflare.state.fault = ({ path }) => (path.endsWith('/bulk/get') ? 'hang' : undefined)
    await expect(read(remote(500))).rejects.toThrow(
      'Could not read from remote KV: Cloudflare did not answer within 1 seconds.',
    )
    expect(cloudflare.asked.filter(({ path }) => path.endsWith('/bulk/get'))).toHaveLength(1)
  })

  it('says that there is no connection, and to where', async () => {
    vi.stubEnv('CLOUDFLARE_API_BASE_URL', 'http://127.0.0.1:9')
    await expect(read()).rejects.toThrow(/^Could not read from remote KV: no connection to 127\.0\.0\.1:9: /)
  })
})

describe('which namespace it is', { timeout: 60_000 }, () => {
  it('is that of the deployed Worker in the one account of the login', async () => {
    vi.stubEnv('CLOUDFLARE_ACCOUNT_ID', '')
    await remote().put([{ key: 'a', value: '1' }])
    expect(cloudflare.values.get('a')).toEqual({ value: '1' })
  })

  it('is asked for where the login has several accounts, with the line that says which', async () => {
    vi.stubEnv('CLOUDFLARE_ACCOUNT_ID', '')
    cloudflare.accounts.push({ id: 'f'.repeat(32), name: 'Another' })
    await expect(read()).rejects.toThrow(
      /several accounts[\s\S]*\n {2}account_id = "0123456789abcdef0123456789abcdef" {2}# Pretend\n {2}account_id = "f{32}" {2}# Another$/,
    )
  })

  it('is not there before the Worker is deployed', async () => {
    cloudflare.workers.clear()
    const failure = await read().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(NotDeployed)
    expect(String(failure)).toContain(
      'There is no Worker “undersigned” with a KV for letters in this account',
    )
  })

  it('needs a login, and says how to get one', async () => {
    vi.stubEnv('CLOUDFLARE_API_TOKEN', '')
    const home = await mkdtemp(join(tmpdir(), 'undersigned-home-'))
    try {
      for (const name of ['HOME', 'XDG_CONFIG_HOME']) vi.stubEnv(name, home)
      await expect(read()).rejects.toThrow('You are not logged in to Cloudflare: type npx wrangler login')
    } finally {
      await rm(home, { recursive: true })
    }
  })
})
