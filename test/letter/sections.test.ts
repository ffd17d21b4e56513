import { expect, test } from 'vitest'
import { inSections } from '../../src/letter/sections.ts'

test('items are cut where the section changes, in another order not at all', () => {
  const [a, b, c, d] = [{ n: 1 }, { n: 2, section: 'X' }, { n: 3, section: 'X' }, { n: 4, section: 'Y' }]
  expect(inSections([a, b, c, d] as { n: number; section?: string }[])).toEqual([
    { section: undefined, items: [a] },
    { section: 'X', items: [b, c] },
    { section: 'Y', items: [d] },
  ])
  expect(inSections([a, b, c] as { n: number; section?: string }[], false)).toEqual([
    { section: undefined, items: [a, b, c] },
  ])
  expect(inSections([])).toEqual([])
})
