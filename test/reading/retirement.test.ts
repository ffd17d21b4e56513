/** A letter that is retired, and one that is renamed, at each of their addresses. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PairToPut } from '../../src/publishing/kv.ts'
import { createBindingKv } from '../../src/publishing/kv-binding.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { readLive } from '../../src/publishing/live.ts'
import { planRenaming, renameLetter } from '../../src/publishing/rename-letter.ts'
import { retire } from '../../src/publishing/retire.ts'
import { snapshotOf } from '../../src/publishing/snapshot.ts'
import { operations } from '../../src/reading/openapi/operations.ts'
import type { Retirement } from '../../src/revision/layout.ts'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { publishIn } from '../publishing/memory.ts'
import { ORIGIN, startWorker } from '../worker.ts'

const SLUG = 'a-letter'
const NEW = 'new-letter'
const RETIREMENT: Retirement = {
  since: '2026-11-29T12:00:00.000Z',
  note: 'The bill was withdrawn.',
  revisions: true,
}

const kv = { ...createBindingKv(env.LETTERS), consistent: true }

const headNow = async () => {
  const live = await readLive(kv, [SLUG, NEW])
  const { head } = live.letter(SLUG)
  if (head === undefined) throw new Error('no head')
  return { live, head }
}

const retireNow = async (retirement?: Retirement) => {
  const { live, head } = await headNow()
  await retire(kv, live, head, retirement)
  return head.revision.id
}

const renameNow = async () => {
  const { live, head } = await headNow()
  const pairs = new Map<string, PairToPut>()
  const store = { ...createMapKv(pairs), add: (pair: PairToPut) => void pairs.set(pair.key, pair) }
  await renameLetter(kv, live, await planRenaming(kv, live, head, NEW, store), store)
  return head.revision.id
}

/** An address of each route that names a letter but no revision and no picture, and of oEmbed. */
const addressesOf = (slug: string): string[] => [
  ...operations
    .filter(({ path }) => path.includes('{slug}') && !/\{(revision|before)\}|\.png$/.test(path))
    .map(({ path }) => path.replace('{slug}', slug).replace('{id}', 'org-1').replace('{lang}', 'en'))
    .map((path) => (path.endsWith('/counts') ? `${path}?by=day` : path)),
  `/oembed?url=${encodeURIComponent(`${ORIGIN}/letters/${slug}`)}`,
]

beforeEach(async () => {
  await emptyKv()
  await publishIn(kv, [letterSignedBy(3, SLUG), letterSignedBy(2, 'b-letter')])
})

describe('a retired letter', () => {
  it('answers 410 at every address that names no revision, and says when and why', async () => {
    await retireNow(RETIREMENT)
    const worker = startWorker()
    const paths = addressesOf(SLUG)
    expect(paths.length).toBeGreaterThan(15)
    for (const path of paths) {
      const response = await worker.fetch(path)
      expect(response.status, path).toBe(410)
      const text = await response.text()
      expect(text, path).toContain('29 November 2026')
      expect(text, path).toContain('The bill was withdrawn.')
      expect(response.headers.get('Cache-Control'), path).not.toContain('immutable')
    }
    expect(await (await worker.fetch(`/v1/letters/${SLUG}`)).json()).toMatchObject({
      type: `${ORIGIN}/problems/letter-retired`,
      status: 410,
    })
  })

  it('is in no list, also where the Worker carries a copy of it', async () => {
    await retireNow(RETIREMENT)
    const worker = startWorker(await snapshotOf([letterSignedBy(3, SLUG)]))
    for (const path of ['/', '/v1/letters', '/sitemap.xml', '/healthz']) {
      const text = await (await worker.fetch(path)).text()
      expect(text, path).not.toContain(SLUG)
      if (path !== '/healthz') expect(text, path).toContain('b-letter')
    }
    expect((await worker.fetch(`/letters/${SLUG}`)).status).toBe(410)
  })

  it('has its revisions by their ids, as a page that does not call one current, in two rounds', async () => {
    const id = await retireNow(RETIREMENT)
    const worker = startWorker()
    expect((await worker.fetch(`/v1/letters/${SLUG}/revisions/${id}`)).status).toBe(200)
    worker.rounds = 0
    const page = await worker.fetch(`/letters/${SLUG}/revisions/${id}`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('This is not the current revision of this letter.')
    expect(worker.rounds).toBeLessThanOrEqual(2)
    expect(await worker.follow(`/letters/${SLUG}/revisions/${id.slice(0, 8)}`)).toHaveProperty('status', 307)
  })

  it('has none where these were retired, too', async () => {
    const id = await retireNow({ since: RETIREMENT.since, revisions: false })
    const worker = startWorker()
    for (const path of [`/v1/letters/${SLUG}/revisions/${id}`, `/letters/${SLUG}/revisions/${id}`])
      expect((await worker.fetch(path)).status, path).toBe(410)
  })

  it('is there again once that is undone', async () => {
    await retireNow(RETIREMENT)
    await retireNow()
    const worker = startWorker()
    for (const path of addressesOf(SLUG)) expect((await worker.fetch(path)).status, path).toBeLessThan(400)
    expect(await (await worker.fetch('/v1/letters')).text()).toContain(SLUG)
  })
})

describe('a renamed letter', () => {
  it('is led to from every address of the old slug, query and revision too', async () => {
    const id = await renameNow()
    const worker = startWorker()
    const paths = [
      ...addressesOf(SLUG),
      `/v1/letters/${SLUG}/revisions/${id}`,
      `/letters/${SLUG}/revisions/${id}`,
      `/v1/letters/${SLUG}/signatories?limit=2`,
      `/v1/letters/${SLUG}/signatories?widget=fr`,
      `/embed/${SLUG}?theme=dark`,
    ]
    for (const path of paths) {
      const response = await worker.fetch(path)
      expect(response.status, path).toBe(308)
      expect(response.headers.get('Location'), path).toBe(`${ORIGIN}${path.replace(SLUG, NEW)}`)
      expect(response.headers.get('Access-Control-Allow-Origin'), path).toBe('*')
      const there = await worker.fetch(path.replace(SLUG, NEW))
      expect(there.status === 308 ? 200 : there.status, path).toBe(200)
    }
  })

  it('is listed once, by its new slug, also where the Worker carries a copy by the old one', async () => {
    await renameNow()
    const worker = startWorker(await snapshotOf([letterSignedBy(3, SLUG)]))
    for (const path of ['/', '/v1/letters', '/sitemap.xml', '/healthz']) {
      const text = await (await worker.fetch(path)).text()
      expect(text, path).not.toContain(`${SLUG}"`)
      expect(text, path).not.toContain(`/${SLUG}<`)
      expect(text, path).toContain(NEW)
    }
  })

  it('has the pages that a cursor from before goes on to', async () => {
    const before = startWorker()
    const first = (await (await before.fetch(`/v1/letters/${SLUG}/signatories?limit=2`)).json()) as {
      links: { next: string }
    }
    await renameNow()
    const worker = startWorker()
    const { pathname, search } = new URL(first.links.next)
    const next = await worker.follow(pathname + search)
    expect(next.status).toBe(200)
    expect(await next.text()).toContain('org-3')
  })

  it('takes no other letter along, whatever its slug begins with', async () => {
    await publishIn(kv, [letterSignedBy(1, `${SLUG}-2`)])
    await renameNow()
    const worker = startWorker()
    expect((await worker.fetch(`/letters/${SLUG}-2`)).status).toBe(200)
    expect((await worker.fetch('/letters/b-letter')).status).toBe(200)
  })
})
