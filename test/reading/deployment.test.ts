import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import snapshot from '../../build/snapshot.json'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { ORIGIN, publish, startWorker } from '../worker.ts'

const SLUG = 'un-human-rights-council-2018'

type Json = {
  revision: string
  text: string
  count: number
  links: object
  signatories: object
  letters: object
}
const json = async (response: Response): Promise<Json> => response.json()

beforeEach(emptyKv)
afterEach(() => vi.useRealTimers())

describe('the first letter, as the bundle has it', () => {
  const worker = startWorker(snapshot)

  it('is served before anything was published', async () => {
    const letter = await json(await worker.fetch(`/v1/letters/${SLUG}`))
    expect(letter).toMatchObject({
      slug: SLUG,
      date: '2018-06-22',
      addressee: 'Ambassador Haley',
      language: 'en',
      translations: [],
      signatories: { count: 18, by_type: { organisation: 18 }, by_country: {} },
      links: {
        self: `${ORIGIN}/v1/letters/${SLUG}`,
        page: `${ORIGIN}/letters/${SLUG}`,
        signatories: `${ORIGIN}/v1/letters/${SLUG}/signatories`,
      },
    })
    expect(letter.revision).toMatch(/^[0-9a-f]{64}$/)
    expect(letter.text).toMatch(
      /^Dear Ambassador Haley,\n\nWe write in response to your letter of 20 June 2018/,
    )
  })

  it('lists its 18 signatories in its order, as it prints them', async () => {
    const { signatories, count, links } = await json(await worker.fetch(`/v1/letters/${SLUG}/signatories`))
    expect(count).toBe(18)
    expect(links).toMatchObject({ next: null })
    const names = (signatories as { position: number; printed_as: string }[]).map(
      (each) => `${each.position}. ${each.printed_as}`,
    )
    expect(names).toHaveLength(18)
    expect(names[3]).toBe('4. Asian Legal Resource Centre (ALRC)')
    expect(names[8]).toBe('9. DefendDefenders (the East and Horn of Africa Human Rights Defenders Project)')
    expect(names[17]).toBe("18. Urgent Action Fund for Women's Human Rights")
  })

  it('is searched before anything was published', async () => {
    const among = async (path: string) => JSON.stringify(await json(await worker.fetch(`${path}?q=article`)))
    for (const path of [`/v1/letters/${SLUG}/signatories`, '/v1/signatories']) {
      expect(await among(path)).toContain('"printed_as":"ARTICLE 19"')
    }
  })

  it('is read beside the Worker while KV is asked for its head', async () => {
    const cold = startWorker(snapshot)
    const began: string[] = []
    cold.assets = {
      fetch(url: URL) {
        began.push(url.pathname.split('/').at(-2) ?? '')
        return env.ASSETS.fetch(url)
      },
    } as typeof cold.assets
    cold.interfere = async (key, read) => {
      began.push(key)
      const value = await read()
      began.push('is read')
      return value
    }
    expect((await cold.fetch(`/letters/${SLUG}`)).status).toBe(200)
    expect(began).toEqual([`letter/${SLUG}`, 'part', 'part', 'is read'])
  })

  it('gives one signatory by its id', async () => {
    expect(await json(await worker.fetch(`/v1/letters/${SLUG}/signatories/article-19`))).toMatchObject({
      id: 'article-19',
      name: 'ARTICLE 19',
      type: 'organisation',
      position: 2,
      letter: SLUG,
    })
    expect((await worker.fetch(`/v1/letters/${SLUG}/signatories/nobody`)).status).toBe(404)
  })

  it('is a page in its own language', async () => {
    const response = await worker.fetch(`/letters/${SLUG}`)
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('Content-Language')).toBe('en')
    const page = await response.text()
    expect(page).toContain('Dear Ambassador Haley,')
    expect(page).toContain('OutRight Action International')
    expect(page).toContain(`<link rel="canonical" href="${ORIGIN}/letters/${SLUG}"`)
  })

  it('is in the list of letters, as JSON and as the home page', async () => {
    expect(await json(await worker.fetch('/v1/letters'))).toMatchObject({
      letters: [{ slug: SLUG, signatories: { count: 18 }, languages: ['en'] }],
    })
    const home = await (await worker.fetch('/')).text()
    expect(home).toContain(`href="${ORIGIN}/letters/${SLUG}"`)
    expect(home).toContain('withdraw from the Human Rights Council.</bdi></p>')
    expect(home).toContain(`href="${ORIGIN}/letters/${SLUG}/feed.atom"`)
  })

  it('says in its health that it comes from the snapshot', async () => {
    const response = await worker.fetch('/healthz')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await json(response)).toMatchObject({
      status: 'ok',
      letters: [{ slug: SLUG, source: 'snapshot' }],
    })
  })
})

describe('a published letter', () => {
  it('wins over the snapshot', async () => {
    await publish({ ...letterSignedBy(3, SLUG), slug: SLUG })
    const worker = startWorker(snapshot)
    expect(await json(await worker.fetch(`/v1/letters/${SLUG}`))).toMatchObject({ signatories: { count: 3 } })
    expect(await json(await worker.fetch('/healthz'))).toMatchObject({
      letters: [{ slug: SLUG, source: 'kv', published: '2020-03-01T12:00:00.000Z' }],
    })
    expect(await json(await worker.fetch('/v1/letters'))).toMatchObject({
      letters: [{ signatories: { count: 3 } }],
    })
  })

  it('is listed beside those of the snapshot, the newest letter first', async () => {
    await publish(letterSignedBy(3, 'a-letter'))
    const { letters } = await json(await startWorker(snapshot).fetch('/v1/letters'))
    expect((letters as { slug: string }[]).map(({ slug }) => slug)).toEqual(['a-letter', SLUG])
  })

  it('appears in a running Worker within its freshness', async () => {
    const worker = startWorker()
    const count = async () => (await json(await worker.fetch('/v1/letters/a-letter'))).signatories
    await publish(letterSignedBy(3))
    expect(await count()).toMatchObject({ count: 3 })
    await publish(letterSignedBy(4), '2020-03-02T12:00:00.000Z')
    expect(await count()).toMatchObject({ count: 3 })
    vi.setSystemTime(Date.now() + 6_000)
    expect(await count()).toMatchObject({ count: 3 }) // the old one, while the new one is fetched
    expect(await count()).toMatchObject({ count: 4 })
    await publish(letterSignedBy(5), '2020-03-03T12:00:00.000Z')
    vi.setSystemTime(Date.now() + 26_000)
    expect(await count()).toMatchObject({ count: 5 })
  })
})

describe('an empty deployment', () => {
  it('has a home page and an empty list', async () => {
    const worker = startWorker()
    expect((await worker.fetch('/')).status).toBe(200)
    expect(await json(await worker.fetch('/v1/letters'))).toMatchObject({ letters: [] })
  })
})
