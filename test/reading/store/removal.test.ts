/** For how long what was removed from KV is still served, where a location and isolates had read it. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { partKey, revisionKey } from '../../../src/revision/keys.ts'
import { partNames } from '../../../src/revision/layout.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { createLocation } from '../../location.ts'
import { publish, startWorker } from '../../worker.ts'

const SLUG = 'a-letter'
const HOUR_S = 3600
/** Until a write or a deletion has reached every location (https://developers.cloudflare.com/kv/concepts/how-kv-works/). */
const SPREAD_S = 60

beforeEach(async () => {
  await emptyKv()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it.each([
  ['removed', undefined, 400],
  ['rewritten without it', 'its successor', 410],
])(
  'a name is served to nobody a day after its revision was %s, not even from a cache',
  async (_, successor, status) => {
    const { compiled: old } = await publish(letterSignedBy(3))
    const { compiled: now } = await publish(letterSignedBy(2))
    const { id } = old.revision
    const removed = new Set([
      revisionKey(SLUG, id),
      ...partNames(old.revision).map((name) => partKey(SLUG, name)),
    ])
    for (const name of partNames(now.revision)) removed.delete(partKey(SLUG, name))
    const start = Date.now()
    const atHour = (hour: number) => vi.setSystemTime(start + hour * HOUR_S * 1000)
    const location = createLocation()
    const isolate = () => {
      const worker = startWorker()
      worker.interfere = location
      return worker
    }
    const isolates = [isolate()]
    const PINNED = [
      `/v1/letters/${SLUG}/signatories?cursor=${id}.0`,
      `/v1/letters/${SLUG}/compare/${now.revision.id}...${id}`,
      `/letters/${SLUG}?cursor=${id}.0`,
    ]
    const NAME = 'Organisation 3'
    /** The last second at which a cache, a browser's or a shared one, may hand the name out. */
    let last = 0
    const look = async () => {
      for (const worker of isolates)
        for (const path of PINNED) {
          const response = await worker.fetch(path)
          if (!(await response.text()).includes(NAME)) continue
          const ages = (response.headers.get('Cache-Control') ?? '').matchAll(
            /(?:max-age|s-maxage|stale-[a-z-]+)=(\d+)/g,
          )
          const age = Math.max(...Array.from(ages, ([, seconds]) => Number(seconds)))
          last = Math.max(last, (Date.now() - start) / 1000 + age)
        }
    }
    await look()
    expect(last).toBeGreaterThan(0)
    for (const key of removed) await env.LETTERS.delete(key)
    if (successor !== undefined)
      await env.LETTERS.put(revisionKey(SLUG, id), JSON.stringify({ successor: now.revision.id }))
    // One isolate begins just before the location lets go of what it has.
    for (const hour of [1, 5.99, 6.01, 8, 11.98, 12, 13, 24]) {
      atHour(hour)
      if (hour === 5.99) isolates.push(isolate())
      await look()
    }
    expect(last).toBeGreaterThan(20 * HOUR_S)
    expect(last + SPREAD_S).toBeLessThan(24 * HOUR_S)
    for (const worker of isolates)
      for (const path of PINNED)
        expect((await worker.fetch(path)).status, path).toBeGreaterThanOrEqual(status)
  },
)
