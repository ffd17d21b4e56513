import { expect, it } from 'vitest'
import { preferredType } from '../../src/http/negotiate.ts'

const OFFERED = ['text/html', 'application/json', 'text/markdown'] as const

it.each([
  [undefined, 'text/html'],
  ['*/*', 'text/html'],
  ['application/json', 'application/json'],
  ['Application/JSON; charset=utf-8', 'application/json'],
  ['application/json;q=0.5, text/*;q=0.4', 'application/json'],
  ['text/*, text/html;q=0.1', 'text/markdown'],
  ['text/html;q=0, */*;q=0.1', 'application/json'],
  ['application/json;q=high', undefined],
  ['image/png', undefined],
])('Accept: %s is best served by %s', (accept, type) => {
  expect(preferredType(accept, OFFERED)).toBe(type)
})
