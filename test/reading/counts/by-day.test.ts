import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countIn, noCounts } from '../../../src/publishing/counts.ts'
import { byDay } from '../../../src/reading/counts/by-day.ts'
import { byKey } from '../../../src/reading/counts/by-key.ts'
import { manySignatories } from '../../publishing/signatories.ts'

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

it('by whatever a list is counted, the counts and the unknown add up to all who stand in it', () => {
  fc.assert(
    fc.property(manySignatories(30), fc.array(fc.nat(50), { maxLength: 4 }), (signatories, before) => {
      const active = signatories.filter(({ withdrawn }) => withdrawn === undefined)
      const counts = noCounts()
      for (const signatory of active) countIn(counts, signatory)
      const count = active.length
      const history = [count, ...before].map((count, day) => ({
        revision: '',
        published: `2020-01-0${9 - day}T00:00:00.000Z`,
        count,
      }))
      const days = byDay(counts, count, history)
      expect(sum(days.counts.map(({ added }) => added)) + days.unknown).toBe(count)
      expect((days.counts.at(-1)?.total ?? 0) + days.unknown).toBe(count)
      for (const by of ['type', 'country'] as const) {
        const keys = byKey(by, counts[by], count)
        expect(sum(keys.counts.map(({ count }) => count)) + keys.unknown).toBe(count)
      }
    }),
  )
})
