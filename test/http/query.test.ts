import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ProblemError } from '../../src/http/problem.ts'
import { dropQuery, NoQuery, oneOf, orElse, parseQuery, readQuery } from '../../src/http/query.ts'
import { QueryRedirect } from '../../src/http/redirect.ts'

const count = z.pipe(
  z.string().check(z.regex(/^\d{1,3}$/, { error: 'is not a whole number' })),
  z.transform(Number),
)
const Query = z.strictObject({
  limit: orElse(count, '10'),
  sort: z.optional(oneOf('letter', 'name')),
  q: z.optional(z.string()),
})

const thrownBy = (run: () => unknown): unknown => {
  try {
    run()
  } catch (error) {
    return error
  }
}

const problemOf = (schema: z.ZodMiniObject, search: string) => {
  const error = thrownBy(() => parseQuery(schema, search))
  return error instanceof ProblemError ? error.problem : undefined
}

describe('a query that is wrong', () => {
  it.each([
    ['limit=ten', 'limit', 'is not a whole number'],
    ['sort=nam', 'sort', 'cannot be nam: did you mean name?'],
    ['sort=12345678', 'sort', 'cannot be 12345678: it can be letter, name'],
    ['q=1&q=1', 'q', 'is given more than once'],
    ['limt=2', 'limt', 'is not a parameter here: did you mean limit?'],
    ['limt=', 'limt', 'is not a parameter here: did you mean limit?'],
    ['something=2', 'something', 'is not a parameter here'],
  ])('%s is told what would be right', (search, parameter, detail) => {
    expect(problemOf(Query, search)).toMatchObject({
      type: { status: 400, name: 'bad-query' },
      detail: `${parameter} ${detail}. Allowed here: limit, sort, q.`,
      errors: [{ parameter, detail }],
    })
  })

  it('is told everything at once, and each time', () => {
    for (let times = 0; times < 2; times++) {
      expect(problemOf(Query, 'limit=x&sort=y&z=1')?.errors).toHaveLength(3)
    }
  })

  it('is told where it is wrong, one thing after the other', () => {
    expect(problemOf(Query, 'limit=x&something=1')?.detail).toBe(
      'limit is not a whole number; something is not a parameter here. Allowed here: limit, sort, q.',
    )
  })

  it('is told no more than five of its names of a kind, and of each forty characters', () => {
    const unknown = Array.from({ length: 9 }, (_, n) => `z${n}=1`).join('&')
    expect(problemOf(Query, unknown)?.errors?.map(({ parameter }) => parameter)).toEqual([
      'z0',
      'z1',
      'z2',
      'z3',
      'z4',
    ])
    const twice = Array.from({ length: 9 }, (_, n) => `z${n}=1&z${n}=2`).join('&')
    expect(problemOf(Query, twice)?.errors).toHaveLength(5)
    const long = 'z'.repeat(40)
    expect(problemOf(Query, `${long}=1`)?.errors?.[0]?.parameter).toBe(long)
    expect(problemOf(Query, `${long}z=1`)?.errors?.[0]?.parameter).toBe(`${long}…`)
  })

  it('is anything where nothing can be asked', () => {
    expect(problemOf(NoQuery, 'x=1')?.detail).toBe('x is not a parameter here. Allowed here: no parameters.')
  })
})

describe('a query that is right', () => {
  it.each([
    ['?sort=name&limit=5', 'limit=5&sort=name'],
    ['?sort=name&q=a&limit=5', 'limit=5&q=a&sort=name'],
    ['?limit=010', ''],
    ['?limit=007', 'limit=7'],
    ['q=&limit=2&sort=', 'limit=2'],
  ])('%s has one spelling: %s', (search, canonical) => {
    const error = thrownBy(() => parseQuery(Query, search))
    expect(error).toBeInstanceOf(QueryRedirect)
    expect((error as QueryRedirect).query).toBe(canonical)
    expect(parseQuery(Query, canonical)).toEqual(readQuery(Query, search))
  })

  it('whatever it is, leads to a spelling that leads nowhere else and means the same', () => {
    const pairs = fc.record(
      {
        limit: fc.nat({ max: 999 }).map((n) => `${n}`.padStart(3, '0')),
        sort: fc.constantFrom('letter', 'name'),
        q: fc.string(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(pairs, (values) => {
        const search = new URLSearchParams(Object.entries(values).reverse()).toString()
        const error = thrownBy(() => parseQuery(Query, search))
        const canonical = error instanceof QueryRedirect ? error.query : search
        expect(parseQuery(Query, canonical)).toEqual(readQuery(Query, search))
      }),
    )
  })

  it('is read once as long as it is remembered, and some thousand others are not remembered beside it', () => {
    const first = readQuery(Query, 'q=first')
    expect(readQuery(Query, 'q=first')).toBe(first)
    expect(readQuery(NoQuery, '')).not.toBe(readQuery(Query, ''))
    for (let n = 0; n < 10_000; n++) readQuery(Query, `q=${n}`)
    expect(readQuery(Query, 'q=first')).not.toBe(first)
  })

  it('of a page is none', () => {
    expect(thrownBy(() => dropQuery('?utm_source=x'))).toMatchObject({ query: '' })
    expect(thrownBy(() => dropQuery(''))).toBeUndefined()
  })
})
