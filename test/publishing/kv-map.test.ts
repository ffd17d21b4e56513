import { describe, expect, it } from 'vitest'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { itKeepsTheContract } from './kv-contract.ts'

describe('a store in memory', () => {
  itKeepsTheContract(() => createMapKv())

  it('lists keys by their bytes, as KV does', async () => {
    const kv = createMapKv()
    await kv.put(['\u{1f5f3}', '\uff5e', 'b', 'ab', 'a'].map((key) => ({ key, value: '' })))
    const keys = (await Array.fromAsync(kv.list(''))).map(({ key }) => key)
    expect(keys).toEqual(['a', 'ab', 'b', '\uff5e', '\u{1f5f3}'])
  })
})
