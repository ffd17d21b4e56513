import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../../../kv.ts'
import { letterSignedBy } from '../../../letters.ts'
import { publish, startWorker } from '../../../worker.ts'

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
