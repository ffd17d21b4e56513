import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ASSET_TIMEOUT_MS } from '../../../src/reading/store/asset.ts'
import { createImmutableReader, type Snapshot } from '../../../src/reading/store/immutable-reader.ts'
import { IMMUTABLE_TTL, type KvReader, MUTABLE_TTL } from '../../../src/reading/store/kv-reader.ts'
import { snapshotPath } from '../../../src/revision/keys.ts'
import { StoreError } from '../../../src/revision/store-error.ts'
import { ioOf } from '../../io.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A reader over a store that can be changed and broken, and what was read of it: the key and the age allowed. */
const readerOver = (
  stored: Record<string, string>,
  snapshot: Snapshot = {},
  beside: Record<string, string> = {},
) => {
  const assets: string[] = []
  const io = ioOf({
    assets: async ({ pathname }) => {
      assets.push(pathname)
      if (beside[pathname] === 'hangs') return new Promise(() => {})
      return new Response(beside[pathname], { status: pathname in beside ? 200 : 404 })
    },
  })
  const reads: [keys: string, ttl: number][] = []
  const kv: KvReader = {
    async one(_, key, ttl) {
      reads.push([key, ttl])
      return stored[key] ?? null
    },
    async many(_, keys, ttl) {
      reads.push([keys.join(), ttl])
      return new Map(keys.map((key) => [key, stored[key] ?? null]))
    },
  }
  const decode = (key: string, json: string): { json: string } => {
    if (json === 'corrupt') throw new StoreError(key, 'not JSON')
    if (json === 'bug') throw new TypeError('a bug')
    return { json }
  }
  const reader = createImmutableReader(snapshot, kv)
  return {
    reads,
    assets,
    readAhead: (...keys: string[]) => reader.readAhead(io, keys),
    read: (key = 'a') => reader.read(io, key, decode),
    readAll: (...keys: string[]) => reader.readAll(io, keys, decode),
  }
}

it('a location may keep for six hours what is there, and for half a minute that it is not', () => {
  expect([IMMUTABLE_TTL, MUTABLE_TTL]).toEqual([6 * 60 * 60, 30])
})

describe('a value', () => {
  it('is read once, and ever after the same', async () => {
    const { read, reads } = readerOver({ a: 'x' })
    const value = await read()
    expect(value).toEqual({ json: 'x' })
    expect(await read()).toBe(value)
    expect(reads).toEqual([['a', IMMUTABLE_TTL]])
  })

  it('that is in the snapshot is read from nowhere else, and taken as it is', async () => {
    const { read, reads, readAll } = readerOver({}, { a: '{"json":"bundled"}' })
    expect(await read()).toEqual({ json: 'bundled' })
    expect(await readAll('a')).toEqual([{ json: 'bundled' }])
    expect(reads).toEqual([])
  })

  it('of the snapshot that lies beside the Worker is read there, once', async () => {
    const path = snapshotPath('a')
    const { read, readAll, reads, assets } = readerOver({}, { a: null }, { [path]: '{"json":"beside"}' })
    expect(await readAll('a')).toEqual([{ json: 'beside' }])
    expect(await read()).toEqual({ json: 'beside' })
    expect([reads, assets]).toEqual([[], [path]])
  })

  it('of the snapshot that is read ahead is there for who asks meanwhile, and is not read again', async () => {
    const path = snapshotPath('a')
    const { readAhead, read, readAll, reads, assets } = readerOver(
      {},
      { a: null, b: '2' },
      { [path]: '{"json":"beside"}' },
    )
    readAhead('a', 'b', 'c')
    expect(await readAll('a', 'a')).toEqual([{ json: 'beside' }, { json: 'beside' }])
    readAhead('a')
    expect(await read()).toEqual({ json: 'beside' })
    expect([reads, assets]).toEqual([[], [path]])
  })

  it.each([
    ['missing', {}, 'Error: the asset /snapshot/a.json answered 404'],
    ['damaged', { [snapshotPath('a')]: '{' }, 'SyntaxError'],
  ])(
    'of the snapshot that is %s beside the Worker is read from KV, and the operator is told',
    async (_, beside, detail) => {
      const told = vi.spyOn(console, 'warn').mockReturnValue()
      const { readAhead, read, reads } = readerOver({ a: 'x' }, { a: null }, beside)
      readAhead('a')
      expect(await read()).toEqual({ json: 'x' })
      expect(reads).toEqual([['a', IMMUTABLE_TTL]])
      expect(told.mock.calls.join()).toContain(`a: ${detail}`)
      told.mockRestore()
    },
  )

  it('of the snapshot is not waited for beside the Worker for longer than a second and a half', async () => {
    const told = vi.spyOn(console, 'warn').mockReturnValue()
    const { read } = readerOver({ a: 'x' }, { a: null }, { [snapshotPath('a')]: 'hangs' })
    const value = read()
    await vi.advanceTimersByTimeAsync(ASSET_TIMEOUT_MS)
    expect(await value).toEqual({ json: 'x' })
    expect([ASSET_TIMEOUT_MS, told.mock.calls.join()]).toEqual([1500, expect.stringContaining('1500 ms')])
    told.mockRestore()
  })

  it('that is missing is asked for again as if it changed, and then not for five seconds', async () => {
    const stored: Record<string, string> = {}
    const { read, reads } = readerOver(stored)
    expect(await read()).toBeNull()
    expect(reads).toEqual([
      ['a', IMMUTABLE_TTL],
      ['a', MUTABLE_TTL],
    ])
    vi.setSystemTime(1_004_999)
    expect(await read()).toBeNull()
    expect(reads).toHaveLength(2)
    stored.a = 'x'
    vi.setSystemTime(1_005_000)
    expect(await read()).toEqual({ json: 'x' })
  })

  it('that is corrupt is the same fault for five seconds', async () => {
    const stored: Record<string, string> = { a: 'corrupt' }
    const { read, reads } = readerOver(stored)
    for (const now of [1_000_000, 1_000_001, 1_004_999]) {
      vi.setSystemTime(now)
      await expect(read()).rejects.toThrow(new StoreError('a', 'not JSON'))
    }
    expect(reads).toHaveLength(2)
    stored.a = 'x'
    vi.setSystemTime(1_005_000)
    expect(await read()).toEqual({ json: 'x' })
  })

  it('that was missing is looked for when the clock was moved back', async () => {
    const stored: Record<string, string> = {}
    const { read } = readerOver(stored)
    expect(await read()).toBeNull()
    stored.a = 'x'
    vi.setSystemTime(999_999)
    expect(await read()).toEqual({ json: 'x' })
  })

  it('that our own code cannot take is an error of ours', async () => {
    const { read, reads } = readerOver({ a: 'bug' })
    await expect(read()).rejects.toThrow(TypeError)
    expect(reads).toHaveLength(1)
  })
})

describe('many values', () => {
  it('are read together where they are more than two, each once, and those that are here not at all', async () => {
    const { read, readAll, reads } = readerOver({ a: '1', b: '2', c: '3', d: '4' }, { e: '{"json":"5"}' })
    await read('a')
    expect(await readAll('b', 'a', 'c', 'b', 'd', 'e')).toEqual(
      ['2', '1', '3', '2', '4', '5'].map((json) => ({ json })),
    )
    await readAll('b', 'c', 'd')
    expect(reads).toEqual([
      ['a', IMMUTABLE_TTL],
      ['b,c,d', IMMUTABLE_TTL],
    ])
  })

  it('are read each by itself where they are two', async () => {
    const { readAll, reads } = readerOver({ a: '1', b: '2' })
    await readAll('a', 'b')
    expect(reads.map(([key]) => key)).toEqual(['a', 'b'])
  })

  it('of which some are missing are looked for once more, and null', async () => {
    const { readAll, reads } = readerOver({ a: '1', b: '2' })
    expect(await readAll('a', 'b', 'c')).toEqual([{ json: '1' }, { json: '2' }, null])
    expect(reads).toEqual([
      ['a,b,c', IMMUTABLE_TTL],
      ['c', IMMUTABLE_TTL],
      ['c', MUTABLE_TTL],
    ])
  })

  it('are given as they were read, though they are together more than is kept', async () => {
    const large = 'x'.repeat(4 * 1024 * 1024)
    const { readAll, reads } = readerOver({ a: large, b: large, c: large })
    expect((await readAll('a', 'b', 'c')).map((value) => value?.json.length)).toEqual([
      large.length,
      large.length,
      large.length,
    ])
    expect(reads).toHaveLength(1)
  })

  it('of which one is corrupt are a fault', async () => {
    const { readAll } = readerOver({ a: '1', b: '2', c: 'corrupt' })
    await expect(readAll('a', 'b', 'c')).rejects.toThrow(new StoreError('c', 'not JSON'))
  })
})

it('eight MiB of values are kept, and then those forgotten that were asked for longest ago', async () => {
  const half = 'x'.repeat(4 * 1024 * 1024)
  const { read, reads } = readerOver({ a: half, b: half, c: 'x' })
  for (const key of ['a', 'b', 'a', 'b']) await read(key)
  expect(reads).toHaveLength(2)
  for (const key of ['c', 'b', 'a']) await read(key)
  expect(reads.map(([key]) => key)).toEqual(['a', 'b', 'c', 'a'])
})

it('of a thousand keys it is remembered that they are missing', async () => {
  const { read, reads } = readerOver({})
  for (let n = 0; n < 1_001; n++) await read(`key-${n}`)
  await read('key-1')
  expect(reads).toHaveLength(2_002)
  await read('key-0')
  expect(reads).toHaveLength(2_004)
})
