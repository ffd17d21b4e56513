import { expect, it } from 'vitest'
import { writesAdvice, writesOf } from '../../src/cli/free-plan.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, planIn, publishIn } from '../publishing/memory.ts'

it('counts exactly what a publish writes', async () => {
  const { kv } = createMemory()
  const letters = [letterSignedBy(3, 'a-letter', 'One'), letterSignedBy(40, 'b-letter', 'Two')]
  const { plans } = await planIn(kv, letters)
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
  expect(writesOf(plans)).toBe(writes)
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
