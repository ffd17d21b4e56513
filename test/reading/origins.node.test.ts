/** Which origin each entry answers at, of a site that has one for itself and one for staging. */
import { expect, test, vi } from 'vitest'
import production from '../../src/reading/index.ts'
import staging from '../../src/reading/staging.ts'

vi.mock('../../build/site.json', () => ({
  default: {
    name: 'A site',
    language: 'en',
    pages: [],
    links: [],
    robots: 'index',
    mark: '#b8475a',
    origin: 'https://letters.example',
    staging: { origin: 'https://staging.example' },
  },
}))

type Entry = typeof production

const ask = async ({ fetch }: Entry, address: string) => {
  const context = { waitUntil: () => {}, passThroughOnException: () => {} } as unknown as ExecutionContext
  const { status, headers } = await fetch(new Request(address), {} as Env, context)
  return [status, headers.get('Location')]
}

const led = (to: string) => [308, `${to}/robots.txt`]

test('the site leads to its own, and staging to staging’s, never to that of the site', async () => {
  const [own, other, neither] = ['letters', 'staging', 'neither'].map((host) => `https://${host}.example`)
  for (const from of [other, neither])
    expect(await ask(production, `${from}/robots.txt`)).toEqual(led(`${own}`))
  for (const from of [own, neither]) expect(await ask(staging, `${from}/robots.txt`)).toEqual(led(`${other}`))
  expect(await ask(production, `${own}/robots.txt`)).toEqual([200, null])
  expect(await ask(staging, `${other}/robots.txt`)).toEqual([200, null])
})
