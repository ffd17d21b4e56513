import { expect, test } from 'vitest'
import { daysToCome, latestToday } from '../../src/editing/days-to-come.ts'

test('days that have not come yet are warned of once for each column, with the first place and how many', () => {
  const days = daysToCome('list.csv', '2026-03-01')
  const add = (line: number, fields: object) =>
    days.add({ id: `s-${line}`, type: 'organisation', name: 'S', ...fields }, () => ({ line, column: 1 }))
  add(2, { signed: '2026-03-01' })
  add(3, { signed: '2027-03-01' })
  add(4, { signed: '2026-03-02' })
  add(5, { withdrawn: '2026-03-02', signed: '2026-01-01' })
  expect(days.warnings().map(({ line, message }) => [line, message])).toEqual([
    [3, 's-3: the day under “signed”, 2027-03-01, has not come yet; there are 2 such rows'],
    [5, 's-5: the day under “withdrawn”, 2026-03-02, has not come yet'],
  ])
})

test('it is today as soon as it is anywhere', () => {
  expect(latestToday(new Date('2026-03-01T09:59:59Z'))).toBe('2026-03-01')
  expect(latestToday(new Date('2026-03-01T10:00:00Z'))).toBe('2026-03-02')
})
