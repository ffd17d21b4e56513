/** In workerd, with a real (local) namespace. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { createBindingKv } from '../../src/publishing/kv-binding.ts'
import { emptyKv } from '../kv.ts'
import { itKeepsTheContract } from './kv-contract.ts'

describe('a store over a Worker’s binding', () => {
  itKeepsTheContract(async () => {
    await emptyKv()
    return createBindingKv(env.LETTERS)
  })

  it('lists more keys than a call gives', async () => {
    const keys = Array.from({ length: 5 }, (_, n) => `page/${n}`)
    const kv = createBindingKv(env.LETTERS)
    await kv.put(keys.map((key) => ({ key, value: '' })))
    const inPages = {
      list: (options: KVNamespaceListOptions) => env.LETTERS.list({ ...options, limit: 2 }),
    } as KVNamespace
    expect(await Array.fromAsync(createBindingKv(inPages).list('page/'))).toEqual(
      keys.map((key) => ({ key })),
    )
  })

  it('reads values that are too large for one call in several', async () => {
    const kv = createBindingKv(env.LETTERS)
    const value = 'x'.repeat(9 * 1024 * 1024)
    const keys = ['large/1', 'large/2', 'large/3']
    await kv.put(keys.map((key) => ({ key, value })))
    const lengths: number[] = []
    for await (const pair of kv.get(keys)) lengths.push(pair.value.length)
    expect(lengths).toEqual(keys.map(() => value.length))
    await kv.delete(keys)
  })

  it('tries again when KV is busy, and has no more than six calls under way', async () => {
    let [calls, now, most] = [0, 0, 0]
    const busy = {
      put: async (...args: [string, string]) => {
        most = Math.max(most, ++now)
        await Promise.resolve()
        now--
        if (calls++ === 0) throw new Error('KV PUT failed: 429 Too Many Requests')
        return env.LETTERS.put(...args)
      },
    } as unknown as KVNamespace
    await createBindingKv(busy).put(Array.from({ length: 20 }, (_, n) => ({ key: `busy/${n}`, value: '1' })))
    expect({ calls, most }).toEqual({ calls: 21, most: 6 })
    expect(await env.LETTERS.get('busy/0')).toBe('1')
  })
})
