/** What the environments of wrangler.toml have in common, and in what they differ. */
import { expect, it } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { problemTypes } from '../../src/reading/problem-types.ts'

const config = (env: string) => unstable_readConfig({ config: './wrangler.toml', env })

/** Nothing is shared: neither a name, nor an address, nor counters. */
const OWN = ['name', 'main', 'targetEnvironment', 'ratelimits', 'workers_dev', 'routes'] as const

it('staging is the same Worker, with the same bindings, apart from what must be its own', () => {
  const [production, staging] = [config(''), config('staging')]
  for (const key of OWN) expect(staging[key], key).not.toEqual(production[key])
  const own = Object.fromEntries(OWN.map((key) => [key, undefined]))
  expect({ ...staging, ...own }).toEqual({ ...production, ...own })
  // Said, not left to be inherited.
  expect(staging).toMatchObject({ workers_dev: true, routes: [] })
  // Without an id, each Worker gets a namespace that is named after it.
  expect(staging.kv_namespaces).toEqual([{ binding: 'LETTERS' }])
  const namespaces = new Set(
    [...production.ratelimits, ...staging.ratelimits].map((each) => each.namespace_id),
  )
  expect(namespaces.size).toBe(2)
})

it.each(['', 'staging'])('Retry-After is the period of the limiter: %s', (env) => {
  const limits = config(env).ratelimits.map(
    ({ simple }: { simple: { period: number } }) => `${simple.period}`,
  )
  expect(limits).toEqual([problemTypes.tooManyRequests.headers['Retry-After']])
})
