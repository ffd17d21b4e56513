/** `?at=`: the letter as it stood at some time. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeRoom } from '../../../src/publishing/history.ts'
import { headKey } from '../../../src/revision/keys.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { ORIGIN, publish, startWorker } from '../../worker.ts'

let ids: string[]

beforeEach(async () => {
  await emptyKv()
  ids = []
  for (const [count, published] of [
    [3, '2020-03-01T12:00:00.000Z'],
    [5, '2020-03-01T23:59:59.999Z'],
    [4, '2020-04-01T00:00:00.000Z'],
  ] as const)
    ids.push((await publish(letterSignedBy(count), published)).head.revision.id)
})

const locationOf = async (path: string) => {
  const response = await startWorker().fetch(path)
  expect(response.status).toBe(303)
  expect(response.headers.get('Cache-Control')).toContain('max-age=0')
  return response.headers.get('Location')
}

/** What an address with `at` leads to. */
const follow = async (path: string) =>
  startWorker().follow((await locationOf(path))?.slice(ORIGIN.length) ?? '')

const LIST = '/v1/letters/a-letter/signatories'

describe.each([
  ['/letters/a-letter', (id = '') => `/letters/a-letter/revisions/${id}`],
  ['/v1/letters/a-letter', (id = '') => `/v1/letters/a-letter/revisions/${id}`],
  [LIST, (id = '') => `${LIST}?cursor=${id}.0`],
])('%s?at=', (path, address) => {
  it.each([
    ['2020-03-01', 1],
    ['2020-03-31', 1],
    ['2020-04-01', 2],
    [new Date().toISOString().slice(0, 10), 2],
    ['2020-03-01T12:00:00Z', 0],
    ['2020-03-01T23:59:59.998Z', 0],
    ['2020-03-01T23:59:59.999Z', 1],
  ])('of %s leads to what was current then', async (at, index) => {
    expect(await locationOf(`${path}?at=${at}`)).toBe(ORIGIN + address(ids[index]))
  })

  it('finds it in a history that is longer than its head', async () => {
    const key = headKey('a-letter')
    const head = JSON.parse((await env.LETTERS.get(key)) ?? '')
    const later = Array.from({ length: 250 }, (_, n) => ({
      ...head.history[0],
      published: new Date(Date.UTC(2021, 0, 250 - n)).toISOString(),
    }))
    const room = await makeRoom('a-letter', { history: [...later, ...head.history] })
    for (const pair of room.parts) await env.LETTERS.put(pair.key, pair.value)
    await env.LETTERS.put(key, JSON.stringify({ ...head, ...room.history }))
    expect(await locationOf(`${path}?at=2020-03-01T12:30:00Z`)).toBe(ORIGIN + address(ids[0]))
  })

  it('before the first publication is a 404 that says so, and of no date a 400', async () => {
    const worker = startWorker()
    const before = await worker.fetch(`${path}?at=2020-02-29`)
    expect(before.status).toBe(404)
    expect(await before.text()).toContain('Nothing of this letter had been published by 2020-02-29.')
    for (const at of ['2020-02-30', 'yesterday', '2020-03']) {
      const wrong = await worker.fetch(`${path}?at=${at}`)
      expect(wrong.status, at).toBe(400)
      expect(await wrong.text()).toContain('at is neither a day, as 2027-03-01')
    }
  })

  it('that is still to come is a 400 that says so', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    for (const at of ['2999-12-31', tomorrow.slice(0, 10), tomorrow]) {
      const response = await startWorker().fetch(`${path}?at=${at}`)
      expect(response.status, at).toBe(400)
      expect(await response.text()).toContain(`at is still to come: ${at}, in UTC.`)
    }
  })

  it('of a letter that is not there is a 404', async () => {
    const response = await startWorker().fetch(`${path.replace('a-letter', 'none')}?at=2020-03-01`)
    expect(response.status).toBe(404)
  })
})

describe('the list of some time', () => {
  it('is that of its revision, which it names, for good, whatever else was asked', async () => {
    const response = await follow(`${LIST}?at=2020-03-01T12:00:00Z&fields=id&limit=2&sort=name`)
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toContain('immutable')
    const json = (await response.json()) as { revision: string; count: number; signatories: object[] }
    expect(json).toMatchObject({
      revision: ids[0],
      count: 3,
      signatories: [{ id: 'org-1' }, { id: 'org-2' }],
    })
    const found = await follow(`${LIST}?at=2020-03-31&q=organisation`)
    expect(await found.json()).toMatchObject({ revision: ids[1], count: 5 })
  })

  it.each([
    ['cursor', `cursor=${'0'.repeat(64)}.0`],
    ['widget', 'widget=en'],
  ])('does not go with %s', async (_, query) => {
    const response = await startWorker().fetch(`${LIST}?at=2020-03-01&${query}`)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('at goes with neither cursor nor widget.')
  })
})

it('the fields that are wanted of a letter are wanted of the revision, too', async () => {
  const response = await follow('/v1/letters/a-letter?at=2020-03-01&fields=revision')
  expect(await response.json()).toEqual({ revision: ids[1] })
})

it('what else is in the address of a page is dropped, and the time is kept', async () => {
  const response = await startWorker().fetch('/letters/a-letter?utm_source=x&at=2020-03-01')
  expect(response.status).toBe(308)
  expect(response.headers.get('Location')).toBe(`${ORIGIN}/letters/a-letter?at=2020-03-01`)
})
