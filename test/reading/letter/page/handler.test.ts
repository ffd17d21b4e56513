import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../../../kv.ts'
import { letterSignedBy } from '../../../letters.ts'
import { ORIGIN, publish, startWorker } from '../../../worker.ts'

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})

describe('a letter’s page', () => {
  const accepting = (accept: string) =>
    startWorker().fetch('/letters/a-letter', { headers: { Accept: accept } })

  it.each([
    ['application/json', '/v1/letters/a-letter'],
    ['text/markdown, text/html;q=0.5', '/letters/a-letter.md'],
    ['application/ld+json', '/letters/a-letter.jsonld'],
  ])('sends who asks for %s to %s, in an answer that is never kept', async (accept, address) => {
    const response = await accepting(accept)
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe(ORIGIN + address)
    expect(response.headers.get('Vary')).toBe('Accept')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  it.each([
    'text/html,application/xhtml+xml,*/*;q=0.8',
    '*/*',
    'text/*',
    'text/html;q=0.9, application/json;q=0.9',
  ])('is a page for who asks for %s, and does not vary', async (accept) => {
    const response = await accepting(accept)
    expect(response.status).toBe(200)
    expect(response.headers.get('Vary')).toBeNull()
    expect(response.headers.get('Link')).toContain(`<${ORIGIN}/v1/letters/a-letter>; rel="alternate"`)
  })

  it.each(['image/png', 'application/json;q=0'])('cannot be had as %s', async (accept) => {
    const response = await accepting(accept)
    expect(response.status).toBe(406)
    expect(response.headers.get('Vary')).toBe('Accept')
  })
})

describe('a letter’s page, asked for again and again', () => {
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
