/** A history that is too long for its head: most of it is in parts. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { RevisionsJson } from '../../../src/api/schemas.ts'
import { makeRoom } from '../../../src/publishing/history.ts'
import { headKey, partKey } from '../../../src/revision/keys.ts'
import { type Head, splitNames } from '../../../src/revision/layout.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { ORIGIN, publish, startWorker } from '../../worker.ts'

const SLUG = 'a-letter'
const PATH = `/v1/letters/${SLUG}/revisions`
const TOTAL = 1_234

let first: string
let second: string
let head: Head

const at = (number: number): string => new Date(Date.UTC(2020, 0, 1) + number * 60_000).toISOString()

/** Publishes so often that no one waits for it: the second revision is the current one, the first was only once. */
const lengthen = async (total: number): Promise<void> => {
  const publications = Array.from({ length: total - 1 }, (_, index) => ({
    revision: second,
    published: at(total - index),
    count: 5,
    note: `${total - index}`,
    first: at(2),
  }))
  const oldest = { revision: first, published: at(1), count: 3, note: '1' }
  const room = await makeRoom(SLUG, { history: [...publications, oldest] })
  for (const { key, value } of room.parts) await env.LETTERS.put(key, value)
  head = { ...head, published: at(total), ...room.history }
  await env.LETTERS.put(headKey(SLUG), JSON.stringify(head))
}

beforeEach(async () => {
  await emptyKv()
  first = (await publish(letterSignedBy(3))).head.revision.id
  head = (await publish(letterSignedBy(5), '2020-04-01T12:00:00.000Z')).head
  second = head.revision.id
  await lengthen(TOTAL)
})

const notesOf = ({ revisions }: RevisionsJson) => revisions.map(({ note }) => Number(note))

describe('a history of more than a page', () => {
  it('is listed page by page, each publication once, whatever is published meanwhile', async () => {
    const worker = startWorker()
    const notes: number[] = []
    const missingChanges: number[] = []
    for (let path: string | null = `${PATH}?limit=300`; path !== null; ) {
      const page = (await (await worker.fetch(path)).json()) as RevisionsJson
      expect(page.revisions.length).toBeLessThanOrEqual(300)
      for (const { current, note, links } of page.revisions) {
        expect(current).toBe(Number(note) === TOTAL)
        if (links.changes === null) missingChanges.push(Number(note))
      }
      notes.push(...notesOf(page))
      path = page.links.next?.slice(ORIGIN.length) ?? null
      await lengthen(TOTAL + notes.length)
    }
    expect(notes).toEqual(Array.from({ length: TOTAL }, (_, index) => TOTAL - index))
    expect(missingChanges).toEqual([1])
  })

  it('says how long it is, and where the next page is', async () => {
    const page = (await (await startWorker().fetch(PATH)).json()) as RevisionsJson
    expect(page).toMatchObject({
      count: TOTAL,
      links: { self: `${ORIGIN}${PATH}`, next: `${ORIGIN}${PATH}?cursor=${TOTAL - 500}` },
    })
    expect(page.revisions).toHaveLength(500)
  })

  it('has no page outside of it, and one spelling for each', async () => {
    const worker = startWorker()
    const statusOf = async (query: string) =>
      (await worker.fetch(`${PATH}?${query}`, { redirect: 'manual' })).status
    expect(await statusOf(`cursor=${TOTAL + 1}`)).toBe(404)
    expect(await statusOf('cursor=0')).toBe(404)
    expect(await statusOf('cursor=-1')).toBe(400)
    expect(await statusOf('cursor=007')).toBe(308)
    expect(await statusOf('limit=500')).toBe(308)
    expect(await statusOf('cursor=1')).toBe(200)
  })

  it('tells of a revision that only its oldest part names when it was published, and what its short id means', async () => {
    const page = await startWorker().fetch(`/letters/${SLUG}/revisions/${first}`)
    expect(await page.text()).toContain(at(1).slice(0, 10))
    const redirect = await startWorker().fetch(`${PATH}/${first.slice(0, 9)}`)
    expect(redirect.headers.get('Location')).toBe(`${ORIGIN}${PATH}/${first}`)
  })

  it('takes nothing else along where a part of it is lost', async () => {
    const names = splitNames(head.older?.names ?? '')
    await env.LETTERS.delete(partKey(SLUG, names.at(-1) ?? ''))
    const worker = startWorker()
    const statusOf = async (path: string) => (await worker.fetch(path)).status
    expect(await statusOf(`${PATH}?cursor=50`)).toBe(503)
    expect(await statusOf(PATH)).toBe(200)
    expect(await statusOf(`/v1/letters/${SLUG}`)).toBe(200)
    expect(await statusOf(`/letters/${SLUG}`)).toBe(200)
    expect(await statusOf(`/letters/${SLUG}/revisions/${second}`)).toBe(200)
    expect(await statusOf(`/letters/${SLUG}/feed.atom`)).toBe(200)
  })
})
