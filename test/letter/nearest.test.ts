import { expect, it } from 'vitest'
import { didYouMean } from '../../src/letter/nearest.ts'

const NAMES = ['id', 'name', 'affiliation']

it.each([
  ['nane', 'did you mean name?'],
  ['NAME', 'did you mean name?'],
  ['nam', 'did you mean name?'],
  ['naxx', 'did you mean name?'],
  ['nxxx', 'it can be id, name, affiliation'],
  ['afiliacion', 'did you mean affiliation?'],
  ['affilixxxxx', 'did you mean affiliation?'],
  ['affixxxxxxx', 'it can be id, name, affiliation'],
  ['ix', 'did you mean id?'],
])('%s: %s', (given, hint) => {
  expect(didYouMean(given, NAMES)).toBe(hint)
})
