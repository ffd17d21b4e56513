import { expect, it } from 'vitest'
import { writesAdvice, writesOf } from '../../src/cli/free-plan.ts'
import { createMemoryStore } from '../../src/publishing/memory-store.ts'
import { planIndex } from '../../src/publishing/signatories-index/plan-index.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, planIn, publishIn } from '../publishing/memory.ts'

it('counts exactly what a publish writes', async () => {
  const { kv } = createMemory()
  const letters = [letterSignedBy(3, 'a-letter', 'One'), letterSignedBy(40, 'b-letter', 'Two')]
  const { live, plans } = await planIn(kv, letters)
  const store = createMemoryStore()
  for (const { pairs, keys } of plans) for await (const pair of pairs.get(keys)) store.add(pair)
  const index = await planIndex(kv, live, plans, store)
  let writes = 0
  const counting: typeof kv = {
    ...kv,
    put: (pairs, onWritten) =>
      kv.put(pairs, (count) => {
        writes += count
        onWritten?.(count)
      }),
  }
  await publishIn(counting, letters)
  expect(writesOf(plans, index.writes)).toBe(writes)
})

it.each([
  [799, undefined],
  [800, '800 values are near'],
  [1_000, '1,000 values are near'],
  [1_001, '1,001 values are more than'],
])('says of %i values what the Free plan allows', (writes, said) => {
  const advice = writesAdvice(writes)
  if (said === undefined) expect(advice).toBeUndefined()
  else expect(advice).toContain(said)
})
