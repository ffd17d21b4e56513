/** The world in which the simulation runs: what is assumed of traffic, and what the code and Cloudflare's documents say. */
import { cacheControlOf } from '../../../src/http/freshness.ts'
import { FRESH_MS, STALE_MS } from '../../../src/reading/store/head-cache.ts'
import { KV_TIMEOUT_MS, MUTABLE_TTL } from '../../../src/reading/store/kv-reader.ts'
import { type Lifetime, lifetimesOf } from './lifetimes.ts'

/** A mean month, in seconds. */
export const MONTH = (365.25 / 12) * 86_400

/** One form of a letter, and its share of the requests. */
export type Form = { name: string; path: string; share: number }

/** All times in seconds. */
export type World = {
  seed: number
  /** How often a second something is shown to a reader. */
  rate: number
  /** Simulated before anything is counted, and counted. */
  warmUp: number
  counted: number
  /** Places where Cloudflare answers readers. The traffic of the n-th busiest is proportional to 1/n. */
  locations: number
  /** Upper tiers of Workers Cache, and of KV. */
  regions: number
  /** Isolates that share a location's requests evenly. */
  isolates: number
  /** The n-th most read letter's share is proportional to 1/n; so are the shares of each letter's searches. */
  letters: number
  searches: number
  forms: Form[]
  /** How often one who was answered asks for the same again, and after how long on average. */
  revisits: { chance: number; after: number }
  /** Every letter is published anew this often. */
  publishEvery: number
  /** Until what is above a location's own copy in KV has a new value: at most, and whether it always takes that long. */
  lag: { most: number; always: boolean }
  /** How long a location's own copy in KV is used. */
  cacheTtl: number
  /** None: every request runs the Worker. */
  shared: Lifetime | undefined
  browser: Lifetime
  /** The isolate's memory of heads. None: every run reads KV. */
  head: Lifetime | undefined
}

const JSON_OF = '/v1/letters/un-human-rights-council-2018'
const PAGE_OF = '/letters/un-human-rights-council-2018'

/** `search` stands last: each of its queries is an address of its own. */
export const FORMS: Form[] = [
  { name: 'signatories', path: `${JSON_OF}/signatories`, share: 0.55 },
  { name: 'page', path: PAGE_OF, share: 0.2 },
  { name: 'frame', path: '/embed/un-human-rights-council-2018', share: 0.1 },
  { name: 'letter', path: JSON_OF, share: 0.08 },
  { name: 'csv', path: `${PAGE_OF}/signatories.csv`, share: 0.02 },
  { name: 'search', path: `${JSON_OF}/signatories?q=rights`, share: 0.05 },
]

/** Cloudflare says that a change takes “up to 60 seconds or more” to be seen elsewhere. */
export const KV_LAG = 60

/** A month's requests as a rate. */
export const perSecond = (aMonth: number): number => aMonth / MONTH

/** The head in an isolate. */
export const HEAD: Lifetime = { fresh: FRESH_MS / 1000, stale: STALE_MS / 1000 }

/** Ten billion requests a month, with the constants of the code. */
export const world: World = {
  seed: 20_180_622,
  rate: perSecond(10e9),
  warmUp: 150,
  counted: 600,
  locations: 300,
  regions: 6,
  isolates: 4,
  letters: 100,
  searches: 2_000,
  forms: FORMS,
  revisits: { chance: 0.2, after: 30 },
  publishEvery: 300,
  lag: { most: KV_LAG, always: false },
  cacheTtl: MUTABLE_TTL,
  ...lifetimesOf(cacheControlOf('current')),
  head: HEAD,
}

/**
 * The longest that anybody can be shown what is no longer current, when KV takes `lag` and its location's copy comes on
 * top: each layer takes its copy from the one behind it at the last moment. The caches' time and the browser's are one,
 * not two, since both count from the `Age` of the response (RFC 9111, 4.2.3).
 */
export const longest = ({ lag, cacheTtl, head, shared, browser }: World): number =>
  lag.most +
  cacheTtl +
  KV_TIMEOUT_MS / 1000 +
  (head?.stale ?? 0) +
  Math.max(shared?.stale ?? 0, browser.stale)
