import { afterEach, expect, it, vi } from 'vitest'
import { StoreLoss } from '../../src/publishing/errors.ts'
import type { Kv } from '../../src/publishing/kv.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { MAX_READ_BACK, readBack } from '../../src/publishing/read-back.ts'

afterEach(() => {
  vi.useRealTimers()
})

const METADATA = { written: '2020-03-01T12:00:00.000Z' }

/** As many pairs as are asked for, in a source and in a store that tells what is done to it. */
const stored = async (count: number) => {
  const keys = Array.from({ length: count }, (_, n) => `key-${n}`)
  const source = createMapKv()
  const store = createMapKv()
  const pairs = keys.map((key) => ({ key, value: `value of ${key}` }))
  await source.put(pairs)
  await store.put(pairs)
  const read: string[] = []
  const written: string[] = []
  const kv: Kv = {
    ...store,
    get(some) {
      read.push(...some)
      return store.get(some)
    },
    async put(some) {
      for await (const pair of some) {
        written.push(pair.key)
        await store.put([pair])
      }
    },
  }
  return { keys, source, store, kv, read, written }
}

it('what is there is read once and not written again', async () => {
  const { keys, source, kv, read, written } = await stored(250)
  await readBack(kv, source, keys, METADATA)
  expect(read).toEqual(keys)
  expect(written).toEqual([])
})

it('what is lost or another is written again, and nothing else', async () => {
  const { keys, source, store, kv, written } = await stored(250)
  await store.delete(['key-3'])
  await store.put([{ key: 'key-201', value: 'another' }])
  await readBack(kv, source, keys, METADATA)
  expect(written).toEqual(['key-3', 'key-201'])
  expect(await Array.fromAsync(store.list('key-3'))).toContainEqual({ key: 'key-3', metadata: METADATA })
  expect(await Array.fromAsync(store.get(['key-201']))).toEqual([
    { key: 'key-201', value: 'value of key-201' },
  ])
})

it('is written without metadata where there is none', async () => {
  const { keys, source, store, kv } = await stored(1)
  await store.delete(keys)
  await readBack(kv, source, keys, undefined)
  expect(await Array.fromAsync(store.list(''))).toEqual([{ key: 'key-0' }])
})

it('of many a sample from all over is read, and all are written again where some of that are lost', async () => {
  const { keys, source, store, kv, read, written } = await stored(2 * MAX_READ_BACK)
  expect(MAX_READ_BACK).toBe(1_000)
  await readBack(kv, source, keys, METADATA)
  expect(read).toEqual(keys.filter((_, n) => n % 2 === 0))
  expect(written).toEqual([])
  await store.delete(['key-4'])
  await readBack(kv, source, keys, METADATA)
  expect(written).toEqual(keys)
})

it('of as many as are read at most, all are read, and what is lost is written alone', async () => {
  const { keys, source, store, kv, read, written } = await stored(MAX_READ_BACK)
  await store.delete(['key-5'])
  await readBack(kv, source, keys, METADATA)
  expect(read.slice(0, MAX_READ_BACK)).toEqual(keys)
  expect(written).toEqual(['key-5'])
})

it('what the store never keeps is told by its keys', async () => {
  const { keys, source, store, kv } = await stored(5)
  await store.delete(['key-1', 'key-2'])
  const deaf: Kv = { ...kv, put: async () => {} }
  await expect(readBack(deaf, source, keys, METADATA)).rejects.toThrow(new StoreLoss(['key-1', 'key-2']))
})

it('a store that may be late is asked again for what it did not show, before it is taken for lost', async () => {
  vi.useFakeTimers()
  const { keys, source, store, kv, written } = await stored(3)
  await store.delete(['key-1'])
  const asked: string[][] = []
  const late: Kv = {
    ...kv,
    consistent: false,
    get(some) {
      asked.push([...some])
      return store.get(some)
    },
  }
  const done = readBack(late, source, keys, METADATA)
  await vi.advanceTimersByTimeAsync(3_500)
  await store.put([{ key: 'key-1', value: 'value of key-1' }])
  await vi.runAllTimersAsync()
  await done
  expect(asked).toEqual([keys, ['key-1'], ['key-1'], ['key-1']])
  expect(written).toEqual([])
})
