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

describe('a letter’s page and the frame of its widget', () => {
  const textsOf = async (slug: string) =>
    Promise.all(
      [`/letters/${slug}`, `/embed/${slug}`].map(async (path) => (await startWorker().fetch(path)).text()),
    )
  const person = { id: 'person-1', type: 'person', name: 'A. Person', role: 'Member, Board' } as const

  it.each([
    ['18 organisations', letterSignedBy(18)],
    ['1 person', { ...letterSignedBy(0), signatories: [person] }],
    [
      '12 persons',
      {
        ...letterSignedBy(0),
        signatories: Array.from({ length: 12 }, (_, n) => ({ ...person, id: `p-${n}`, name: `P ${n}` })),
      },
    ],
    ['3 signatories', { ...letterSignedBy(0), signatories: [...letterSignedBy(2).signatories, person] }],
  ])('say %s in the same words', async (words, letter) => {
    await publish({ ...letter, slug: 'counted' })
    const [page = '', frame = ''] = await textsOf('counted')
    expect(page).toContain(`<h2 id="signatories" tabindex="-1">${words}</h2>`)
    expect(page).toContain(`To: Somebody; 29 February 2020; ${words}.`)
    expect(frame.replace(/<[^>]+>/g, '')).toContain(words)
  })

  it('number the names alike, past whoever has withdrawn, in each section', async () => {
    const { signatories, ...letter } = letterSignedBy(6)
    await publish({
      ...letter,
      slug: 'gaps',
      signatories: signatories.map((each, index) => ({
        ...each,
        ...(index > 3 && { section: 'Others' }),
        ...((index === 1 || index === 4) && { withdrawn: '2021-01-01' }),
      })),
    })
    const [page = '', frame = ''] = await textsOf('gaps')
    let next = 0
    const numbers: number[] = []
    for (const [tag] of page.matchAll(/<(?:ol class="signatories"|li id="signatory-)[^>]*>/g)) {
      const [, value] = /(?:start|value)="(\d+)"/.exec(tag) ?? []
      if (value !== undefined) next = Number(value)
      if (tag.startsWith('<li')) numbers.push(next++)
    }
    expect(numbers).toEqual([1, 3, 4, 6])
    expect(
      Array.from(frame.matchAll(/<li part="item" value="(\d+)"/g), ([, value]) => Number(value)),
    ).toEqual(numbers)
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
