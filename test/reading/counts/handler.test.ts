/** How many signed, by day, country and type. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CountsJson } from '../../../src/api/schemas.ts'
import type { Signatory } from '../../../src/letter/schema.ts'
import { headKey, partKey, partName } from '../../../src/revision/keys.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { ORIGIN, publish, startWorker } from '../../worker.ts'

const LETTER = '/v1/letters/a-letter'

const signedBy = (...signatories: Partial<Signatory>[]) => ({
  ...letterSignedBy(0),
  signatories: signatories.map(
    (signatory, n) => ({ id: `id-${n}`, type: 'organisation', name: `Name ${n}`, ...signatory }) as Signatory,
  ),
})

const ask = async (by: string) => {
  const response = await startWorker().fetch(`${LETTER}/counts?by=${by}`)
  expect(response.status).toBe(200)
  return { response, json: (await response.json()) as CountsJson }
}

beforeEach(emptyKv)

describe('by day', () => {
  it('are the days on which most signed, the others and those who withdrew apart', async () => {
    const { head } = await publish(
      signedBy(
        { signed: '2020-03-02' },
        { signed: '2020-02-29' },
        { signed: '2020-03-02' },
        { signed: '2020-03-01', withdrawn: '2020-03-02' },
        {},
      ),
    )
    expect((await ask('day')).json).toEqual({
      letter: 'a-letter',
      revision: head.revision.id,
      count: 4,
      by: 'day',
      source: 'signed',
      unknown: 1,
      counts: [
        { day: '2020-02-29', added: 1, total: 1 },
        { day: '2020-03-02', added: 2, total: 3 },
      ],
      links: {
        self: `${ORIGIN}${LETTER}/counts?by=day`,
        letter: `${ORIGIN}${LETTER}`,
        signatories: `${ORIGIN}${LETTER}/signatories`,
      },
    })
  })

  it('are those of the publications where no more than half have a day, the last of each day, with whoever left', async () => {
    for (const [count, published] of [
      [3, '2020-03-01T12:00:00.000Z'],
      [5, '2020-03-01T23:59:59.999Z'],
      [5, '2020-03-02T12:00:00.000Z'],
    ] as const)
      await publish(letterSignedBy(count), published)
    await publish(signedBy({ signed: '2020-02-28' }, {}), '2020-04-01T00:00:00.000Z')
    expect((await ask('day')).json).toMatchObject({
      source: 'published',
      unknown: 0,
      counts: [
        { day: '2020-03-01', added: 5, total: 5 },
        { day: '2020-04-01', added: -3, total: 2 },
      ],
    })
  })

  it.each([
    ['not counted, as letters from before have it,', undefined],
    ['counted of some alone', { '2020-02-29': 1 }],
  ])('are those of the publications where days were %s', async (_, signed) => {
    const { head } = await publish(signedBy({ signed: '2020-02-28' }, { signed: '2020-02-29' }))
    const { letter } = head.revision
    const part = JSON.parse((await env.LETTERS.get(partKey('a-letter', letter))) ?? '')
    const value = JSON.stringify({ ...part, counts: { ...part.counts, signed } })
    const name = await partName(value)
    await env.LETTERS.put(partKey('a-letter', name), value)
    const revision = { ...head.revision, letter: name }
    await env.LETTERS.put(headKey('a-letter'), JSON.stringify({ ...head, revision }))
    expect((await ask('day')).json).toMatchObject({
      source: 'published',
      counts: [{ day: '2020-03-01', added: 2, total: 2 }],
    })
  })

  it('of a letter that nobody signed there is none', async () => {
    await publish(letterSignedBy(0))
    expect((await ask('day')).json).toMatchObject({ count: 0, unknown: 0, counts: [] })
  })
})

it('by type and by country, the most first, and of how many it is not known', async () => {
  await publish(
    signedBy({ country: 'PE', type: 'person' }, { country: 'KE' }, { country: 'KE' }, {}, { type: 'person' }),
  )
  expect((await ask('type')).json).toMatchObject({
    unknown: 0,
    counts: [
      { type: 'organisation', count: 3 },
      { type: 'person', count: 2 },
    ],
  })
  const { json, response } = await ask('country')
  expect(json).toMatchObject({ by: 'country', count: 5, unknown: 2 })
  expect(json.counts).toEqual([
    { country: 'KE', count: 2 },
    { country: 'PE', count: 1 },
  ])
  expect(response.headers.get('Content-Language')).toBe(null)

  const french = await ask('country&lang=fr')
  expect(french.json.counts).toEqual([
    { country: 'KE', country_name: 'Kenya', count: 2 },
    { country: 'PE', country_name: 'Pérou', count: 1 },
  ])
  expect(french.json.links.self).toBe(`${ORIGIN}${LETTER}/counts?by=country&lang=fr`)
  expect(french.response.headers.get('Content-Language')).toBe('fr')
  expect(french.response.headers.get('Vary')).toBe(null)
  const tags = [response, french.response, (await ask('type')).response].map(({ headers }) =>
    headers.get('ETag'),
  )
  expect(new Set(tags).size).toBe(3)
})

it.each([
  ['', 'by is missing: it can be day, country, type'],
  ['?by=contry', 'by cannot be contry: did you mean country?'],
  ['?by=day&lang=fr', 'lang goes with by=country alone.'],
  ['?by=country&lang=x', 'lang is no language such as fr or pt-BR'],
])('%s is a 400 that says what would be right', async (query, detail) => {
  await publish(letterSignedBy(1))
  const response = await startWorker().fetch(`${LETTER}/counts${query}`)
  expect(response.status).toBe(400)
  expect(((await response.json()) as { detail: string }).detail).toContain(detail)
})
