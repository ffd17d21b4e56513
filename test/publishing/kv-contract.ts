/** What each adapter of the port promises: src/publishing/kv.ts. */
import { expect, it } from 'vitest'
import { getValues, type Kv, MAX_VALUE_BYTES } from '../../src/publishing/kv.ts'

const WRITTEN = '2020-03-01T12:00:00.000Z'
const LIST_SIZE = 250

/** @param create makes a store that is empty */
export const itKeepsTheContract = (create: () => Promise<Kv> | Kv, timeout = 20_000): void => {
  it('gets what was put, in the order of the keys, and leaves out what is not there', {
    timeout,
  }, async () => {
    const kv = await create()
    expect(await Array.fromAsync(kv.get([]))).toEqual([])
    await kv.put([
      { key: 'letter/a', value: '{"é":"🗳"}' },
      { key: 'letter/b', value: '' },
    ])
    expect(await Array.fromAsync(kv.get(['letter/b', 'none', 'letter/a']))).toEqual([
      { key: 'letter/b', value: '' },
      { key: 'letter/a', value: '{"é":"🗳"}' },
    ])
    await kv.put([{ key: 'letter/a', value: 'again' }])
    expect(await getValues(kv, ['letter/a'])).toEqual(new Map([['letter/a', 'again']]))
  })

  it('lists the keys of a prefix with their metadata, and deletes what it is told to', {
    timeout,
  }, async () => {
    const kv = await create()
    await kv.put([
      { key: 'letter/a/part/2', value: 'two', metadata: { written: WRITTEN, by: 'sign-on' } },
      { key: 'letter/a/part/1', value: 'one' },
      { key: 'letter/b/part/1', value: 'other' },
    ])
    expect(await Array.fromAsync(kv.list('letter/a/'))).toEqual([
      { key: 'letter/a/part/1' },
      { key: 'letter/a/part/2', metadata: { written: WRITTEN, by: 'sign-on' } },
    ])
    await kv.delete([])
    await kv.delete(['letter/a/part/2', 'none'])
    expect(await Array.fromAsync(kv.list('letter/'))).toEqual([
      { key: 'letter/a/part/1' },
      { key: 'letter/b/part/1' },
    ])
  })

  it('takes a stream, tells how much it has written, and gets more keys than a call may have', {
    timeout,
  }, async () => {
    const kv = await create()
    const keys = Array.from({ length: LIST_SIZE }, (_, n) => `part/${String(n).padStart(3, '0')}`)
    let written = 0
    await kv.put(
      (async function* () {
        for (const key of keys) yield { key, value: `of ${key}` }
      })(),
      (count) => {
        written += count
      },
    )
    expect(written).toBe(LIST_SIZE)
    expect(await Array.fromAsync(kv.get(keys))).toEqual(keys.map((key) => ({ key, value: `of ${key}` })))
    expect(await Array.fromAsync(kv.list('part/'))).toEqual(keys.map((key) => ({ key })))
  })

  it('refuses a value that KV would not take, and says whose it is', async () => {
    const kv = await create()
    const value = 'é'.repeat(MAX_VALUE_BYTES / 2 + 1)
    await expect(kv.put([{ key: 'large', value }])).rejects.toThrow(/^large takes 26214402 bytes/)
  })

  it('stops at the first that cannot be written, and throws what kept it from going on', async () => {
    const kv = await create()
    const pairs = async function* () {
      yield { key: 'kept', value: '1' }
      throw new Error('the power failed')
    }
    await expect(kv.put(pairs())).rejects.toThrow('the power failed')
  })
}
