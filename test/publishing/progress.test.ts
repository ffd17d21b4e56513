import { expect, it } from 'vitest'
import { publicationHash } from '../../src/publishing/chain.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { publishPlans } from '../../src/publishing/publish.ts'
import { catalogueKey, claimKey } from '../../src/revision/keys.ts'
import type { Publication } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, planIn, publishIn } from './memory.ts'

const letters = [letterSignedBy(3), letterSignedBy(2, 'b-letter')]

it('a publish tells how many pairs are written of how many, the claim among them, and dates all but the claim', async () => {
  const { kv, pairs } = createMemory()
  const { live, plans } = await planIn(kv, letters)
  const told: [number, number][] = []
  const before = Date.now()
  await publishPlans(kv, live, plans, { onProgress: (...progress) => told.push(progress) })
  const keys = plans.flatMap((plan) => plan.keys)
  const total = keys.length + 1
  expect(told).toEqual(Array.from({ length: total }, (_, n) => [n + 1, total]))
  for (const key of keys) {
    const written = Date.parse(pairs.get(key)?.metadata?.written ?? '')
    expect(written).toBeGreaterThanOrEqual(before)
    expect(written).toBeLessThanOrEqual(Date.now())
  }
  expect(pairs.get(claimKey)?.metadata).toBeUndefined()
})

it('pairs that were not kept until they are written are told, and nothing goes live', async () => {
  const { kv, value } = createMemory()
  const { live, plans } = await planIn(kv, letters)
  const [first, second] = plans
  if (!first || !second) throw new Error('there is no plan')
  const some = createMapKv()
  for await (const pair of first.pairs.get(first.keys.slice(1))) await some.put([pair])
  const missing = [{ ...first, pairs: some }, second]
  await expect(publishPlans(kv, live, missing)).rejects.toThrow(
    `a-letter: ${first.keys.length - 1} of ${first.keys.length} pairs were kept`,
  )
  expect(value('letter/a-letter')).toBeUndefined()
})

it('where only its line in the list of letters is missing, that is written, with the time at which it was published', async () => {
  const { kv, head, listed, value } = createMemory()
  await publishIn(kv, letters)
  const { published, history } = head('a-letter')
  await kv.put([{ key: catalogueKey, value: '[]' }])
  await publishIn(kv, letters)
  expect(head('a-letter')).toMatchObject({ published, history })
  expect(listed('a-letter')).toMatchObject({ published, count: 3 })
  expect(JSON.parse(value(catalogueKey) ?? '')).toHaveLength(2)
})

it('a letter that is signed only now goes into the history once more, with no note that was not given', async () => {
  const { kv, head } = createMemory()
  await publishIn(kv, letters)
  const signature = { key: 'k'.repeat(43), value: 'v'.repeat(86) }
  await publishIn(kv, letters.slice(0, 1), { signature })
  const [signed, unsigned] = head('a-letter').history
  expect(signed).toEqual({
    ...unsigned,
    previous: publicationHash(unsigned as Publication),
    published: head('a-letter').published,
    first: unsigned?.published,
    signature,
  })
  expect(unsigned).not.toHaveProperty('signature')
  expect(head('b-letter').history).toHaveLength(1)
})
