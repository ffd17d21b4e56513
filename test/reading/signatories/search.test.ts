import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SignedLetter } from '../../../src/letter/schema.ts'
import { headKey, revisionKey } from '../../../src/revision/keys.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { createLocation } from '../../location.ts'
import { syntheticLetter } from '../../synthetic.ts'
import { publish, startWorker } from '../../worker.ts'

type Page = {
  revision: string
  count: number
  signatories: { id: string; position: number; name: string; withdrawn?: string }[]
  links: { self: string; next: string | null }
}

const START = '/v1/letters/a-letter/signatories'

beforeEach(emptyKv)
afterEach(() => {
  vi.useRealTimers()
})

const pageAt = async (path: string, worker = startWorker()): Promise<Page> => {
  const response = await worker.follow(path)
  expect(response.status, path).toBe(200)
  return response.json()
}

const detailAt = async (query: string): Promise<string> => {
  const response = await startWorker().follow(`${START}?${query}`)
  expect(response.status, query).toBe(400)
  const { detail }: { detail: string } = await response.json()
  return detail
}

const names = ({ signatories }: Page): string[] => signatories.map(({ name }) => name)

const signed = (...names: string[]): SignedLetter => ({
  ...letterSignedBy(0),
  signatories: names.map((name, n) => ({ id: `no-${n}`, type: 'organisation', name })),
})

describe('a search', () => {
  it('finds a name whatever its case, accents and punctuation', async () => {
    await publish(
      signed('Women’s Équipe (Łódź)', 'منظمة العفو الدولية', 'Марія Шевченко', '国际特赦组织', 'ARTICLE 19'),
    )
    for (const [q, name] of [
      ['EQUIPE lodz', 'Women’s Équipe (Łódź)'],
      ["women's", 'Women’s Équipe (Łódź)'],
      ['الدوليه', 'منظمة العفو الدولية'],
      ['ШЕВ', 'Марія Шевченко'],
      ['特赦', '国际特赦组织'],
      ['article-19', 'ARTICLE 19'],
      ['19 article', 'ARTICLE 19'],
    ] as const) {
      expect(names(await pageAt(`${START}?q=${encodeURIComponent(q)}`)), q).toEqual([name])
    }
    expect(names(await pageAt(`${START}?q=rticle`))).toEqual([])
  })

  it('finds a person by affiliation and role after those of that name, and by a word of each', async () => {
    await publish({
      ...letterSignedBy(0),
      signatories: [
        { id: 'ada', type: 'person', name: 'Ada Example', affiliation: 'University of Nairobi' },
        { id: 'bo', type: 'person', name: 'Bo Example', role: 'Professor of Law, Nairobi' },
        { id: 'watch', type: 'organisation', name: 'Nairobi Law Watch' },
        { id: 'cy', type: 'person', name: 'Cy Nairobi', withdrawn: '2021-02-03', role: 'Professor' },
      ],
    })
    for (const [q, ids] of [
      ['nairobi', ['watch', 'ada', 'bo']],
      ['NAIROBI UNIVERSITY', ['ada']],
      ['ada nairobi', ['ada']],
      ['nai ex', ['ada', 'bo']],
      ['law', ['watch', 'bo']],
      ['law nairobi', ['watch', 'bo']],
      ['ada law', []],
      ['professor', ['bo']],
      ['professor&status=all', ['bo', 'cy']],
      ['nairobi prof&status=withdrawn', ['cy']],
    ] as const) {
      const { signatories, links } = await pageAt(`${START}?q=${q}`)
      expect(
        signatories.map(({ id }) => id),
        q,
      ).toEqual(ids)
      expect(links.next).toBeNull()
    }
  })

  it('is one representation however it is written, with an entity tag that HTTP allows', async () => {
    await publish(signed('Équipe “Ünïon”'))
    const worker = startWorker()
    const tags = await Promise.all(
      ['q=équipe+"ünïon"&status=active', 'q=EQUIPE--UNION', 'status=active&q=equipe%20union'].map(
        async (query) => (await worker.follow(`${START}?${query}`)).headers.get('ETag'),
      ),
    )
    expect(new Set(tags).size).toBe(1)
    expect(tags[0]).toMatch(/^"[\x21\x23-\x7e]+"$/)
    expect((await worker.follow(`${START}?q=union`)).headers.get('ETag')).not.toBe(tags[0])
    const again = await worker.follow(`${START}?q=equipe union`, {
      headers: { 'If-None-Match': tags[0] ?? '' },
    })
    expect(again.status).toBe(304)
  })
})

describe('paging', () => {
  it('yields each signatory of one revision once, in any order, search and filter, whatever is published meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom(
          'sort=name',
          'q=a',
          'q=amina',
          'q=human+rights',
          'q=university',
          'q=olga+university',
          'type=person',
          'country=KE&sort=name',
          'q=o&status=all',
        ),
        fc.integer({ min: 20, max: 200 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 2 }),
        async (count, query, limit, meanwhile) => {
          await emptyKv()
          const { compiled } = await publish(syntheticLetter(count))
          const whole = await pageAt(`${START}?${query}`)
          expect(whole.links.next).toBeNull()
          const found: string[] = []
          for (let at: string | null = `${START}?${query}&limit=${limit}`; at !== null; ) {
            const page: Page = await pageAt(at)
            expect(page.revision).toBe(compiled.revision.id)
            found.push(...page.signatories.map(({ id }) => id))
            at = page.links.next
            const other = meanwhile.pop()
            if (other !== undefined) await publish(syntheticLetter(other))
          }
          expect(found).toEqual(whole.signatories.map(({ id }) => id))
        },
      ),
      { numRuns: 25 },
    )
  })

  it('leads to everyone of a revision that was stored anew, where its record from before is still kept', async () => {
    const letter = syntheticLetter(300)
    const { head, compiled } = await publish(letter)
    const { known_for, ...revision } = compiled.revision
    expect(known_for).toBeDefined()
    await env.LETTERS.put(revisionKey(letter.slug, revision.id), JSON.stringify(revision))
    await env.LETTERS.put(headKey(letter.slug), JSON.stringify({ ...head, revision }))
    const location = createLocation()
    const startThere = () => Object.assign(startWorker(), { interfere: location })
    expect(names(await pageAt(`${START}?q=university`, startThere()))).toEqual([])
    const { links } = await pageAt(`${START}?q=o&limit=1`, startThere())
    await pageAt(links.next ?? '', startThere())

    await publish(letter, '2020-04-01T12:00:00.000Z')
    vi.setSystemTime(Date.now() + 120_000)
    const found: string[] = []
    for (let at: string | null = `${START}?q=university&limit=10`; at !== null; ) {
      const page: Page = await pageAt(at, startThere())
      found.push(...page.signatories.map(({ id }) => id))
      at = page.links.next
    }
    const wanted = letter.signatories.filter((each) => 'affiliation' in each).map(({ id }) => id)
    expect(found.sort()).toEqual(wanted.sort())
  })

  it('keeps a cursor to the query that it was given for', async () => {
    await publish(syntheticLetter(100))
    const { links } = await pageAt(`${START}?q=a&limit=5`)
    const cursor = new URL(links.next ?? '').searchParams.get('cursor') ?? ''
    for (const query of ['', 'q=b&', 'sort=name&', 'q=a&country=KE&']) {
      expect(await detailAt(`${query}cursor=${cursor}`)).toContain('cursor belongs to another query')
    }
    expect((await pageAt(`${START}?q=A&limit=7&cursor=${cursor}`)).signatories).toHaveLength(7)
  })
})

it.each([
  `${START}?sort=name`,
  `${START}?q=human`,
  `${START}?q=rights+legal`,
  `${START}?q=university`,
  `${START}?q=university+amina+of`,
  `${START}?type=organisation&country=KE&signed_after=2020-01-01`,
  `${START}/zoe-haddad-0`,
  '/letters/a-letter',
])('%s costs two rounds of KV at most', async (path) => {
  await publish(syntheticLetter(2000))
  const worker = startWorker()
  expect((await worker.follow(path)).status).toBe(200)
  expect(worker.rounds).toBe(2)
  expect(worker.reads).toBeLessThanOrEqual(4)
})

describe('a query that is wrong', () => {
  it.each([
    ['sort=nam', 'sort cannot be nam: did you mean name?'],
    ['status=gone-away', 'status cannot be gone-away: it can be active, withdrawn, all.'],
    ['type=organization', 'type cannot be organization: did you mean organisation?'],
    ['country=ke', 'country is in capitals: did you mean KE?'],
    ['country=Kenya', 'country is not a two-letter country code such as KE.'],
    ['signed_after=2020-02-30', 'signed_after is not a date of the calendar, written YYYY-MM-DD.'],
    ['q=%20-%20', 'q has no letter or digit to look for.'],
    [`q=${'a'.repeat(201)}`, 'q is longer than 200 characters.'],
    ['contry=KE', 'contry is not a parameter here: did you mean country?'],
    ['q=a&sort=name', 'sort and q do not go together'],
  ])('%s is refused with what would be right', async (query, detail) => {
    await publish(letterSignedBy(3))
    expect(await detailAt(query)).toContain(detail)
  })
})

describe('who withdrew', () => {
  const letter = letterSignedBy(3)
  const withdrawn = {
    ...letter,
    signatories: letter.signatories.map((each, n) => (n === 1 ? { ...each, withdrawn: '2021-02-03' } : each)),
  }

  it('is no longer in the list, the count, a search or on the page, and still known', async () => {
    await publish(letter)
    const before = await pageAt(START)
    await publish(withdrawn, '2021-02-04T00:00:00.000Z')
    const list = await pageAt(START)
    expect([before.count, list.count]).toEqual([3, 2])
    expect(list.signatories).toMatchObject([
      { id: 'org-1', position: 1 },
      { id: 'org-3', position: 3 },
    ])
    expect(names(await pageAt(`${START}?q=organisation`))).toEqual(['Organisation 1', 'Organisation 3'])
    expect(names(await pageAt(`${START}?sort=name`))).toEqual(['Organisation 1', 'Organisation 3'])
    const gone = [{ id: 'org-2', position: 2, withdrawn: '2021-02-03' }]
    expect((await pageAt(`${START}?status=withdrawn`)).signatories).toMatchObject(gone)
    expect((await pageAt(`${START}?q=2&status=withdrawn`)).signatories).toMatchObject(gone)
    expect((await pageAt(`${START}?status=all`)).signatories).toHaveLength(3)
    expect(await (await startWorker().follow(`${START}/org-2`)).json()).toMatchObject({ ...gone[0] })
    const page = await (await startWorker().follow('/letters/a-letter')).text()
    expect(page).toContain('2 organisations')
    expect(page).not.toContain('Organisation 2')
  })
})

describe('the page of a long letter', () => {
  it('leads to the next signatories without script, and stays in its revision', async () => {
    await publish(letterSignedBy(501))
    const next = async (html: Response) => /href="([^"]*cursor=[^"#]*)/.exec(await html.text())?.[1]
    const first = await next(await startWorker().follow('/letters/a-letter'))
    await publish(letterSignedBy(3), '2020-04-01T12:00:00.000Z')
    const worker = startWorker()
    const response = await worker.follow(first ?? '')
    expect(response.status).toBe(200)
    expect(worker.rounds).toBe(2)
    expect(response.headers.get('Cache-Control')).toContain('immutable')
    const html = await response.text()
    expect(html).toContain('Organisation 501')
    expect(html).toContain('501 organisations')
    expect(html).not.toContain('cursor=')
  })

  it('refuses a cursor of another list, and says where to start when the revision is gone', async () => {
    await publish(letterSignedBy(501))
    const { links } = await pageAt(`${START}?sort=name`)
    expect((await startWorker().follow(`/letters/a-letter${new URL(links.next ?? '').search}`)).status).toBe(
      400,
    )
    expect((await startWorker().follow(`/letters/a-letter?cursor=${'0'.repeat(64)}.5`)).status).toBe(410)
    expect((await startWorker().follow('/letters/a-letter?utm_source=x')).status).toBe(200)
  })
})
