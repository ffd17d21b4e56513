import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import {
  Catalogue,
  Head,
  Index,
  IndexPart,
  LetterPart,
  nameAt,
  PartList,
  Publication,
  partNames,
  Revision,
  SignatoriesPart,
  Signature,
  splitNames,
} from '../../src/revision/layout.ts'
import { RevisionRecord } from '../../src/revision/record.ts'

const id = '0123456789abcdef'.repeat(4)
const nameOf = (letter: string) => letter.repeat(22)
const [A, B, C, D] = ['A', 'b', '-', '_'].map(nameOf) as [string, string, string, string]

const list = { names: A + B, counts: [2, 1] }
const revision = {
  id,
  count: 3,
  languages: ['en'] as [string],
  letter: C,
  signatories: list,
  by_name: list,
  index: { names: C + D, first: ['00', '01a'] },
  ids: D,
}
const publication = { revision: id, published: '2020-03-01T12:00:00.000Z', count: 3 }
const head = { slug: 'a', published: publication.published, revision, history: [publication] }
const signature = { key: 'k'.repeat(43), value: 'aZ0_-9'.repeat(15).slice(0, 86) }
const entry = {
  slug: 'a',
  title: 'A',
  date: '2020-02-29',
  addressee: 'B',
  languages: ['en'],
  count: 3,
  revision: id,
  published: publication.published,
}
const translation = { language: 'en', title: 'A', addressee: 'B', body: [{ type: 'rule' }] }
const letterPart = {
  letter: { slug: 'a', date: '2020-02-29', translations: [translation] },
  markdown: ['A'],
  counts: { type: { person: 3 }, country: {} },
}
const continuation = (bytes: number, length: number, state: string) => ({
  ...revision,
  continuation: { bytes, hash: { length, state } },
})
/** Of `bytes` bytes, in base64url. */
const state = (bytes: number) => 'A'.repeat(Math.ceil((bytes * 4) / 3))

describe.each<[name: string, schema: z.ZodMiniType, right: object[], wrong: unknown[]]>([
  [
    'a list of parts',
    PartList,
    [list, { names: '', counts: [] }],
    [
      { ...list, counts: [3] },
      { names: A.slice(1), counts: [1] },
      { names: `${A}+`, counts: [1] },
    ],
  ],
  [
    'the list of an index’s parts',
    Index,
    [revision.index],
    [
      { names: A, first: [] },
      { names: A, first: ['0'] },
      { names: `${A.slice(1)}+`, first: ['00'] },
    ],
  ],
  [
    'a revision',
    Revision,
    [revision, { ...revision, count: 0, withdrawn: { signatories: list, by_name: list } }],
    [
      { ...revision, id: 'a' },
      { ...revision, count: -1 },
      { ...revision, count: 0.5 },
      { ...revision, languages: [] },
      { ...revision, letter: C.slice(1) },
      { ...revision, ids: C.slice(1) },
      { ...revision, ids: `${C} ` },
      { ...revision, signatories: undefined },
      { ...revision, withdrawn: { signatories: list } },
    ],
  ],
  [
    'a signature',
    Signature,
    [signature],
    [
      { ...signature, key: 'k'.repeat(42) },
      { ...signature, key: 'k'.repeat(44) },
      { ...signature, key: '+'.repeat(43) },
      { ...signature, value: 'v'.repeat(85) },
      { ...signature, value: 'v'.repeat(87) },
    ],
  ],
  [
    'a publication',
    Publication,
    [publication, { ...publication, note: 'A', signature }],
    [
      { ...publication, published: 'yesterday' },
      { ...publication, note: 1 },
      { ...publication, signature: {} },
      { ...publication, revision: 'a' },
    ],
  ],
  [
    'a head',
    Head,
    [head],
    [
      { ...head, history: [] },
      { ...head, slug: 'A' },
      { ...head, published: '2020' },
      { ...head, revision: id },
    ],
  ],
  [
    'a letter’s own part',
    LetterPart,
    [letterPart],
    [
      { ...letterPart, markdown: [1] },
      { ...letterPart, letter: {} },
      { ...letterPart, counts: { type: {} } },
      { ...letterPart, counts: { type: { person: -1 }, country: {} } },
    ],
  ],
  [
    'a part of the signatories',
    SignatoriesPart,
    [[], [[1, 'a', 'A']]],
    [[['a', 'A']], [[1, 2]], [[1.5, 'a']], [{ 0: 1, 1: 'a' }]],
  ],
  [
    'a part of the index',
    IndexPart,
    [[], [['a', 0, [1, 'a', 'A']]]],
    [
      [['a', 0]],
      [['a', '0', [1, 'a']]],
      [[1, 0, [1, 'a']]],
      [['a', 0, ['a']]],
      [{ 0: 'a', 1: 0, 2: [1, 'a'] }],
    ],
  ],
  [
    'the list of letters',
    Catalogue,
    [[], [entry]],
    [
      [{ ...entry, languages: [] }],
      [{ ...entry, title: undefined }],
      [{ ...entry, count: '3' }],
      [{ ...entry, date: '2020-02-30' }],
    ],
  ],
  [
    'the record of a revision',
    RevisionRecord,
    [
      revision,
      continuation(0, 0, state(32)),
      continuation(9, 65, state(33)),
      continuation(9, 127, state(95)),
    ],
    [
      continuation(-1, 0, state(32)),
      continuation(0, -64, state(32)),
      continuation(0.5, 0, state(32)),
      continuation(0, 1, state(32)),
      continuation(0, 0, state(33)),
      continuation(0, 64, state(96)),
      continuation(0, 0, `${state(32).slice(1)}+`),
      continuation(0, 0, `+${state(32).slice(1)}`),
    ],
  ],
])('%s', (_, schema, right, wrong) => {
  it('is taken whole', () => {
    for (const value of right) expect(z.safeParse(schema, value)).toEqual({ success: true, data: value })
  })

  it.each(wrong.map((value) => [JSON.stringify(value), value]))('is not %s', (_, value) => {
    expect(z.safeParse(schema, value).success).toBe(false)
  })
})

it('what differs in number, or is no signatory, is said', () => {
  const messagesOf = (schema: z.ZodMiniType, value: unknown) =>
    z.safeParse(schema, value).error?.issues.map(({ message }) => message)
  expect(messagesOf(PartList, { ...list, counts: [] })).toEqual(['names and counts differ in number'])
  expect(messagesOf(Index, { names: A, first: [] })).toEqual(['names and first differ in number'])
  expect(messagesOf(SignatoriesPart, [0])).toEqual(['is no signatory'])
  expect(messagesOf(IndexPart, [0])).toEqual(['is no line of an index'])
  expect(messagesOf(RevisionRecord, continuation(0, 1, state(32)))).toEqual([
    'length and state do not belong together',
  ])
})

it('names of parts are told apart in the text that they are joined in', () => {
  expect(splitNames(A + B + C)).toEqual([A, B, C])
  expect(splitNames('')).toEqual([])
  expect(nameAt(A + B + C, 1)).toBe(B)
})

it('a revision names every part that it consists of', () => {
  const E = nameOf('E')
  const withdrawn = { signatories: { names: E, counts: [1] }, by_name: { names: A, counts: [1] } }
  expect(partNames(revision)).toEqual([C, A, B, A, B, C, D, D])
  expect(partNames({ ...revision, withdrawn })).toEqual([C, A, B, A, B, E, A, C, D, D])
})
