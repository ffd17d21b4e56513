import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compileWhole } from '../../../src/publishing/compile.ts'
import { snapshotOf } from '../../../src/publishing/snapshot.ts'
import { headKey, partKey } from '../../../src/revision/keys.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { type Interference, publish, startWorker } from '../../worker.ts'

const ROUTES = [
  '/',
  '/letters/a-letter',
  '/v1/letters',
  '/v1/letters/a-letter',
  '/v1/letters/a-letter/signatories',
  '/v1/letters/a-letter/signatories/org-1',
  '/healthz',
]

const never = () => new Promise<never>(() => {})
const wrongShape = JSON.stringify({ slug: 'a-letter', published: 'yesterday' })

/** Each way in which KV can fail, at every key. */
const FAULTS: Record<string, Interference> = {
  empty: async () => null,
  failing: async () => {
    throw new Error('KV GET failed: 500 Internal Server Error')
  },
  'refusing (429)': async () => {
    throw new Error('KV GET failed: 429 Too Many Requests')
  },
  'slow (3 s)': async (_, read) => {
    await scheduler.wait(3_000)
    return read()
  },
  hanging: never,
  truncated: async (_, read) => (await read())?.slice(0, -1) ?? null,
  'not JSON': async () => '<html>',
  'JSON of the wrong shape': async () => wrongShape,
}

/** Faults that only hit the parts, while the head can be read. */
const PART_FAULTS: Record<string, Interference> = Object.fromEntries(
  Object.entries(FAULTS).map(([name, fault]) => [
    name,
    (key, read, ttl) => (key.includes('/part/') ? fault(key, read, ttl) : read()),
  ]),
)

beforeEach(emptyKv)
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const quietly = () => vi.spyOn(console, 'warn').mockImplementation(() => {})

const countOf = async (response: Response): Promise<number> => {
  const { signatories }: { signatories: { count: number } } = await response.json()
  return signatories.count
}

describe.each(Object.entries(FAULTS))('with KV %s', (_, fault) => {
  it.each(ROUTES)(
    '%s is answered from the snapshot, and the fault is logged',
    { timeout: 15_000 },
    async (route) => {
      const warn = quietly()
      await publish(letterSignedBy(3))
      const worker = startWorker(await snapshotOf([letterSignedBy(2)]))
      worker.interfere = fault
      const response = await worker.fetch(route)
      expect(response.status).toBe(200)
      expect(await response.text()).toMatch(/a-letter|Organisation 1/)
      if (fault !== FAULTS.empty)
        expect(warn).toHaveBeenCalledWith(expect.stringContaining('"event":"store-fault"'))
    },
  )

  it('the last good copy is served, and the new one once KV is well again', { timeout: 15_000 }, async () => {
    quietly()
    await publish(letterSignedBy(3))
    const worker = startWorker(await snapshotOf([letterSignedBy(2)]))
    const get = () => worker.fetch('/v1/letters/a-letter')
    expect(await countOf(await get())).toBe(3)
    await publish(letterSignedBy(4))
    worker.interfere = fault
    vi.setSystemTime(Date.now() + 60_000)
    expect(await countOf(await get())).toBe(3)
    worker.interfere = (_, read) => read()
    vi.setSystemTime(Date.now() + 60_000)
    expect(await countOf(await get())).toBe(4)
  })
})

describe.each(Object.entries(PART_FAULTS))('with the parts in KV %s', (_, fault) => {
  it('no answer mixes two revisions: all of it is the last good copy', { timeout: 15_000 }, async () => {
    quietly()
    await publish(letterSignedBy(3))
    const worker = startWorker()
    for (const route of ROUTES) expect((await worker.fetch(route)).status).toBe(200)
    await publish(letterSignedBy(4))
    worker.interfere = fault
    vi.setSystemTime(Date.now() + 60_000)
    expect(await countOf(await worker.fetch('/v1/letters/a-letter'))).toBe(3)
    const list: { count: number; signatories: [] } = await (
      await worker.fetch('/v1/letters/a-letter/signatories')
    ).json()
    expect([list.count, list.signatories.length]).toEqual([3, 3])
    worker.interfere = (_, read) => read()
    vi.setSystemTime(Date.now() + 6_000)
    expect(await countOf(await worker.fetch('/v1/letters/a-letter'))).toBe(4)
  })
})

describe('a part that is not what its name says', () => {
  it('is refused, even when it is a right part of another revision', async () => {
    quietly()
    const { compiled } = await publish(letterSignedBy(3))
    const other = await compileWhole(letterSignedBy(4))
    const key = partKey('a-letter', compiled.revision.signatories.names)
    const otherKey = partKey('a-letter', other.compiled.revision.signatories.names)
    await env.LETTERS.put(key, other.pairs.find((pair) => pair.key === otherKey)?.value ?? '')
    const response = await startWorker().fetch('/v1/letters/a-letter/signatories')
    expect(response.status).toBe(503)
  })
})

describe('with nothing to serve', () => {
  it('says so, and when to come back', async () => {
    quietly()
    const worker = startWorker()
    worker.interfere = FAULTS.failing as Interference
    for (const [route, type] of [
      ['/v1/letters/a-letter', 'application/problem+json'],
      ['/letters/a-letter', 'text/html; charset=utf-8'],
    ] as const) {
      const response = await worker.fetch(route)
      expect(response.status).toBe(503)
      expect(response.headers.get('Retry-After')).toBe('10')
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(response.headers.get('Content-Type')).toBe(type)
    }
  })
})

describe('reads of KV', () => {
  it.each(ROUTES)('%s costs at most two rounds cold, and none warm', async (route) => {
    await publish(letterSignedBy(2000))
    const worker = startWorker()
    expect((await worker.fetch(route)).status).toBe(200)
    expect(worker.rounds).toBeLessThanOrEqual(2)
    expect(worker.rounds).toBeGreaterThan(0)
    worker.reads = 0
    for (let i = 0; i < 3; i++) await worker.fetch(route)
    expect(worker.reads).toBe(0)
  })

  it('of a cursor cost at most two rounds too, though its revision is no longer the current one', async () => {
    await publish(letterSignedBy(2000))
    const first: { links: { next: string } } = await (
      await startWorker().fetch('/v1/letters/a-letter/signatories')
    ).json()
    await publish(letterSignedBy(3))
    const worker = startWorker()
    expect((await worker.fetch(first.links.next)).status).toBe(200)
    expect(worker.rounds).toBe(2)
  })

  it('are shared by requests that come together', async () => {
    await publish(letterSignedBy(3))
    const worker = startWorker()
    await worker.fetch('/v1/letters/a-letter')
    const alone = worker.reads
    const crowd = startWorker()
    crowd.interfere = async (_, read) => {
      await scheduler.wait(50)
      return read()
    }
    const responses = await Promise.all(Array.from({ length: 10 }, () => crowd.fetch('/v1/letters/a-letter')))
    expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(crowd.reads).toBe(alone)
  })

  it('happen in the background once the head is a few seconds old', async () => {
    await publish(letterSignedBy(3))
    const worker = startWorker()
    await worker.fetch('/v1/letters/a-letter')
    worker.interfere = async (_, read) => {
      await scheduler.wait(200)
      return read()
    }
    vi.setSystemTime(Date.now() + 6_000)
    const response = await worker.fetch('/v1/letters/a-letter')
    expect(response.headers.get('Server-Timing')).toBeNull()
    expect(worker.reads).toBe(3)
  })

  it('happen again when the clock was moved back', async () => {
    await publish(letterSignedBy(3))
    const worker = startWorker()
    await worker.fetch('/v1/letters/a-letter')
    await publish(letterSignedBy(4))
    vi.setSystemTime(Date.now() - 3_600_000)
    expect(await countOf(await worker.fetch('/v1/letters/a-letter'))).toBe(4)
  })
})

it('keeps the head small and its key readable', async () => {
  await publish(letterSignedBy(3))
  const head = await env.LETTERS.get(headKey('a-letter'))
  expect(head?.length).toBeLessThan(1024)
})
