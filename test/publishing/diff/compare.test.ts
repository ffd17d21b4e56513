import { expect, it } from 'vitest'
import type { Signatory } from '../../../src/letter/schema.ts'
import { compare, type Side } from '../../../src/publishing/diff/compare.ts'
import { diffWithLive } from '../../../src/publishing/diff/diff-with-live.ts'
import { withoutUsualName } from '../../../src/publishing/diff/snapshots.ts'
import { readLive } from '../../../src/publishing/live.ts'
import { partKey } from '../../../src/revision/keys.ts'
import { letterSignedBy } from '../../letters.ts'
import { createMemory, planIn, publishIn } from '../memory.ts'

const words = (language: string, text = 'Dear') => ({ language, title: 'A', addressee: 'B', text })
const one: Signatory = { id: 'one', type: 'organisation', name: 'One' }
const two: Signatory = { id: 'two', type: 'person', name: 'Two' }
const side = (fields: Partial<Side> = {}): Side => ({
  revision: 'r',
  count: 0,
  date: '2020-01-01',
  translations: [words('en')],
  signatories: [],
  withdrawn: [],
  ...fields,
})
const signatoriesOf = (before: Partial<Side>, after: Partial<Side>) =>
  compare('a', side(before), side(after)).signatories
const NOTHING = { added: [], removed: [], withdrawn: [], renamed: [], changed: [], moved: [] }

it('nothing changes where nothing is another', () => {
  const same = side({ signatories: [one, two], count: 2 })
  expect(compare('a', same, same)).toEqual({
    slug: 'a',
    before: { revision: 'r', count: 2 },
    after: { revision: 'r', count: 2 },
    facts: [],
    text: [],
    signatories: NOTHING,
  })
})

it('the date, the original, and languages that came and went are facts', () => {
  const before = side({ translations: [words('en'), words('fr'), words('es')] })
  const after = side({ date: '2020-01-02', translations: [words('fr'), words('es'), words('sw', 'Another')] })
  expect(compare('a', before, after)).toMatchObject({
    facts: [
      { fact: 'date', before: '2020-01-01', after: '2020-01-02' },
      { fact: 'original', before: 'en', after: 'fr' },
      { fact: 'language', before: 'en', after: null },
      { fact: 'language', before: null, after: 'sw' },
    ],
    text: [],
  })
})

it('words are compared with those of the same language, field by field', () => {
  const before = side({ translations: [words('en'), { ...words('fr'), context: 'C' }] })
  const after = side({ translations: [words('en'), { ...words('fr'), title: 'Z' }] })
  expect(compare('a', before, after).text).toEqual([
    {
      language: 'fr',
      field: 'title',
      changes: [
        { type: 'removed', value: 'A' },
        { type: 'added', value: 'Z' },
      ],
    },
    { language: 'fr', field: 'context', changes: [{ type: 'removed', value: 'C' }] },
  ])
})

it('who withdraws, comes back, or withdrew on another day, is told as that', () => {
  const gone = { ...one, withdrawn: '2021-01-01' }
  expect(signatoriesOf({ signatories: [one] }, { withdrawn: [gone] })).toEqual({
    ...NOTHING,
    withdrawn: [{ id: 'one', name: 'One', on: '2021-01-01' }],
  })
  const change = { id: 'one', name: 'One', field: 'withdrawn' }
  expect(signatoriesOf({ withdrawn: [gone] }, { signatories: [one] })).toEqual({
    ...NOTHING,
    changed: [{ ...change, before: '2021-01-01', after: null }],
  })
  expect(signatoriesOf({ withdrawn: [gone] }, { withdrawn: [{ ...one, withdrawn: '2022-01-01' }] })).toEqual({
    ...NOTHING,
    changed: [{ ...change, before: '2021-01-01', after: '2022-01-01' }],
  })
  const elsewhere = { ...gone, country: 'KE' }
  expect(signatoriesOf({ withdrawn: [gone] }, { withdrawn: [elsewhere] }).changed).toEqual([
    { id: 'one', name: 'One', field: 'country', before: null, after: 'KE' },
  ])
})

it('a field that the printed name is made of is a new name where that changes, and else a change', () => {
  expect(signatoriesOf({ signatories: [one] }, { signatories: [{ ...one, acronym: 'O' }] })).toEqual({
    ...NOTHING,
    renamed: [{ id: 'one', before: 'One', after: 'One (O)' }],
  })
  const printed = { ...one, printed_as: 'The One' }
  expect(signatoriesOf({ signatories: [printed] }, { signatories: [{ ...printed, acronym: 'O' }] })).toEqual({
    ...NOTHING,
    changed: [{ id: 'one', name: 'The One', field: 'acronym', before: null, after: 'O' }],
  })
})

it('stretches that both sides share are not looked into, and move as one', () => {
  const [long, short] = [
    { shared: 'long', count: 10 },
    { shared: 'short', count: 3 },
  ]
  expect(signatoriesOf({ signatories: [short, long] }, { signatories: [long, short, one] })).toEqual({
    ...NOTHING,
    added: [{ id: 'one', name: 'One', position: 14 }],
    moved: [{ id: null, name: null, count: 3, from: 1, to: 11 }],
  })
  expect(signatoriesOf({ signatories: [long, one, two] }, { signatories: [one, long] })).toEqual({
    ...NOTHING,
    removed: [{ id: 'two', name: 'Two', position: 12 }],
    moved: [{ id: 'one', name: 'One', count: 1, from: 11, to: 1 }],
  })
})

it('a name is left out where it is the usual one', () => {
  expect(withoutUsualName({ ...one, printed_as: 'One' })).toEqual(one)
  expect(withoutUsualName(one)).toEqual(one)
  expect(withoutUsualName({ ...one, printed_as: '1' })).toEqual({ ...one, printed_as: '1' })
})

it('against what is live, only what is another is read; a part that is missing is told', async () => {
  const { kv, head } = createMemory()
  const before = letterSignedBy(3)
  const planned = async (letter = before) => {
    const { plans } = await planIn(kv, [letter])
    const [plan] = plans
    if (!plan) throw new Error('there is no plan')
    return plan
  }
  const first = await planned()
  const id = first.compiled.revision.id
  const unread = { get: () => expect.fail('nothing need be read') }
  expect(await diffWithLive(unread as never, first.live, first.compiled, unread as never)).toMatchObject({
    slug: 'a-letter',
    before: null,
    after: { revision: id, count: 3 },
    signatories: NOTHING,
  })
  await publishIn(kv, [before])
  const same = await planned()
  expect(await diffWithLive(unread as never, same.live, same.compiled, unread as never)).toEqual({
    slug: 'a-letter',
    before: { revision: id, count: 3 },
    after: { revision: id, count: 3 },
    facts: [],
    text: [],
    signatories: NOTHING,
  })
  const { live, compiled, pairs } = await planned(letterSignedBy(4))
  const changes = await diffWithLive(kv, live, compiled, pairs)
  expect(changes.before).toEqual({ revision: id, count: 3 })
  expect(changes.signatories.added).toEqual([{ id: 'org-4', name: 'Organisation 4', position: 4 }])
  const words = partKey('a-letter', head('a-letter').revision.letter)
  await kv.delete([words])
  const broken = (await readLive(kv, ['a-letter'])).letter('a-letter')
  await expect(diffWithLive(kv, broken, compiled, pairs)).rejects.toThrow(`${words}: missing`)
})
