import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHeadCache, FRESH_MS, STALE_MS } from '../../../src/reading/store/head-cache.ts'
import type { KvReader } from '../../../src/reading/store/kv-reader.ts'
import { StoreError } from '../../../src/revision/store-error.ts'
import { ioOf } from '../../io.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A cache over a store that can be changed and broken, and what was read of it. */
const cacheOver = (stored: Record<string, string>) => {
  const reads: string[] = []
  const ttls = new Set<number>()
  const background: Promise<unknown>[] = []
  let fault: Error | undefined
  const kv: KvReader = {
    async one(_, key, ttl) {
      reads.push(key)
      ttls.add(ttl)
      if (fault) throw fault
      return stored[key] ?? null
    },
    async many(_, keys, ttl) {
      reads.push(keys.join())
      ttls.add(ttl)
      if (fault) throw fault
      return new Map(keys.map((key) => [key, stored[key] ?? null]))
    },
  }
  const io = ioOf({ waitUntil: (promise) => background.push(promise) })
  const decode = (key: string, json: string): { json: string } => {
    if (json === 'corrupt') throw new StoreError(key, 'not JSON')
    return { json }
  }
  const cache = createHeadCache(kv)
  return {
    reads,
    ttls,
    background,
    fail: (error?: Error) => {
      fault = error
    },
    read: (key = 'a') => cache.read(io, key, decode),
    readAll: (...keys: string[]) => cache.readAll(io, keys, decode),
  }
}

describe('a value', () => {
  it('is read once, and not again for five seconds; until seven it is given while it is read anew', async () => {
    const stored: Record<string, string> = { a: 'old' }
    const { read, reads, ttls, background } = cacheOver(stored)
    expect([FRESH_MS, STALE_MS]).toEqual([5_000, 7_000])
    expect(await read()).toEqual({ value: { json: 'old' }, failed: false })
    stored.a = 'new'
    vi.setSystemTime(4_999)
    expect(await read()).toMatchObject({ value: { json: 'old' } })
    expect(reads).toEqual(['a'])
    expect(background).toHaveLength(0)

    vi.setSystemTime(5_000)
    expect(await read()).toMatchObject({ value: { json: 'old' } })
    // One who comes meanwhile does not begin another.
    vi.setSystemTime(5_001)
    await read()
    expect(background).toHaveLength(1)
    await Promise.all(background)
    expect(await read()).toMatchObject({ value: { json: 'new' } })
    expect(reads).toEqual(['a', 'a'])
    expect(ttls).toEqual(new Set([30]))
  })

  it('is given until it is seven seconds old, and then read first', async () => {
    const stored: Record<string, string> = { a: 'old' }
    const { read } = cacheOver(stored)
    await read()
    stored.a = 'new'
    vi.setSystemTime(7_000)
    expect(await read()).toMatchObject({ value: { json: 'old' } })
    const again = cacheOver(stored)
    stored.a = 'old'
    await again.read()
    stored.a = 'new'
    vi.setSystemTime(14_001)
    expect(await again.read()).toMatchObject({ value: { json: 'new' } })
  })

  it('is read anew two seconds later where the background did not come to an end', async () => {
    const { read, background } = cacheOver({ a: 'x' })
    await read()
    for (const [now, begun] of [
      [5_000, 1],
      [6_999, 1],
      [7_000, 2],
    ] as const) {
      vi.setSystemTime(now)
      // Not waited for, as where an isolate is busy.
      read()
      expect(background).toHaveLength(begun)
    }
  })

  it('is read anew when the clock was moved back', async () => {
    vi.setSystemTime(10_000)
    const { read, reads } = cacheOver({ a: 'x' })
    await read()
    vi.setSystemTime(9_999)
    await read()
    expect(reads).toHaveLength(2)
  })

  it('that is not there is known for as long as one that is', async () => {
    const { read, reads } = cacheOver({})
    expect(await read()).toEqual({ failed: false })
    await read()
    expect(reads).toHaveLength(1)
  })
})

describe('a value that cannot be read', () => {
  it('is logged, and asked for again by the next where there is none', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { read, reads, fail } = cacheOver({ a: 'x' })
    fail(new StoreError('a', 'no answer'))
    expect(await read()).toEqual({ failed: true })
    expect(warn.mock.calls).toEqual([['{"event":"store-fault","detail":"a: no answer"}']])
    fail()
    expect(await read()).toMatchObject({ value: { json: 'x' }, failed: false })
    expect(reads).toHaveLength(2)
  })

  it('leaves the last good one, which is tried anew after two seconds', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const stored: Record<string, string> = { a: 'good' }
    const { read, background } = cacheOver(stored)
    await read()
    stored.a = 'corrupt'
    vi.setSystemTime(8_000)
    expect(await read()).toEqual({ value: { json: 'good' }, failed: true })
    stored.a = 'well'
    vi.setSystemTime(9_999)
    await read()
    expect(background).toHaveLength(0)
    vi.setSystemTime(10_000)
    await read()
    expect(background).toHaveLength(1)
    await Promise.all(background)
    expect(await read()).toMatchObject({ value: { json: 'well' }, failed: false })
  })

  it('for another reason than the store’s is an error of ours', async () => {
    const { read, fail } = cacheOver({})
    fail(new TypeError('a bug'))
    await expect(read()).rejects.toThrow('a bug')
  })
})

describe('many values', () => {
  it('are read together, those that are held not at all', async () => {
    const { read, readAll, reads } = cacheOver({ a: '1', b: '2' })
    await read('a')
    expect(await readAll('c', 'b', 'a')).toMatchObject([
      { failed: false },
      { value: { json: '2' } },
      { value: { json: '1' } },
    ])
    expect(reads).toEqual(['a', 'c,b'])
    vi.setSystemTime(7_001)
    await readAll('a', 'b')
    expect(reads).toEqual(['a', 'c,b', 'a,b'])
  })

  it('that cannot be read are each the last good one, or none', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { read, readAll, fail } = cacheOver({ a: '1' })
    await read('a')
    vi.setSystemTime(7_001)
    fail(new StoreError('a', 'no answer'))
    expect(await readAll('a', 'b')).toMatchObject([{ value: { json: '1' }, failed: true }, { failed: true }])
  })
})

it('holds some 16,000 small values, and forgets what was asked for longest ago', async () => {
  const { read, reads } = cacheOver({})
  for (let n = 0; n < 16_385; n++) await read(`key-${n}`)
  await read('key-1')
  expect(reads).toHaveLength(16_385)
  await read('key-0')
  expect(reads).toHaveLength(16_386)
})

it('weighs a value by its length', async () => {
  const half = 'x'.repeat(2 * 1024 * 1024 - 256)
  const { read, reads } = cacheOver({ a: half, b: half, c: 'x' })
  for (const key of ['a', 'b', 'a', 'b']) await read(key)
  expect(reads).toEqual(['a', 'b'])
  for (const key of ['c', 'b', 'a']) await read(key)
  expect(reads).toEqual(['a', 'b', 'c', 'a'])
})
