import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { ORIGIN, publish, startWorker } from '../worker.ts'

const LIST = '/v1/letters/a-letter/signatories'

beforeEach(emptyKv)

it('If-Match holds for the entity tag that is there and for any, by the strong comparison; else it is a 412', async () => {
  await publish(letterSignedBy(3))
  const worker = startWorker()
  const etag = (await worker.fetch(LIST)).headers.get('ETag') ?? ''
  const statusWith = async (match: string) =>
    (await worker.fetch(LIST, { headers: { 'If-Match': match } })).status
  for (const match of [etag, `"x", ${etag}`, '*']) expect(await statusWith(match)).toBe(200)
  for (const match of ['"x"', `W/${etag}`]) expect(await statusWith(match)).toBe(412)
})

describe('a cursor', () => {
  const cursorOf = async (count = 3) => (await publish(letterSignedBy(count))).compiled.revision.id

  it.each(['.3', '.999999999'])(
    'to a place outside of its list (%s) is a 404 that is not kept',
    async (place) => {
      const id = await cursorOf()
      for (const path of [LIST, '/letters/a-letter']) {
        const response = await startWorker().fetch(`${path}?cursor=${id}${place}`)
        expect([response.status, response.headers.get('Cache-Control')]).toEqual([
          404,
          expect.not.stringContaining('immutable'),
        ])
      }
    },
  )

  it('to a place outside of the search index is a 404', async () => {
    const id = await cursorOf()
    const first = await startWorker().fetch(`${LIST}?limit=1&q=organisation`)
    const next: string = ((await first.json()) as { links: { next: string } }).links.next
    expect((await startWorker().fetch(next)).status).toBe(200)
    for (const place of ['0-0-999', '0-7-0', '4-0-0']) {
      const outside = next.replace(/\d+-\d+-\d+/, place)
      expect(outside).toContain(id)
      expect((await startWorker().fetch(outside)).status).toBe(404)
    }
  })

  it.each([
    ['01', '1'],
    ['1-2', '1'],
  ])('spelt %s leads to its one spelling', async (spelt, right) => {
    const id = await cursorOf()
    const response = await startWorker().fetch(`${LIST}?cursor=${id}.${spelt}`)
    expect([response.status, response.headers.get('Location')]).toEqual([
      308,
      `${ORIGIN}${LIST}?cursor=${id}.${right}`,
    ])
  })
})

it('an address that is too long is told so, whatever it would have led to, and not kept', async () => {
  for (const path of [
    `/letters/${'a'.repeat(4096)}`,
    `/nothing/${'a/'.repeat(2048)}`,
    `${LIST}?q=${'a'.repeat(4096)}`,
  ]) {
    const response = await startWorker().fetch(path)
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([414, 'no-store'])
  }
})

it('a query of a thousand unknown names is answered in fewer words than it has', async () => {
  await publish(letterSignedBy(3))
  const query = Array.from({ length: 700 }, (_, n) => `a${n}`).join('&')
  const response = await startWorker().fetch(`${LIST}?${query}`)
  expect(response.status).toBe(400)
  expect((await response.text()).length).toBeLessThan(query.length)
})

describe('the date of a revision', () => {
  it('is that of its first publication, on its page and on later pages of its list, also after a rollback to it', async () => {
    const [one, two, three] = [
      '2020-03-01T12:00:00.000Z',
      '2020-04-01T12:00:00.000Z',
      '2020-05-01T12:00:00.000Z',
    ]
    const { compiled } = await publish(letterSignedBy(600), one)
    await publish(letterSignedBy(601), two)
    await publish(letterSignedBy(600), three)
    const { id } = compiled.revision
    const worker = startWorker()
    for (const path of [`/letters/a-letter/revisions/${id}`, `/letters/a-letter?cursor=${id}.500`])
      expect(await (await worker.fetch(path)).text()).toContain(`<time datetime="${one}">`)
    expect(await (await worker.fetch('/letters/a-letter')).text()).toContain(`<time datetime="${three}">`)
  })
})

it('a later page of a list cites its letter as the first one does', async () => {
  const { compiled } = await publish(letterSignedBy(600))
  const worker = startWorker()
  const citationOn = async (path: string) =>
    /<dt>Cite<\/dt><dd>(.*?)<a /s.exec(await (await worker.fetch(path)).text())?.[1]?.replace(/<[^>]*>/g, '')
  expect(await citationOn('/letters/a-letter')).toMatch(/^Organisation 1 and 599 others\b/)
  expect(await citationOn(`/letters/a-letter?cursor=${compiled.revision.id}.500`)).toBe(
    await citationOn('/letters/a-letter'),
  )
})
