/**
 * Ten billion requests a month, on paper: a seeded simulation of docs/scale.md's world with the constants of the code,
 * what theory says of it, and what it costs. Draws docs/pictures/scale.svg.
 */
import { writeFile } from 'node:fs/promises'
import { linePlot } from './line-plot.ts'
import { predict } from './scale/formulas.ts'
import { lifetimesOf } from './scale/lifetimes.ts'
import { type Measured, measureForms } from './scale/measure.ts'
import { bill } from './scale/prices.ts'
import { type Outcome, simulate } from './scale/simulate.ts'
import { KV_LAG, longest, perSecond, type World, world } from './scale/world.ts'

/** Requests a month. */
const TOTAL = 10e9
const RATES = [TOTAL, 1e9, 100e6]
const AGES = [5, 10, 15, 30, 60, 300]
/** Requests to simulate for a figure. */
const SAMPLE = 1.2e6
/** Publishes of each letter in a month, and the parts of a revision of which every isolate then reads each once. */
const PUBLISHES = 30
const PARTS = 3
/** More caching, to compare with: another half a minute. */
const LONGER = {
  ...lifetimesOf('max-age=30, stale-while-revalidate=20'),
  head: { fresh: 5, stale: 25 },
}

const percent = (share: number): number => Number((share * 100).toFixed(2))
const millions = (count: number): number => Number((count / 1e6).toPrecision(3))

/** What a month of `requests` is of what was simulated. */
const aMonth = (outcome: Outcome, requests: number) => {
  const factor = requests / outcome.requests
  const partReads = PUBLISHES * PARTS * world.letters * world.locations * world.isolates
  return { runs: outcome.runs * factor, headReads: outcome.headReads * factor, partReads }
}

const sweep = (): object[] =>
  RATES.flatMap((requests) =>
    AGES.map((fresh) => {
      const rate = perSecond(requests)
      const here: World = {
        ...world,
        ...lifetimesOf(`max-age=${fresh}, stale-while-revalidate=5`),
        rate,
        warmUp: 100 + 1.5 * fresh,
        counted: Math.max(300, SAMPLE / rate),
      }
      const outcome = simulate(here)
      const theory = predict(here, outcome.requests / here.counted)
      return {
        'requests a month (M)': millions(requests),
        'fresh for (s)': fresh,
        'without a run (%)': percent(1 - outcome.runs / outcome.requests),
        'by formula': percent(1 - theory.runs),
        'reader waited (%)': percent(outcome.waited / outcome.requests),
        'by formula ': percent(theory.waited),
        'head reads (M)': millions(aMonth(outcome, requests).headReads),
        'by formula  ': millions(theory.headReads * requests),
        'new for all after (s)': longest(here),
      }
    }),
  )

const layers = (outcome: Outcome): object[] => {
  const month = aMonth(outcome, TOTAL)
  const row = (what: string, share: number) => ({
    what,
    'of requests (%)': percent(share),
    'a month (M)': millions(share * TOTAL),
  })
  const seen = (what: string, count: number) => row(what, count / outcome.requests)
  return [
    seen('answered by Workers Cache near the reader', outcome.fromLower),
    seen('answered by its upper tier', outcome.fromUpper),
    seen('the reader waited for the Worker', outcome.waited),
    seen('runs of the Worker, with those in the background', outcome.runs),
    row('reads of heads in KV', month.headReads / TOTAL),
    row('reads of parts in KV', month.partReads / TOTAL),
    seen('304, to a browser whose copy was current', outcome.notModified),
    seen('not asked for, for the browser had it: on top', outcome.fromBrowser),
  ]
}

/** By formula: what comes of it when readers want one letter only. */
const viral = (): object[] =>
  [1, 10].map((times) => {
    const here: World = { ...world, letters: 1 }
    const rate = times * world.rate
    const { runs, waited, headReads } = predict(here, rate)
    return {
      'requests a second': Math.round(rate),
      'without a run (%)': percent(1 - runs),
      'reader waits (%)': percent(waited),
      'runs a second': Math.round(runs * rate),
      'head reads a second': Math.round(headReads * rate),
      'at most': (world.locations * world.isolates) / (world.head?.fresh ?? 0),
    }
  })

/** By formula: what comes of it when what is assumed is not so. */
const otherwise = (): object[] => {
  const changes: [string, Partial<World>][] = [
    ['as assumed', {}],
    ['1 upper tier', { regions: 1 }],
    ['30 upper tiers', { regions: 30 }],
    ['1 isolate at a location', { isolates: 1 }],
    ['16 isolates at a location', { isolates: 16 }],
    ['10 letters', { letters: 10 }],
    ['1,000 letters', { letters: 1_000 }],
    ['20,000 searches of each letter', { searches: 20_000 }],
  ]
  return changes.map(([what, change]) => {
    const { runs, waited, headReads } = predict({ ...world, ...change }, world.rate)
    return {
      what,
      'without a run (%)': percent(1 - runs),
      'reader waits (%)': percent(waited),
      'head reads (M)': millions(headReads * TOTAL),
    }
  })
}

const freshness = (): object[] =>
  [
    { constants: 'in the code', ...world },
    { constants: 'longer', ...world, ...LONGER },
  ].flatMap(({ constants, ...base }) =>
    [false, true].flatMap((always) => {
      const here: World = { ...base, lag: { most: KV_LAG, always } }
      const { outdated } = simulate(here)
      return (['busy', 'quiet'] as const).map((place) => {
        const ages = outdated[place].sort((a, b) => a - b)
        const at = (share: number) => Math.round(ages[Math.floor((ages.length - 1) * share)] ?? 0)
        return {
          constants,
          KV: always ? `always ${KV_LAG} s late` : `0 to ${KV_LAG} s late`,
          location: place,
          'half (s)': at(0.5),
          '99 % (s)': at(0.99),
          'last (s)': at(1),
          'no later than (s)': longest(here),
        }
      })
    }),
  )

const costs = (outcome: Outcome, measured: Measured[]): object[] => {
  const processor = measured.reduce((sum, row) => sum + row.share * row.processor, 0) / 1000
  const bytes = measured.reduce((sum, row) => sum + row.share * row.gzipped, 0)
  const requests = TOTAL
  const ways: [string, { runs: number; kvReads: number }][] = []
  for (const [name, seen] of [
    ['as it is', outcome],
    ['without Workers Cache', simulate({ ...world, shared: undefined, counted: 300 })],
  ] as const) {
    const { runs, headReads, partReads } = aMonth(seen, requests)
    ways.push([name, { runs, kvReads: headReads + partReads }])
  }
  ways.push(['naive: no cache, a KV read each', { runs: requests, kvReads: requests }])
  return ways.map(([way, { runs, kvReads }]) => {
    const { logs, ...dollars } = bill({ requests, runs, kvReads, cpuMilliseconds: runs * processor })
    return {
      way,
      'runs (M)': millions(runs),
      'KV reads (M)': millions(kvReads),
      ...Object.fromEntries(Object.entries(dollars).map(([of, amount]) => [`${of} ($)`, Math.round(amount)])),
      'if each run is logged, more ($)': Math.round(logs),
      'sent, at most (TB)': Number(((bytes * requests) / 1e12).toPrecision(2)),
    }
  })
}

const draw = (rows: object[]): string =>
  linePlot({
    title: 'What freshness costs: answers for which the Worker did not run',
    x: { label: 'seconds until nobody is shown the old revision', log: true },
    y: { label: 'of all requests, %' },
    series: RATES.map((requests, index) => ({
      name: `${['10 billion', '1 billion', '100 million'][index]} requests a month`,
      points: (rows as Record<string, number>[])
        .filter((row) => row['requests a month (M)'] === millions(requests))
        .map((row) => [row['new for all after (s)'] ?? 0, row['without a run (%)'] ?? 0]),
    })),
  })

export const benchScale = async (): Promise<Record<string, object[]>> => {
  const measured = await measureForms()
  const outcome = simulate(world)
  const hits = sweep()
  await writeFile('docs/pictures/scale.svg', draw(hits))
  return {
    'one answer': measured,
    'who answers, 10 billion requests a month': layers(outcome),
    'hit ratio and freshness': hits,
    'how long after a publish readers were shown the old revision': freshness(),
    'everybody wants one letter': viral(),
    'otherwise than assumed': otherwise(),
    'a month of 10 billion requests': costs(outcome, measured),
  }
}
