import { expect, it } from 'vitest'
import { countIn, noCounts } from '../../src/publishing/counts.ts'

it('who signs is counted by type, by country and by the day', () => {
  const counts = noCounts()
  countIn(counts, { id: 'a', type: 'person', name: 'A', country: 'KE', signed: '2020-03-01' })
  countIn(counts, { id: 'b', type: 'person', name: 'B', country: 'KE' })
  countIn(counts, { id: 'c', type: 'organisation', name: 'C' })
  expect(counts).toEqual({
    type: { person: 2, organisation: 1 },
    country: { KE: 2 },
    signed: { '2020-03-01': 1, '': 2 },
  })
})

it('behind those whose days were not counted, days are not counted either', () => {
  const counts = { type: {}, country: {} }
  countIn(counts, { id: 'a', type: 'person', name: 'A', signed: '2020-03-01' })
  expect(counts).toEqual({ type: { person: 1 }, country: {} })
})
