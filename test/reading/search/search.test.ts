import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { indexPartKeys } from '../../../src/publishing/signatories-index/sync.ts'
import { snapshotOf } from '../../../src/publishing/snapshot.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { indexEveryone, organisation, relist, signed } from '../../signed-letters.ts'
import { publish, startWorker } from '../../worker.ts'

type Found = {
  signatories: { id: string; printed_as: string; letter: { slug: string; title: string; date: string } }[]
  incomplete: { slug: string; links: { signatories: string } }[]
  links: { self: string; next: string | null }
}

beforeEach(emptyKv)

const find = async (query: string, worker = startWorker()): Promise<Found> => {
  const response = await worker.follow(`/v1/signatories?${query}`)
  expect(response.status, query).toBe(200)
  return response.json()
}
const shown = ({ signatories }: Found) =>
  signatories.map(({ letter, printed_as }) => `${letter.slug}: ${printed_as}`)

const three = async () => {
  await publish(
    signed(
      'a',
      organisation('Amnesty International'),
      organisation('Left Behind', { withdrawn: '2021-01-01' }),
      organisation('ARTICLE 19'),
    ),
  )
  await publish(
    signed(
      'b',
      organisation('Amnesty International', { printed_as: 'Amnesty International (AI)' }),
      { id: 'ada', type: 'person', name: 'Ada Amnesty', affiliation: 'International Law' },
      { id: 'bo', type: 'person', name: 'Bo', affiliation: 'Amnesty International' },
    ),
  )
  await publish(signed('c', organisation('Nairobi Amnesty')))
  await indexEveryone()
}

describe('a search of all letters', () => {
  it('says who signed which letter, under which name, and when: by name first, in two rounds of KV', async () => {
    await three()
    const worker = startWorker()
    const found = await find('q=AMNESTY', worker)
    expect(worker.rounds).toBe(2)
    expect(shown(found)).toEqual([
      'b: Ada Amnesty, International Law',
      'c: Nairobi Amnesty',
      'a: Amnesty International',
      'b: Amnesty International (AI)',
      'b: Bo, Amnesty International',
    ])
    expect(found.signatories[0]?.letter).toMatchObject({ date: '2020-02-29' })
    expect(found.incomplete).toEqual([])
    expect(shown(await find('q=inter+amnesty', worker))).toEqual([
      'a: Amnesty International',
      'b: Amnesty International (AI)',
      'b: Ada Amnesty, International Law',
      'b: Bo, Amnesty International',
    ])
    expect(shown(await find('q=left', worker))).toEqual([])
  })

  it('goes on page by page, each signature once, and not with what was published since', async () => {
    await three()
    const all: string[] = []
    let next: string | null = '/v1/signatories?limit=2&q=amnesty'
    let cursor = ''
    for (; next; cursor = next ?? cursor) {
      const page: Found = await find(new URL(next, 'https://letters.example').search.slice(1))
      all.push(...shown(page))
      next = page.links.next
    }
    expect(all.sort()).toEqual(shown(await find('q=amnesty')).sort())
    const other = await startWorker().fetch(cursor.replace('q=amnesty', 'q=article'))
    expect(other.status).toBe(400)
    await publish(signed('c', organisation('Somebody Else')))
    await indexEveryone()
    const gone = await startWorker().fetch(cursor)
    expect(gone.status).toBe(410)
    expect(await gone.json()).toMatchObject({
      detail: expect.stringContaining('https://letters.example/v1/signatories?limit=2&q=amnesty'),
    })
  })

  it('names the letters that may have more: those open for signing, and those published since', async () => {
    await three()
    await relist((line) => (line.slug === 'b' ? { ...line, signing: true } : line))
    await publish(signed('c', organisation('Nairobi Amnesty'), organisation('Amnesty Kenya')))
    const { incomplete, ...found } = await find('q=amnesty')
    expect(incomplete).toMatchObject([
      { slug: 'b', links: { signatories: 'https://letters.example/v1/letters/b/signatories?q=amnesty' } },
      { slug: 'c' },
    ])
    expect(shown(found as Found)).toContain('c: Nairobi Amnesty')
  })

  it('finds nobody of a letter that was taken down, whatever the index still says', async () => {
    await three()
    await relist((line) => (line.slug === 'b' ? { ...line, unlisted: 'retired' } : line))
    expect(shown(await find('q=amnesty'))).toEqual(['c: Nairobi Amnesty', 'a: Amnesty International'])
  })

  it('without an index, as before there was one, finds nobody and names every letter', async () => {
    await publish(letterSignedBy(2))
    expect(await find('q=organisation')).toMatchObject({
      signatories: [],
      incomplete: [{ slug: 'a-letter' }],
    })
  })

  it('answers from what is bundled where nothing is published, and of what is as it was bundled', async () => {
    const snapshot = await snapshotOf([letterSignedBy(2), letterSignedBy(2, 'b-letter')])
    expect(shown(await find('q=organisation', startWorker(snapshot)))).toHaveLength(4)
    await publish(letterSignedBy(1))
    const found = await find('q=organisation', startWorker(snapshot))
    expect(shown(found)).toEqual(['b-letter: Organisation 1', 'b-letter: Organisation 2'])
    expect(found.incomplete).toMatchObject([{ slug: 'a-letter' }])
  })

  it('is 503 where a part cannot be read, and nothing else is worse for it', async () => {
    await three()
    await env.LETTERS.delete(indexPartKeys(await indexEveryone())[0] ?? '')
    const worker = startWorker()
    expect((await worker.fetch('/v1/signatories?q=amnesty')).status).toBe(503)
    expect((await worker.fetch('/v1/letters/a')).status).toBe(200)
  })

  it('is known by its tag before it is made, and changes it with the index', async () => {
    await three()
    const worker = startWorker()
    const first = await worker.fetch('/v1/signatories?q=amnesty')
    expect(first.headers.get('X-Robots-Tag')).toBe('noindex')
    const init = { headers: { 'If-None-Match': first.headers.get('ETag') ?? '' } }
    expect((await startWorker().fetch('/v1/signatories?q=amnesty', init)).status).toBe(304)
    expect((await worker.fetch('/v1/signatories?q=article', init)).status).toBe(200)
    await publish(signed('c', organisation('Somebody Else')))
    await indexEveryone()
    expect((await startWorker().fetch('/v1/signatories?q=amnesty', init)).status).toBe(200)
  })

  it.each([
    ['', 'q is missing: say what to look for'],
    ['q=%E2%80%A6', 'q has no letter or digit to look for'],
    [`q=${'a'.repeat(201)}`, 'q is longer than 200 characters'],
    ['q=a&cursor=1', 'cursor is not a cursor that this API gave out'],
  ])('says of the query “%s” what is wrong', async (query, said) => {
    const response = await startWorker().fetch(`/v1/signatories?${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(said) })
  })
})

describe('the page that searches all letters', () => {
  const pageAt = async (path: string) => {
    const response = await startWorker().follow(path)
    expect(response.status).toBe(200)
    return response.text()
  }

  it('is a form, for search engines too while nobody is looked for', async () => {
    await three()
    const page = await pageAt('/signatories')
    expect(page).toContain('<link rel="canonical" href="https://letters.example/signatories"/>')
    expect(page).toMatch(/<form[^>]*><input type="search" name="q"/)
    expect(page).not.toContain('No name found')
    expect(await pageAt('/')).toContain('href="https://letters.example/signatories"')
  })

  it('has the letters of each name together, and what was looked for in the form', async () => {
    await three()
    const page = await pageAt('/signatories?q=%22%3E+Amnesty')
    expect(page).toContain('<meta name="robots" content="noindex"/>')
    expect(page).toContain('value="&quot;&gt; Amnesty"')
    expect(page.match(/<h2>/g)).toHaveLength(5)
    expect(page).toContain('href="https://letters.example/letters/a"')
  })

  it.each(['?q=zzz', '?q=...'])('says for %s that there is no such name', async (query) => {
    await three()
    expect(await pageAt(`/signatories${query}`)).toContain('No name found')
  })

  it('leads to the pages of the letters that may have more', async () => {
    await three()
    await relist((line) => ({ ...line, signing: true }))
    const page = await pageAt('/signatories?q=amnesty')
    expect(page).toContain('the latest are on their own pages')
    expect(page).toContain('href="https://letters.example/letters/c"')
  })
})
