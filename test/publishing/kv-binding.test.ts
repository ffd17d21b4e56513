/** What is asked of a namespace, and how often; kv-binding.worker.test.ts has a real one. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBindingKv } from '../../src/publishing/kv-binding.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const kvOver = (namespace: object) => createBindingKv(namespace as KVNamespace)
const keysTo = (count: number): string[] => Array.from({ length: count }, (_, n) => `key/${n}`)

/** Work that fails for a reason that passes, the first time for each key. */
const busyAtFirst = () => {
  const seen = new Set<string>()
  return (key: string): void => {
    if (seen.has(key)) return
    seen.add(key)
    throw new Error('KV failed: 503 Service Unavailable')
  }
}

/** What comes of it when every pause is over. */
const inTime = async <Result>(work: Promise<Result>): Promise<Result> => {
  const [result] = await Promise.all([work, vi.runAllTimersAsync()])
  return result
}

/** Calls that end when they are told to, six at a time where no more may be under way. */
const held = () => {
  const under: { key: string; end: () => void }[] = []
  return {
    call: (key: string) => new Promise<void>((end) => under.push({ key, end })),
    /** The keys of the calls under way, which end now. */
    async endAll(): Promise<string[]> {
      await vi.runAllTimersAsync()
      const ended = under.splice(0)
      for (const { end } of ended) end()
      return ended.map(({ key }) => key)
    },
  }
}

it('what it wrote may not be seen at once', () => {
  expect(kvOver({}).consistent).toBe(false)
})

describe('getting', () => {
  /** A namespace that holds some values, and gives no more than so many of them in one call. */
  const holding = (values: Record<string, string>, most = 100, refusal = '413 Payload Too Large') => {
    const calls: string[][] = []
    const options: unknown[] = []
    const get = async (keys: string[], how: unknown) => {
      calls.push(keys)
      options.push(how)
      if (keys.length > most) throw new Error(`KV GET_BULK failed: ${refusal}`)
      return new Map(keys.map((key) => [key, values[key] ?? null]))
    }
    return { kv: kvOver({ get }), calls, options }
  }
  const valuesOf = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, `of ${key}`]))

  it('asks for a hundred keys a call, as text that a location keeps as short as it may', async () => {
    const keys = keysTo(201)
    const { kv, calls, options } = holding(valuesOf(keys))
    expect((await Array.fromAsync(kv.get(keys))).map(({ key }) => key)).toEqual(keys)
    expect(calls).toEqual([keys.slice(0, 100), keys.slice(100, 200), keys.slice(200)])
    expect(options).toEqual(Array(3).fill({ type: 'text', cacheTtl: 30 }))
  })

  it('leaves out what is not there, but nothing that is empty', async () => {
    const { kv } = holding({ a: '', c: '1' })
    expect(await Array.fromAsync(kv.get(['a', 'b', 'c']))).toEqual([
      { key: 'a', value: '' },
      { key: 'c', value: '1' },
    ])
  })

  it('asks for none where there are none', async () => {
    const { kv, calls } = holding({})
    expect(await Array.fromAsync(kv.get([]))).toEqual([])
    expect(calls).toEqual([])
  })

  it('halves a call whose values are too many for one, and keeps their order', async () => {
    const keys = keysTo(5)
    const { kv, calls } = holding(valuesOf(keys), 2)
    expect(await Array.fromAsync(kv.get(keys))).toEqual(keys.map((key) => ({ key, value: `of ${key}` })))
    expect(calls.map(({ length }) => length)).toEqual([5, 2, 3, 1, 2])
  })

  it.each([
    ['one value alone is refused', 1, 0, '413 Payload Too Large', 1],
    ['a call is refused for another reason', 5, 2, '400 Bad Request', 1],
    ['the number only stands in a longer one', 5, 2, '14131', 1],
  ])('fails where %s', async (_, count, most, refusal, asked) => {
    const { kv, calls } = holding({}, most, refusal)
    await expect(Array.fromAsync(kv.get(keysTo(count)))).rejects.toThrow(refusal)
    expect(calls).toHaveLength(asked)
  })

  it('asks again where KV is busy', async () => {
    const fail = busyAtFirst()
    const get = async ([key = '']: string[]) => {
      fail(key)
      return new Map([[key, 'value']])
    }
    expect(await inTime(Array.fromAsync(kvOver({ get }).get(['a'])))).toEqual([{ key: 'a', value: 'value' }])
  })
})

describe('putting', () => {
  it('writes six at a time, in their order, and tells of each', async () => {
    const { call, endAll } = held()
    const told: number[] = []
    const keys = keysTo(14)
    const done = kvOver({ put: call }).put(
      keys.map((key) => ({ key, value: '' })),
      (count) => told.push(count),
    )
    expect(await endAll()).toEqual(keys.slice(0, 6))
    expect(await endAll()).toEqual(keys.slice(6, 12))
    expect(await endAll()).toEqual(keys.slice(12))
    await done
    expect(told).toEqual(Array(14).fill(1))
  })

  it('writes metadata where a pair has some', async () => {
    const calls: unknown[] = []
    const metadata = { written: '2020-03-01T12:00:00.000Z' }
    await kvOver({ put: async (...args: unknown[]) => calls.push(args) }).put([
      { key: 'a', value: '1', metadata },
      { key: 'b', value: '2' },
    ])
    expect(calls).toEqual([
      ['a', '1', { metadata }],
      ['b', '2', undefined],
    ])
  })
})

describe('listing', () => {
  it('goes on from where each call ended, and has no metadata that no publish wrote', async () => {
    const written = { written: '2020-03-01T12:00:00.000Z' }
    const asked: unknown[] = []
    const fail = busyAtFirst()
    const list = async (options: { cursor: string | null }) => {
      fail(String(options.cursor))
      asked.push(options)
      return options.cursor === null
        ? { keys: [{ name: 'a/1', metadata: written }, { name: 'a/2' }], list_complete: false, cursor: 'on' }
        : { keys: [{ name: 'a/3', metadata: { other: 1 } }], list_complete: true }
    }
    expect(await inTime(Array.fromAsync(kvOver({ list }).list('a/')))).toStrictEqual([
      { key: 'a/1', metadata: written },
      { key: 'a/2' },
      { key: 'a/3' },
    ])
    expect(asked).toEqual([
      { prefix: 'a/', cursor: null },
      { prefix: 'a/', cursor: 'on' },
    ])
  })
})

describe('deleting', () => {
  it('deletes six at a time', async () => {
    const { call, endAll } = held()
    const keys = keysTo(8)
    const done = kvOver({ delete: call }).delete(keys)
    expect(await endAll()).toEqual(keys.slice(0, 6))
    expect(await endAll()).toEqual(keys.slice(6))
    await done
  })
})

it.each(['put', 'delete'] as const)('tries to %s again where KV is busy', async (method) => {
  const fail = busyAtFirst()
  const done: string[] = []
  const kv = kvOver({
    [method]: async (key: string) => {
      fail(key)
      done.push(key)
    },
  })
  await inTime(method === 'put' ? kv.put([{ key: 'a', value: '' }]) : kv.delete(['a']))
  expect(done).toEqual(['a'])
})
