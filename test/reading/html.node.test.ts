import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { readLive } from '../../src/publishing/live.ts'
import { retire } from '../../src/publishing/retire.ts'
import { createApp } from '../../src/reading/app.ts'
import { blocksView } from '../fixtures/letters.ts'
import { arabic, haley, signedByMany } from '../fixtures/signed.ts'
import { saidOfHtml } from '../html.ts'
import { createMemory, publishIn } from '../publishing/memory.ts'

const sectioned = signedByMany(1200, 'sectioned')
const letters = [
  haley,
  arabic,
  { ...haley, slug: 'blocks', translations: [blocksView.translation] as typeof haley.translations },
  {
    ...sectioned,
    signatories: sectioned.signatories.map((each, index) =>
      index < 30 ? each : { ...each, section: 'Individuals' },
    ),
  },
  { ...haley, slug: 'retired' },
]

const { kv, value, head } = createMemory()
await publishIn(kv, letters)
await retire(kv, await readLive(kv, ['retired']), head('retired'), {
  since: '2026-11-29T12:00:00.000Z',
  note: 'The bill was withdrawn.',
  revisions: true,
})

const app = createApp({})
const get = async (keys: string | string[]) =>
  Array.isArray(keys) ? new Map(keys.map((key) => [key, value(key) ?? null])) : (value(keys) ?? null)
const env = {
  LETTERS: { get },
  ASSETS: { fetch: async ({ pathname }: URL) => new Response(await readFile(`build/assets${pathname}`)) },
}
const context = { waitUntil: () => {}, passThroughOnException: () => {} }

it.each([
  [200, '/'],
  [200, '/letters/haley-2018'],
  [200, '/letters/council/ar'],
  [200, '/letters/blocks'],
  [200, '/letters/sectioned'],
  [200, '/letters/haley-2018/revisions'],
  [200, `/letters/haley-2018/revisions/${head('haley-2018').revision.id}`],
  [200, '/letters/haley-2018/embed'],
  [200, '/letters/council/embed?ui=ar&lang=ar&colours=own&view=compact'],
  [200, '/embed/haley-2018'],
  [200, '/embed/sectioned?limit=40&theme=dark'],
  [200, '/embed/council?view=compact&lang=ar'],
  [200, '/embed/council?view=count&heading=none'],
  [200, '/docs'],
  [200, '/problems/bad-query'],
  [400, '/embed/haley-2018?view=wall'],
  [404, '/nothing'],
  [404, '/letters/haley-2018/de'],
  [410, '/letters/retired'],
  [410, '/embed/retired'],
])('html-validate has nothing but style to say of the %i at %s', async (status, path) => {
  const response = await app.fetch(
    new Request(`https://letters.example${path}`),
    env as never,
    context as never,
  )
  expect(response.status).toBe(status)
  expect(await saidOfHtml(await response.text())).toEqual([])
})
