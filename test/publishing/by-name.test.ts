import { expect, it } from 'vitest'
import { compareByName, compareNames } from '../../src/publishing/by-name.ts'

it('names are sorted as English sorts them, numbers by their value, and the same ones as in the index', () => {
  const named = (name: string) => ({ id: 'a', type: 'person', name }) as const
  expect(['b', 'É', '10', 'e', '9', 'a'].sort(compareNames)).toEqual(['9', '10', 'a', 'b', 'e', 'É'])
  expect(compareNames('9', '10')).toBeLessThan(0)
  expect(compareNames('É', 'f')).toBeLessThan(0)
  expect(compareByName(named('9'), named('10'))).toBeLessThan(0)
  expect(compareByName(named('01'), named('1'))).toBe(-1)
  expect(compareByName(named('1'), named('01'))).toBe(1)
  expect(compareByName(named('1'), named('1'))).toBe(0)
  expect(compareByName(named('!'), named('!'))).toBe(0)
})
