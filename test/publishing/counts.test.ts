import { expect, it } from 'vitest'
import { countIn } from '../../src/publishing/counts.ts'

it('who signs is counted by type and by country', () => {
  const counts = { type: {}, country: {} }
  countIn(counts, { id: 'a', type: 'person', name: 'A', country: 'KE' })
  countIn(counts, { id: 'b', type: 'person', name: 'B', country: 'KE' })
  countIn(counts, { id: 'c', type: 'organisation', name: 'C' })
  expect(counts).toEqual({ type: { person: 2, organisation: 1 }, country: { KE: 2 } })
})
