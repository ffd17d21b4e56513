import { expect, test } from 'vitest'
import { inSections } from '../../src/letter/sections.ts'

test('items are cut where the section changes, each piece with its place', () => {
  const [a, b, c, d] = [{ n: 1 }, { n: 2, section: 'X' }, { n: 3, section: 'X' }, { n: 4, section: 'Y' }]
  expect(inSections([a, b, c, d] as { n: number; section?: string }[])).toEqual([
    { section: undefined, index: 0, items: [a] },
    { section: 'X', index: 1, items: [b, c] },
    { section: 'Y', index: 3, items: [d] },
  ])
  expect(inSections([])).toEqual([])
})
