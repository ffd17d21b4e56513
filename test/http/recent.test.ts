import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRecent } from '../../src/http/recent.ts'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { ORIGIN, publish, startWorker } from '../worker.ts'

const asked = (path = '/', init?: RequestInit) => new Request(ORIGIN + path, init)

describe('what was answered', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('is answered again for a second, and no longer', () => {
    const recent = createRecent<string>()
    recent.keep(asked(), 'an answer', 1)
    vi.setSystemTime(Date.now() + 600)
    recent.keep(asked('/other'), 'another', 1)
    expect([recent.get(asked()), recent.get(asked('/other'))]).toEqual(['an answer', 'another'])
    vi.setSystemTime(Date.now() + 600)
    expect([recent.get(asked()), recent.get(asked('/other'))]).toEqual([undefined, undefined])
    recent.keep(asked('/other'), 'a third', 1)
    expect([recent.get(asked()), recent.get(asked('/other'))]).toEqual([undefined, 'a third'])
  })

  it('is not, when the clock was moved back', () => {
    const recent = createRecent<string>()
    recent.keep(asked(), 'an answer', 1)
    vi.setSystemTime(Date.now() - 1)
    expect(recent.get(asked())).toBeUndefined()
  })

  it('is for the same address, method and Accept alone', () => {
    const recent = createRecent<string>()
    const html = { headers: { Accept: 'text/html' } }
    recent.keep(asked('/?a=1', html), 'an answer', 1)
    expect(recent.get(asked('/?a=1', html))).toBe('an answer')
    for (const other of [
      asked('/?a=1'),
      asked('/?a=2', html),
      asked('/?a=1', { headers: { Accept: 'text/plain' } }),
      asked('/?a=1', { ...html, method: 'HEAD' }),
      new Request('https://elsewhere.example/?a=1', html),
    ])
      expect(recent.get(other)).toBeUndefined()
    recent.keep(asked('/', { method: 'HEAD' }), 'an answer', 1)
    expect(recent.get(asked('/'))).toBeUndefined()
  })
})

describe('a letter’s page, asked for again and again', () => {
  beforeEach(async () => {
    await emptyKv()
    await publish(letterSignedBy(3))
  })

  it('is what it was the first time, a 304 for who has it, and something else for who would rather have that', async () => {
    const worker = startWorker()
    const path = '/letters/a-letter'
    const [first, ...others] = [await worker.fetch(path), await worker.fetch(path), await worker.fetch(path)]
    const html = await first.text()
    const fields = (response: Response) =>
      Object.fromEntries([...response.headers].filter(([name]) => name !== 'server-timing'))
    for (const other of others) {
      expect(await other.text()).toBe(html)
      expect(fields(other)).toEqual(fields(first))
    }
    const etag = first.headers.get('ETag') ?? ''
    expect((await worker.fetch(path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    expect((await worker.fetch(path, { headers: { Accept: 'application/json' } })).status).toBe(303)
    expect(await (await worker.fetch(path, { method: 'HEAD' })).text()).toBe('')
    expect((await worker.fetch(path, { method: 'POST' })).status).toBe(405)
    expect(worker.reads).toBe(3)
  })
})
