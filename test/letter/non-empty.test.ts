import { expect, it } from 'vitest'
import { mapNonEmpty } from '../../src/letter/non-empty.ts'

it('each item is changed by what it is and where it stands', () => {
  expect(mapNonEmpty(['a', 'b', 'c'], (item, index) => `${item}${index}`)).toEqual(['a0', 'b1', 'c2'])
})
