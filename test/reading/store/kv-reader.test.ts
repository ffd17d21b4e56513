import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createKvReader,
  type Io,
  KV_TIMEOUT_MS,
  type KvBinding,
} from '../../../src/reading/store/kv-reader.ts'
import { StoreError } from '../../../src/revision/store-error.ts'
import { ioOf } from '../../io.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A request over a KV whose every read takes as long as is said, in milliseconds, and then gives what `answer` gives. */
const request = (answer: (key: string) => string | null = (key) => `of ${key}`, takes = 0) => {
  const calls: { keys: string | string[]; options: object }[] = []
  const waiting: Promise<unknown>[] = []
  const get = async (keys: string | string[], options: object) => {
    calls.push({ keys, options })
    await new Promise((resolve) => setTimeout(resolve, takes))
    return Array.isArray(keys) ? new Map(keys.map((key) => [key, answer(key)])) : answer(keys)
  }
  const io = ioOf({ kv: { get } as KvBinding, waitUntil: (promise) => waiting.push(promise) })
  return { io, calls, waiting }
}

const settled = async <Value>(promise: Promise<Value>): Promise<Value> => {
  promise.catch(() => {})
  await vi.runAllTimersAsync()
  return promise
}

describe('one value', () => {
  it('is read as text, with the age that a location may give it, and the wait is counted', async () => {
    const { io, calls } = request(undefined, 40)
    const { one } = createKvReader()
    expect(await settled(one(io, 'a', 30))).toBe('of a')
    expect(await settled(one(io, 'b', 60))).toBe('of b')
    expect(calls).toEqual([
      { keys: 'a', options: { type: 'text', cacheTtl: 30 } },
      { keys: 'b', options: { type: 'text', cacheTtl: 60 } },
    ])
    expect(io.waited).toBe(80)
  })

  it('is read once for all who ask meanwhile, and again afterwards; not for one who allows another age', async () => {
    const { io, calls, waiting } = request(undefined, 40)
    const other = request()
    const { one } = createKvReader()
    const both = Promise.all([one(io, 'a', 30), one(other.io, 'a', 30)])
    expect(await settled(both)).toEqual(['of a', 'of a'])
    expect([calls.length, other.calls.length]).toEqual([1, 0])
    // The second keeps the read alive, too.
    expect([waiting.length, other.waiting.length]).toEqual([1, 1])
    await settled(Promise.all([one(io, 'a', 30), one(io, 'a', 60)]))
    expect(calls).toHaveLength(3)
  })

  it('that fails, at once or later, is a fault by its key; the next asks again', async () => {
    let fails = true
    const { io, waiting } = request(() => {
      if (fails) throw new Error('KV GET failed: 500')
      return 'well'
    }, 10)
    const { one } = createKvReader()
    await expect(settled(one(io, 'a', 30))).rejects.toThrow(new StoreError('a', 'KV GET failed: 500'))
    await expect(Promise.all(waiting)).resolves.toBeDefined()
    expect(io.waited).toBe(10)
    fails = false
    expect(await settled(one(io, 'a', 30))).toBe('well')
    const throwing = {
      ...io,
      kv: {
        get: () => {
          throw 'no connection'
        },
      },
    } as unknown as Io
    await expect(settled(one(throwing, 'b', 30))).rejects.toThrow(new StoreError('b', 'no connection'))
  })

  it('is waited for a second and a half', async () => {
    const { one } = createKvReader()
    expect(KV_TIMEOUT_MS).toBe(1_500)
    expect(await settled(one(request(undefined, 1_499).io, 'a', 30))).toBe('of a')
    const late = request(undefined, 1_501)
    await expect(settled(one(late.io, 'a', 30))).rejects.toThrow(
      new StoreError('a', 'no answer within 1500 ms'),
    )
    expect(late.io.waited).toBe(1_500)
  })

  it('leaves no timer behind', async () => {
    const { one } = createKvReader()
    const answer = one(request(undefined, 1).io, 'a', 30)
    await vi.advanceTimersByTimeAsync(1)
    await answer
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('many values', () => {
  const keys = Array.from({ length: 201 }, (_, n) => `key-${n}`)

  it('are read a hundred in a call', async () => {
    const { io, calls } = request((key) => (key === 'key-7' ? null : key), 5)
    const values = await settled(createKvReader().many(io, keys, 30))
    expect(values).toEqual(new Map(keys.map((key) => [key, key === 'key-7' ? null : key])))
    expect(calls.map(({ keys }) => keys.length)).toEqual([100, 100, 1])
    expect(calls[0]?.options).toEqual({ type: 'text', cacheTtl: 30 })
    expect(io.waited).toBe(15)
    const none = request()
    expect(await settled(createKvReader().many(none.io, [], 30))).toEqual(new Map())
    expect(none.calls).toEqual([])
  })

  it('that fail or take too long are a fault by the first of their call', async () => {
    const { many } = createKvReader()
    const failing = request((key) => {
      if (key === 'key-150') throw new Error('KV GET failed: 429')
      return key
    })
    await expect(settled(many(failing.io, keys, 30))).rejects.toThrow(
      new StoreError('key-100', 'KV GET failed: 429'),
    )
    await expect(settled(many(request(undefined, 1_501).io, keys, 30))).rejects.toThrow(
      new StoreError('key-0', 'no answer within 1500 ms'),
    )
  })
})
