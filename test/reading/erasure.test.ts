/** Somebody is erased from a letter, and then from everything that the Worker can serve. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Signatory, SignedLetter } from '../../src/letter/schema.ts'
import { erase } from '../../src/publishing/erase/erase.ts'
import { planErasure } from '../../src/publishing/erase/plan.ts'
import type { PairToPut } from '../../src/publishing/kv.ts'
import { createBindingKv } from '../../src/publishing/kv-binding.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { readLive } from '../../src/publishing/live.ts'
import { searchDeployed } from '../../src/publishing/search-deployed.ts'
import { operations } from '../../src/reading/openapi/operations.ts'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { publishIn } from '../publishing/memory.ts'
import { syntheticSignatory } from '../synthetic.ts'
import { ORIGIN, startWorker } from '../worker.ts'

const SLUG = 'a-letter'
const ADA: Signatory = {
  id: 'ada-example',
  type: 'person',
  name: 'Ada Éxample',
  role: 'Nobody else’s role',
  affiliation: 'University of Nairobi',
  country: 'KE',
}

const kv = { ...createBindingKv(env.LETTERS), consistent: true }

const letter = (signatories: Signatory[], title = 'A letter'): SignedLetter => {
  const { translations, ...rest } = letterSignedBy(0, SLUG, title)
  const [english] = translations
  return {
    ...rest,
    translations: [english, { ...english, language: 'fr', title: `${title} (fr)` }],
    signatories,
  }
}

const eraseAda = async () => {
  const live = await readLive(kv, [SLUG])
  const pairs = new Map<string, PairToPut>()
  const store = { ...createMapKv(pairs), add: (pair: PairToPut) => void pairs.set(pair.key, pair) }
  const erasure = await planErasure(kv, live, SLUG, ADA.id, store)
  await erase(kv, live, erasure, store)
  return erasure
}

/** All that KV holds, keys and metadata too. */
const everythingInKv = async (): Promise<string> => {
  const all: unknown[] = []
  for await (const listed of kv.list('')) all.push(listed, await env.LETTERS.get(listed.key))
  return JSON.stringify(all)
}

beforeEach(async () => {
  await emptyKv()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('out of five revisions, two languages and 1,200 names nobody finds who was erased', {
  timeout: 300_000,
}, async () => {
  const others = Array.from({ length: 1_200 }, (_, n) => syntheticSignatory(n))
  for (let number = 0; number < 5; number++) {
    const signatories = others.slice(0, 1_100 + 20 * number)
    // They sign with the second, and in the last one have withdrawn.
    if (number > 0) signatories.splice(2, 0, number < 4 ? ADA : { ...ADA, withdrawn: '2021-01-01' })
    await publishIn(kv, [letter(signatories, `Number ${number}`)], {
      note: number === 1 ? 'Ada Example has signed' : `Number ${number}`,
    })
  }
  const before = startWorker()
  const asked = new Set<string>()
  const get =
    (worker: ReturnType<typeof startWorker>) =>
    async (url: string): Promise<{ status: number; text: string }> => {
      asked.add(new URL(url).pathname)
      const response = await worker.follow(url)
      return { status: response.status, text: await response.text() }
    }
  const there = await searchDeployed(get(before), ORIGIN, [SLUG], ADA.name)
  expect(there.complete).toBe(true)
  // Every route is asked; only these two name what has no names, pictures have no text, counts are numbers, and one page
  // repeats what it was asked for, with what the API finds.
  const routes = operations
    .map(({ path }) => path)
    .filter((path) => !/\{(?:name|file)\}|\.png$|\/counts$|^\/signatories$/.test(path))
  for (const path of routes) {
    const pattern = new RegExp(
      `^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, (_, name) => (name === 'lang' ? 'fr' : '[\\w-]+'))}$`,
    )
    expect(
      [...asked].some((each) => pattern.test(each)),
      path,
    ).toBe(true)
  }
  expect(asked).toContain(`/widget/${SLUG}.js`)
  for (const path of [
    `/v1/letters/${SLUG}/signatories?`,
    `/v1/letters/${SLUG}/revisions`,
    `${ORIGIN}/letters/${SLUG}/revisions`,
    `/letters/${SLUG}/feed.json`,
  ])
    expect(there.found.join('\n')).toContain(path)
  expect(there.found.length).toBeGreaterThan(15)
  expect((await everythingInKv()).includes('ada-example')).toBe(true)

  const { rewrites } = await eraseAda()
  expect(rewrites).toHaveLength(4)
  const after = await searchDeployed(get(startWorker()), ORIGIN, [SLUG], ADA.name)
  expect(after.found).toEqual([])
  expect(after.complete).toBe(true)
  expect(after.read).toBeGreaterThan(there.read - 20)
  const stored = await everythingInKv()
  for (const trace of ['ada-example', 'ada example', 'Éxample', 'Nobody else’s role'])
    expect(stored.includes(trace), trace).toBe(false)
})

describe('the address of a revision from which somebody was erased', () => {
  const publishAndErase = async () => {
    await publishIn(kv, [letter([syntheticSignatory(1), ADA, syntheticSignatory(2)])])
    await publishIn(kv, [letter([syntheticSignatory(1), ADA])])
    const { rewrites } = await eraseAda()
    const [now, old] = rewrites
    if (!now || !old) throw new Error('nothing was rewritten')
    return { now, old }
  }

  it('answers 410 and leads to what took its place, to programs as JSON and to people as a page', async () => {
    const { old } = await publishAndErase()
    const worker = startWorker()
    const successor = `${ORIGIN}/v1/letters/${SLUG}/revisions/${old.to}`
    for (const path of [
      `/v1/letters/${SLUG}/revisions/${old.from}`,
      `/v1/letters/${SLUG}/compare/${old.from}...${old.to}`,
      `/v1/letters/${SLUG}/compare/${old.to}...${old.from}`,
      `/v1/letters/${SLUG}/signatories?cursor=${old.from}.1`,
    ]) {
      const response = await worker.fetch(path)
      expect(response.status, path).toBe(410)
      expect(response.headers.get('Link')).toBe(`<${successor}>; rel="successor-version"`)
      expect(response.headers.get('Cache-Control')).toBe('public, max-age=0, s-maxage=10')
      expect(await response.json()).toMatchObject({ type: `${ORIGIN}/problems/revision-gone`, successor })
    }
    const page = `${ORIGIN}/letters/${SLUG}/revisions/${old.to}`
    for (const path of [`/letters/${SLUG}/revisions/${old.from}`, `/letters/${SLUG}?cursor=${old.from}.1`]) {
      const response = await worker.fetch(path)
      expect(response.status, path).toBe(410)
      expect(response.headers.get('Link')).toBe(`<${page}>; rel="successor-version"`)
      expect(await response.text()).toContain(`<a href="${page}">`)
    }
    for (const url of [successor, page]) expect((await worker.fetch(url)).status).toBe(200)
  })

  it('answers 404 where it is shortened, for the history does not name it any more', async () => {
    const { old } = await publishAndErase()
    expect((await startWorker().fetch(`/v1/letters/${SLUG}/revisions/${old.from.slice(0, 12)}`)).status).toBe(
      404,
    )
  })

  it('leads on where the letter itself is read, from memory of what came before', async () => {
    await publishIn(kv, [letter([syntheticSignatory(1), ADA, syntheticSignatory(2)])])
    const worker = startWorker()
    expect((await worker.fetch(`/letters/${SLUG}`)).status).toBe(200)
    await eraseAda()
    vi.setSystemTime(Date.now() + 10_000)
    const response = await worker.fetch(`/letters/${SLUG}`)
    expect(response.status).toBe(200)
    expect(await response.text()).not.toContain('Ada')
  })

  it('leads on where a cache has kept its record, and not the parts that went', async () => {
    await publishIn(kv, [letter([syntheticSignatory(1), ADA])])
    const { revision } = (await readLive(kv, [SLUG])).letter(SLUG).head ?? {}
    const key = `letter/${SLUG}/revision/${revision?.id}`
    const record = await env.LETTERS.get(key)
    await eraseAda()
    const worker = startWorker()
    worker.interfere = async (asked, read, ttl) => (asked === key && ttl > 60 ? record : read())
    expect((await worker.fetch(`/v1/letters/${SLUG}/revisions/${revision?.id}`)).status).toBe(410)
  })

  it('is a 503 as long as KV fails', async () => {
    const { old } = await publishAndErase()
    const worker = startWorker()
    worker.interfere = async () => {
      throw new Error('KV is down')
    }
    expect((await worker.fetch(`/v1/letters/${SLUG}/revisions/${old.from}`)).status).toBe(503)
  })
})
