import { beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { ORIGIN, publish, startWorker } from '../worker.ts'

const LIST = '/v1/letters/a-letter/signatories'
/** More searches than wrangler.toml allows. */
const MANY = 200

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})

const from = (address: string): RequestInit => ({ headers: { 'CF-Connecting-IP': address } })

/** A limiter that answers in the real one's place, and who was counted. */
const limiter = (answer: () => { success: boolean }) => {
  const keys: string[] = []
  return {
    keys,
    limit: async ({ key }: { key: string }) => {
      keys.push(key)
      return answer()
    },
  }
}

/** Searches, each for something else, until one is refused. */
const searchUntilRefused = async (worker: ReturnType<typeof startWorker>, address: string) => {
  for (let n = 0; n < MANY; n++) {
    const response = await worker.fetch(`${LIST}?q=organisation+${n}`, from(address))
    if (response.status !== 200) return response
  }
  throw new Error(`${MANY} searches were all answered`)
}

describe('whoever searches too much', () => {
  it('gets a 429 that says when to try again, from the limiter of wrangler.toml', async () => {
    const worker = startWorker()
    const response = await searchUntilRefused(worker, '192.0.2.1')
    expect(response.status).toBe(429)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/problem+json',
      'retry-after': '10',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    })
    expect(await response.json()).toEqual({
      type: `${ORIGIN}/problems/too-many-requests`,
      title: 'Too many searches',
      status: 429,
      detail: 'Too many searches came from your network address. Try again in a few seconds.',
      instance: LIST,
      request_id: expect.any(String),
    })
    expect((await worker.fetch('/problems/too-many-requests')).status).toBe(200)
  })

  it('still gets lists, letters, pages and what was found before', async () => {
    const worker = startWorker({}, { SEARCH_LIMIT: limiter(() => ({ success: false })) })
    const refused = await worker.fetch(`${LIST}?q=organisation`, from('192.0.2.2'))
    expect(refused.status).toBe(429)
    // Only the head was looked up: none of the search's parts.
    expect(worker.reads).toBe(1)
    for (const path of [LIST, `${LIST}?sort=name`, '/v1/letters/a-letter', '/letters/a-letter', '/']) {
      expect((await worker.fetch(path, from('192.0.2.2'))).status, path).toBe(200)
    }
    let success = true
    const other = startWorker({}, { SEARCH_LIMIT: limiter(() => ({ success })) })
    const found = await other.fetch(`${LIST}?q=organisation`, from('192.0.2.2'))
    success = false
    for (const headers of [{}, { 'If-None-Match': found.headers.get('ETag') ?? '' }]) {
      const again = await other.fetch(`${LIST}?q=organisation`, {
        headers: { ...headers, 'CF-Connecting-IP': '192.0.2.2' },
      })
      expect(again.status).toBe('If-None-Match' in headers ? 304 : 200)
    }
  })

  it('is counted under every spelling of the address, and alone', async () => {
    const counting = limiter(() => ({ success: true }))
    const worker = startWorker({}, { SEARCH_LIMIT: counting })
    await worker.fetch(`${LIST.replace('letters', 'LETTERS')}/?q=one`, from('192.0.2.3'))
    expect(counting.keys).toEqual(['192.0.2.3'])
    await worker.fetch(`${LIST}?q=two`, from('2001:db8::4'))
    expect(counting.keys).toEqual(['192.0.2.3', '2001:db8:0:0::/64'])
  })
})

it('an IPv6 subscriber is counted once, whichever of its addresses it uses', async () => {
  const { keys, limit } = limiter(() => ({ success: true }))
  const worker = startWorker({}, { SEARCH_LIMIT: { limit } })
  const addresses = ['2001:db8:0:7::1', '2001:0DB8::7:ffff:1:2:3', '2001:db8:0:8::1', '::ffff:192.0.2.9']
  for (const [n, address] of addresses.entries())
    await worker.fetch(`${LIST}?q=organisation+${n}`, from(address))
  expect(keys).toEqual(['2001:db8:0:7::/64', '2001:db8:0:7::/64', '2001:db8:0:8::/64', '192.0.2.9'])
})

describe('nobody is limited', () => {
  it('where no limiter is bound', async () => {
    const worker = startWorker({}, { SEARCH_LIMIT: undefined })
    await expect(searchUntilRefused(worker, '192.0.2.5')).rejects.toThrow('all answered')
  })

  it('where the limiter fails, which is logged without the address', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const failing = limiter(() => {
      throw new Error('no counter for 192.0.2.6')
    })
    const worker = startWorker({}, { SEARCH_LIMIT: failing })
    expect((await worker.fetch(`${LIST}?q=organisation`, from('192.0.2.6'))).status).toBe(200)
    expect(failing.keys).toEqual(['192.0.2.6'])
    expect(warn.mock.calls).toEqual([['{"event":"rate-limiter-fault"}']])
    warn.mockRestore()
  })
})
