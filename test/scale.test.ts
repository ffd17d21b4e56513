import { afterEach, describe, expect, it, vi } from 'vitest'
import { createHeadCache, FRESH_MS, STALE_MS } from '../src/reading/store/head-cache.ts'
import { predict } from './bench/scale/formulas.ts'
import { lifetimesOf } from './bench/scale/lifetimes.ts'
import { createRandom } from './bench/scale/random.ts'
import { simulate } from './bench/scale/simulate.ts'
import { longest, type World, world } from './bench/scale/world.ts'
import { ioOf } from './io.ts'

/** Few letters at few places, much read, so that a minute of it shows what a month does; KV is always as late as it may be. */
const small: World = {
  ...world,
  rate: 400,
  counted: 1500,
  locations: 20,
  letters: 6,
  searches: 20,
  lag: { ...world.lag, always: true },
}

const oldest = (here: World): number => {
  const { busy, quiet } = simulate(here).outdated
  return busy.concat(quiet).reduce((most, age) => Math.max(most, age), 0)
}

describe('two minutes', () => {
  it('nobody is shown a revision two minutes after another was published', () => {
    expect(longest(small)).toBeLessThanOrEqual(120)
    const seen = oldest(small)
    expect(seen).toBeLessThanOrEqual(longest(small))
    // Near the limit, or else the world is too kind to prove anything.
    expect(seen).toBeGreaterThan(0.9 * longest(small))
  })

  it('would not hold if caches kept their copies for half a minute more', () => {
    const lax = { ...small, ...lifetimesOf('max-age=30, stale-while-revalidate=20'), seed: 1 }
    expect(oldest(lax)).toBeGreaterThan(120)
  })
})

describe('formulas', () => {
  const poisson: World = { ...small, revisits: { chance: 0, after: 1 }, publishEvery: 1e6 }
  const policies = ['max-age=15, stale-while-revalidate=5', 'max-age=60', 'max-age=10, s-maxage=30'] as const
  it.each(policies)('agree with the simulation for %s', (policy) => {
    const here = { ...poisson, ...lifetimesOf(policy) }
    const { requests, runs, waited, headReads } = simulate(here)
    const theory = predict(here, here.rate)
    expect(requests / here.counted / here.rate).toBeCloseTo(1, 2)
    expect(runs / requests / theory.runs).toBeCloseTo(1, 1)
    expect(waited / requests / theory.waited).toBeCloseTo(1, 1)
    expect(headReads / requests / theory.headReads).toBeCloseTo(1, 1)
  })

  it('agree without Workers Cache', () => {
    const here = { ...poisson, shared: undefined }
    const { requests, runs, headReads } = simulate(here)
    expect(runs).toBe(requests)
    expect(headReads / requests / predict(here, here.rate).headReads).toBeCloseTo(1, 1)
  })
})

describe('the isolate’s memory of heads, as it really is', () => {
  afterEach(() => vi.useRealTimers())

  it.each([0.5, 4, 30])('keeps to the formula and to its limit when it is asked every %d s', async (gap) => {
    vi.useFakeTimers()
    const { exponential } = createRandom(1)
    const asked = 2_000
    let reads = 0
    const one = async () => {
      reads++
      return String(Date.now())
    }
    const heads = createHeadCache({ one, many: async () => new Map() })
    let renewing: Promise<unknown> = Promise.resolve()
    const io = ioOf({
      waitUntil: (promise) => {
        renewing = promise
      },
    })
    for (let n = 0; n < asked; n++) {
      vi.setSystemTime(Date.now() + exponential(gap * 1000))
      const { value = 0 } = await heads.read(io, 'head', (_, json) => Number(json))
      expect(Date.now() - value).toBeLessThanOrEqual(STALE_MS)
      await renewing
    }
    expect(reads / asked / (1 / (1 + FRESH_MS / 1000 / gap))).toBeCloseTo(1, 1)
  })
})

it('is the same every time for the same seed', () => {
  const here = { ...small, warmUp: 10, counted: 10 }
  expect(simulate(here)).toEqual(simulate(here))
})

describe('lifetimesOf', () => {
  it.each([
    ['public, max-age=15, stale-while-revalidate=5', { fresh: 15, stale: 20 }, { fresh: 15, stale: 20 }],
    [
      'max-age=10, s-maxage=30, stale-while-revalidate=20',
      { fresh: 30, stale: 30 },
      { fresh: 10, stale: 30 },
    ],
  ])('reads %s', (header, shared, browser) => {
    expect(lifetimesOf(header)).toEqual({ shared, browser })
  })
})
