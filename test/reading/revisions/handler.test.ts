import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { ORIGIN, publish, startWorker } from '../../worker.ts'

let first: string
let second: string

beforeEach(async () => {
  await emptyKv()
  first = (await publish(letterSignedBy(3))).head.revision.id
  second = (await publish(letterSignedBy(5), '2020-04-01T12:00:00.000Z')).head.revision.id
})

const get = (path: string, init?: RequestInit) => startWorker().fetch(path, init)
const BASE = '/v1/letters/a-letter/revisions'
const COMPARE = '/v1/letters/a-letter/compare'

describe('a letter’s history', () => {
  it('lists every publication, the newest first', async () => {
    expect(await (await get(BASE)).json()).toMatchObject({
      letter: 'a-letter',
      revisions: [
        { revision: second, published: '2020-04-01T12:00:00.000Z', count: 5, current: true },
        {
          revision: first,
          published: '2020-03-01T12:00:00.000Z',
          count: 3,
          current: false,
          links: { changes: null },
        },
      ],
    })
  })

  it('keeps every revision for ever, the same whatever is published later', async () => {
    const response = await get(`${BASE}/${first}`)
    expect(response.headers.get('Cache-Control')).toContain('immutable')
    const before = await response.text()
    expect(JSON.parse(before)).toMatchObject({ revision: first, signatories: { count: 3 } })
    await publish(letterSignedBy(7), '2020-05-01T12:00:00.000Z')
    const after = await get(`${BASE}/${first}`)
    expect(await after.text()).toBe(before)
    expect(after.headers.get('ETag')).toBe(response.headers.get('ETag'))
  })

  it('links from a revision to its signatories', async () => {
    const { links } = (await (await get(`${BASE}/${first}`)).json()) as { links: { signatories: string } }
    expect(await (await get(links.signatories)).json()).toMatchObject({ revision: first, count: 3 })
  })

  it('leads from a shortened id to the whole one, for now', async () => {
    for (const base of [BASE, '/letters/a-letter/revisions']) {
      const response = await get(`${base}/${first.slice(0, 8)}`)
      expect(response.status).toBe(307)
      expect(response.headers.get('Location')).toBe(`${ORIGIN}${base}/${first}`)
    }
    expect((await get(`${BASE}/${'0'.repeat(8)}`)).status).toBe(404)
    expect((await get(`${BASE}/${'0'.repeat(64)}`)).status).toBe(404)
    expect((await get(`${BASE}/abc`)).status).toBe(404)
  })
})

describe('a revision’s page', () => {
  const NOT_CURRENT = 'This is not the current revision of this letter.'
  const page = (id: string) => get(`/letters/a-letter/revisions/${id}`)

  it('says when it is not the current one, and is only as fresh as that', async () => {
    const old = await page(first)
    expect(await old.text()).toContain(NOT_CURRENT)
    expect(old.headers.get('Cache-Control')).not.toContain('immutable')
    const current = await page(second)
    expect(await current.text()).not.toContain(NOT_CURRENT)
    await publish(letterSignedBy(7), '2020-05-01T12:00:00.000Z')
    const later = await page(second)
    expect(later.headers.get('ETag')).not.toBe(current.headers.get('ETag'))
    expect(await later.text()).toContain(NOT_CURRENT)
  })
})

describe('what changed between two revisions', () => {
  it('is who was added, removed, renamed and changed, and which languages have other words', async () => {
    const letter = letterSignedBy(5, 'a-letter', 'Another letter')
    const [one, two, , four, five] = letter.signatories
    if (!one || !two || !four || !five) throw new Error('there are five')
    const signatories = [{ ...one, name: 'Renamed' }, { ...two, url: 'https://two.example/' }, four, five]
    const third = (await publish({ ...letter, signatories }, '2020-05-01T12:00:00.000Z')).head.revision.id
    const response = await get(`${COMPARE}/${first}...${third}`)
    expect(response.headers.get('Cache-Control')).toContain('immutable')
    expect(await response.json()).toMatchObject({
      before: { revision: first, count: 3 },
      after: { revision: third, count: 4 },
      complete: true,
      signatories: {
        added: [{ id: 'org-4' }, { id: 'org-5' }],
        removed: [{ id: 'org-3', name: 'Organisation 3' }],
        renamed: [{ id: 'org-1', before: 'Organisation 1', after: 'Renamed' }],
        changed: [{ id: 'org-2', name: 'Organisation 2', fields: ['url'] }],
      },
      languages: { added: [], removed: [], changed: ['en'] },
      date: null,
      text: [
        {
          language: 'en',
          field: 'title',
          changes: [
            { type: 'removed', value: 'A' },
            { type: 'added', value: 'Another' },
            { type: 'same', value: ' letter' },
          ],
        },
      ],
    })
  })

  it('is another date of the letter', async () => {
    const other = { ...letterSignedBy(3), date: '2020-03-02' }
    const third = (await publish(other, '2020-05-01T12:00:00.000Z')).head.revision.id
    expect(await (await get(`${COMPARE}/${first}...${third}`)).json()).toMatchObject({
      date: { before: '2020-02-29', after: '2020-03-02' },
    })
  })

  it('can be asked for with shortened ids', async () => {
    const response = await get(`${COMPARE}/${first.slice(0, 7)}...${second.slice(0, 9)}`)
    expect(response.headers.get('Location')).toBe(`${ORIGIN}${COMPARE}/${first}...${second}`)
  })

  it('reads only what differs, however long the letter is', async () => {
    const a = (await publish(letterSignedBy(8_000), '2020-06-01T12:00:00.000Z')).head.revision
    const b = (await publish(letterSignedBy(8_001), '2020-06-02T12:00:00.000Z')).head.revision
    expect(a.signatories.names.length).toBeGreaterThan(5)
    const worker = startWorker()
    const response = await worker.fetch(`${COMPARE}/${a.id}...${b.id}`)
    expect(await response.json()).toMatchObject({
      complete: true,
      signatories: { added: [{ id: 'org-8001' }], removed: [] },
    })
    // The head, two revisions, their words, which are the same part, and the last part of each list.
    expect(worker.reads).toBeLessThanOrEqual(7)
  })
})
