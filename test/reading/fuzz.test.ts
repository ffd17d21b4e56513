/** Requests made up from the OpenAPI document, right and wrong: never a 5xx, and every answer as the document says. */
import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { operations, type ParameterObject, resolve } from '../contract.ts'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { ORIGIN, publish, startWorker } from '../worker.ts'

/** `npm run fuzz` sets 10,000. */
const RUNS = Number((env as Env & { FUZZ_RUNS: string }).FUZZ_RUNS)

/** The value of a header field: mostly one of these, sometimes what no client would send, sometimes far too long. */
const field = (...usual: string[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom(...usual).map((value) => Array(2000).fill(value).join(',')) },
  )

const worker = startWorker()
/** What there is, so that not every request is for what there is not. */
const real: Record<string, string[]> = { slug: ['a-letter'], id: ['org-1', 'org-3'], name: ['not-found'] }

beforeAll(async () => {
  await emptyKv()
  const { head: first } = await publish(letterSignedBy(3))
  const { head } = await publish(letterSignedBy(5), '2020-04-01T12:00:00.000Z')
  const ids = [first, head].flatMap(({ revision: { id } }) => [id, id.slice(0, 8)])
  for (const name of ['revision', 'before', 'after']) real[name] = ids
  real.picture = head.pictures?.drawn.map(({ preview }) => preview) ?? []
  real.cursor = [`${head.revision.id}.2`, `${first.revision.id}.0`]
})

const junk = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom(
    '',
    '..',
    '%00',
    '%',
    '%ff',
    'A-Letter',
    '-1',
    '1e9',
    '01',
    'é',
    '//',
    '\\',
    '0'.repeat(64),
    'x'.repeat(5000),
  ),
)

/** A value that the parameter's schema allows. */
const allowed = ({ schema }: ParameterObject): fc.Arbitrary<string> => {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.type === 'integer') {
    return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 }).map(String)
  }
  return fc.stringMatching(new RegExp(schema.pattern ?? '^[a-z]{1,9}$'))
}

const value = (parameter: ParameterObject): fc.Arbitrary<string> =>
  fc
    .oneof(
      {
        weight: 4,
        arbitrary: fc.nat().map((n) => real[parameter.name]?.[n % (real[parameter.name]?.length ?? 1)]),
      },
      { weight: 2, arbitrary: allowed(parameter) },
      { weight: 1, arbitrary: junk },
    )
    .map((chosen) => chosen ?? '')

const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

const request = fc.constantFrom(...operations).chain(({ path, parameters }) => {
  const known = parameters.map(resolve)
  const query = known.filter((parameter) => parameter.in === 'query')
  return fc.record({
    path: fc
      .tuple(
        ...known
          .filter((parameter) => parameter.in === 'path')
          .map((each) => fc.tuple(fc.constant(each.name), value(each))),
      )
      .map((values) => {
        const byName = Object.fromEntries(values as [string, string][])
        return path.replace(/\{(\w+)\}/g, (_, name: string) => encode(byName[name] ?? ''))
      }),
    spelling: fc.constantFrom(
      ...[
        (path: string) => path,
        (path: string) => path,
        (path: string) => `${path}/`,
        (path: string) => path.toUpperCase(),
      ],
    ),
    query: fc.array(
      fc.oneof(
        ...query.map((parameter) => fc.tuple(fc.constant(parameter.name), value(parameter))),
        fc.tuple(fc.constantFrom('', 'page', 'LIMIT', 'limt', '__proto__', 'constructor'), junk),
      ),
      { maxLength: 3, size: '-1' },
    ),
    method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE'),
    headers: fc.record(
      {
        Accept: field(
          'text/html',
          'application/json',
          '*/*',
          'image/png',
          'text/*;q=0.1, application/ld+json',
          ';;q=x,,',
        ),
        'If-None-Match': field('*', '"other"', 'W/"a", "b"', 'nonsense'),
        'If-Modified-Since': field('Wed, 01 Apr 2020 12:00:00 GMT', 'yesterday'),
        Range: field('bytes=0-', 'bytes=5-1', 'bytes=0-0,2-3', 'lines=1'),
        Origin: field('https://partner.example', 'null', '*'),
      },
      { requiredKeys: [] },
    ),
  })
})

it(
  `each of ${RUNS} answers is one that the document describes`,
  async () => {
    const seen = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(request, async ({ path, spelling, query, method, headers }) => {
        const search = query.map(([name, text]) => `${encode(name)}=${encode(text)}`).join('&')
        const address = ORIGIN + spelling(path) + (search && `?${search}`)
        // The Worker of the tests throws where an answer is not as the document says.
        const { status, headers: answered } = await worker.fetch(address, { method, headers })
        seen.set(status, (seen.get(status) ?? 0) + 1)
        expect(status, `${method} ${address}`).toBeLessThan(500)
        if (status === 308) {
          const location = answered.get('Location') ?? ''
          expect(new URL(location).origin).toBe(ORIGIN)
          expect((await worker.fetch(location, { method, headers })).status, location).not.toBe(308)
        }
        const tag = answered.get('ETag')
        if (status === 200 && tag) {
          const again = await worker.fetch(address, { method, headers: { ...headers, 'If-None-Match': tag } })
          expect(again.status, address).toBe(304)
        }
      }),
      { numRuns: RUNS },
    )
    expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 308, 400, 404, 405]))
  },
  RUNS * 100,
)
