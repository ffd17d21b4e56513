import { expect, it } from 'vitest'
import type { Signatory } from '../../src/letter/schema.ts'
import { checked, type Packed, pack, unpack } from '../../src/revision/packed.ts'

const organisation: Signatory = { id: 'a', type: 'organisation', name: 'A' }

it.each<[Signatory, Packed]>([
  [organisation, [7, 'a', 'A']],
  [{ ...organisation, country: 'KE' }, [7, 'a', 'A', 0, 'KE']],
  [
    { id: 'p', type: 'person', name: 'P', printed_as: 'Dr P' },
    [7, 'p', 'P', 'person', 0, 0, 0, 0, 0, 0, 0, 'Dr P'],
  ],
  [
    {
      ...organisation,
      country: 'KE',
      signed: '2020-01-01',
      acronym: 'AC',
      alias: 'Al',
      url: 'https://a.example/',
      printed_as: 'As',
      withdrawn: '2021-01-01',
    },
    [7, 'a', 'A', 0, 'KE', '2020-01-01', 'AC', 'Al', 0, 0, 'https://a.example/', 'As', '2021-01-01'],
  ],
  [
    { id: 'p', type: 'person', name: 'P', role: 'Chair', affiliation: 'AC' },
    [7, 'p', 'P', 'person', 0, 0, 0, 0, 'Chair', 'AC'],
  ],
])('%j is held as %j, and read back', (signatory, packed) => {
  expect(pack({ position: 7, signatory })).toEqual(packed)
  expect(unpack(packed)).toEqual({ position: 7, signatory })
  expect(checked(unpack(packed))).toEqual({ position: 7, signatory })
})

it('what is no signatory is refused', () => {
  expect(() => checked(unpack([1, 'A b', 'A']))).toThrow('lower-case words')
})
