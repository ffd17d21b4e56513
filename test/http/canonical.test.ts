import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalPath } from '../../src/http/canonical.ts'

const ORIGIN = 'https://letters.example'

it.each([
  ['/Letters/A-Letter/', '/letters/a-letter'],
  ['//letters///a', '/letters/a'],
  ['/letters/%61', '/letters/a'],
  ['/A.MD', '/a.md'],
  ['/v1/letters/a-letter/revisions/1234567...89abcde', '/v1/letters/a-letter/compare/1234567...89abcde'],
])('%s means %s', (path, canonical) => {
  expect(canonicalPath(path)).toBe(canonical)
})

it.each([
  '/',
  '/letters/a-letter',
  '/é',
  '/a%20b',
  '/%',
  '/a:b',
  '/letters/א',
  '/%C3%89/A',
  '/a%0A/',
  '/A%0A',
])('%s is canonical, or none of ours', (path) => {
  expect(canonicalPath(path)).toBeUndefined()
})

it('never leads to another host, and what it gives is canonical', () => {
  const path = fc
    .string({
      unit: fc.constantFrom('/', '\\', '.', '%', '5', 'c', '2', 'F', '0', '9', 'A', ':', '@', '?', '#'),
    })
    // As a request has it: without `.` and `..`.
    .map((rest) => new URL(`${ORIGIN}/${rest}`).pathname)
  fc.assert(
    fc.property(path, (pathname) => {
      const canonical = canonicalPath(pathname)
      if (canonical === undefined) return
      expect(new URL(canonical, ORIGIN).origin).toBe(ORIGIN)
      expect(canonicalPath(canonical)).toBeUndefined()
    }),
    { numRuns: 2000 },
  )
})
