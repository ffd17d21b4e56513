/**
 * What a month costs, in US dollars, at the prices that Cloudflare published on 24 November 2026:
 * https://developers.cloudflare.com/workers/platform/pricing/, https://developers.cloudflare.com/kv/platform/pricing/,
 * https://developers.cloudflare.com/workers/cache/#pricing and, for logs from 1 December 2026 on,
 * https://developers.cloudflare.com/observability/pricing/.
 */
type Tariff = { included: number; each: number }

export const BASE = 5
const REQUESTS: Tariff = { included: 10e6, each: 0.3 / 1e6 }
const CPU_MILLISECONDS: Tariff = { included: 30e6, each: 0.02 / 1e6 }
const KV_READS: Tariff = { included: 10e6, each: 0.5 / 1e6 }
const LOG_GIGABYTES: Tariff = { included: 50, each: 0.25 }

/** Of one log event of a run, with its request and its response: assumed, since nothing published says. */
const LOG_BYTES = 2_000

/** In a month. `requests`: all that reach Cloudflare, for those that Workers Cache answers cost the same. */
export type Usage = { requests: number; runs: number; cpuMilliseconds: number; kvReads: number }

const costOf = ({ included, each }: Tariff, used: number): number => Math.max(0, used - included) * each

/** `invocation logs` comes on top of the total, where they are on. */
export const bill = (usage: Usage) => {
  const requests = costOf(REQUESTS, usage.requests)
  const cpu = costOf(CPU_MILLISECONDS, usage.cpuMilliseconds)
  const kv = costOf(KV_READS, usage.kvReads)
  const logs = costOf(LOG_GIGABYTES, (usage.runs * LOG_BYTES) / 1e9)
  return { requests, cpu, kv, total: BASE + requests + cpu + kv, logs }
}
