/** Who is whom, where it would be easy to lose a name or to give it to somebody else. */
import { describe, expect, it } from 'vitest'
import { identify, mayBeOne } from '../../../src/editing/import/identity.ts'
import type { MergedList } from '../../../src/editing/import/merge.ts'
import { joinTraces } from '../../../src/editing/import/trace.ts'
import type { Signatory } from '../../../src/letter/schema.ts'
import { ada, bo, change, idsOf, imported, merged, organisation, person } from './merging.ts'

const withdrawn = '2026-01-01'

/** A list in which two of an import were made one, as `undersigned merge` does it. */
const joined = ({ signatories, memory }: MergedList, kept: string, retired: string) => {
  const find = (id: string) => signatories.find((each) => each.id === id) as Signatory
  return {
    list: signatories.filter(({ id }) => id !== retired),
    memory: joinTraces(memory, find(kept), find(retired)),
  }
}

describe('of two who cannot be told apart', () => {
  const twice = imported(ada, ada)

  it('a row is who is active: nobody is to withdraw because a row of theirs was another’s', () => {
    for (const memory of [twice.memory, undefined])
      for (const gone of ['ada-example', 'ada-example-2']) {
        const list = change(twice.signatories, gone, { withdrawn })
        const result = merged(list, [ada], { ...(memory && { memory }), withdrawGone: '2026-03-01' })
        expect(result).toMatchObject({ signatories: list, gone: [], added: [], questions: [] })
      }
  })

  it('neither is lost when a third comes, with and without a memory', () => {
    for (const memory of [twice.memory, undefined]) {
      const result = merged(twice.signatories, [ada, ada, ada], memory && { memory })
      expect(idsOf(result.signatories)).toEqual(['ada-example', 'ada-example-2', 'ada-example-3'])
    }
    const keyed = { ...ada, key: 'us@example.org' }
    const first = imported(keyed)
    const result = merged(first.signatories, [keyed, keyed], { memory: first.memory })
    expect(idsOf(result.signatories)).toEqual(['ada-example', 'ada-example-2'])
  })
})

describe('an id that the source gives', () => {
  const x = { id: 'x' }

  it('is passed over where it shifted to another one in the list, and nobody is asked', () => {
    const first = imported(ada, bo)
    const rows = [
      { ...bo, id: 'ada-example' },
      { ...ada, id: 'bo-example' },
    ]
    expect(merged(first.signatories, rows, { memory: first.memory })).toMatchObject({
      signatories: first.signatories,
      questions: [],
    })
  })

  it('is theirs who have the name, also where a namesake has the affiliation that they have now', () => {
    const list: Signatory[] = [
      { id: 'x', type: 'person', name: 'Ada Example', affiliation: 'One' },
      { id: 'y', type: 'person', name: 'Ada Example', affiliation: 'Two' },
    ]
    const result = merged(list, [
      person('Ada Example', { affiliation: 'Two' }, x),
      person('Ada Example', { affiliation: 'Three' }, { id: 'y' }),
    ])
    expect(result.signatories.map((each) => 'affiliation' in each && each.affiliation)).toEqual([
      'Two',
      'Three',
    ])
  })

  it('is theirs whom the last import knew by it, though list and source agree on neither name nor address any more', () => {
    const first = imported({ ...ada, ...x, key: 'ada@example.org' })
    const list = change(first.signatories, 'x', { name: 'Somebody Else' })
    const result = merged(list, [{ ...ada, ...x, key: 'new@example.org' }], { memory: first.memory })
    expect(result).toMatchObject({ signatories: list, added: [], questions: [] })
  })

  it.each([
    ['Law of the Sea Centre', 'Friends of the Earth'],
    ['Aid Now', 'Act Now'],
  ])('is not theirs who share only short words with the name: %s, %s', (one, other) => {
    const list = imported(organisation(one, {}, x)).signatories
    const result = merged(list, [organisation(other, {}, x)])
    expect(result).toMatchObject({ added: [{ name: other }], changed: [], questions: [{ id: 'x-2' }] })
  })

  it.each([
    [organisation('Help Kenya', {}, x), organisation('Help Uganda', {}, x)],
    [person('Wu Li', {}, x), person('Li Na', {}, x)],
  ])('is theirs who changed the name but for one word', (one, other) => {
    const first = imported(one)
    const result = merged(first.signatories, [other], { memory: first.memory })
    expect(result.signatories).toEqual([{ ...other.signatory, id: 'x' }])
  })

  it('leaves a hand edit as it is, also where the source changes the name', () => {
    const first = imported(person('Ada Example', { country: 'KE' }, x))
    const list = change(first.signatories, 'x', { country: 'TZ' })
    const result = merged(list, [person('Ada Miller', { country: 'KE' }, x)], { memory: first.memory })
    expect(result.signatories).toEqual([{ ...list[0], name: 'Ada Miller' }])
  })

  it('leaves it, too, where the row is one of two that were made one', () => {
    const { list, memory } = joined(
      imported(
        person('Ada Example', { affiliation: 'Org', country: 'KE' }),
        person('Ada M. Example', { affiliation: 'Org', country: 'UG' }),
      ),
      'ada-example',
      'ada-m-example',
    )
    const given = { id: 'ada-example' }
    const second = person('Ada M. Example', { affiliation: 'Org', country: 'UG' }, given)
    expect(merged(list, [second], { memory }).signatories).toMatchObject([{ country: 'KE' }])
    // Of which of them another spelling is, nobody knows: the list's name stays.
    const third = person('Ada Miller', { affiliation: 'Org', country: 'KE' }, given)
    expect(merged(list, [third], { memory }).signatories).toEqual(list)
  })

  it('that leads to who has got another name does not take the name from somebody else', () => {
    const list = imported(person('Ada Example', {}, x)).signatories
    const result = merged(list, [person('Ada Miller', {}, x), person('Ada Example')])
    expect(idsOf(result.signatories)).toEqual(['x', 'ada-example'])
  })
})

describe('an address that two share', () => {
  const key = 'us@example.org'

  it('makes neither of them the other, however alike their names are', () => {
    const first = imported({ ...ada, key })
    const result = merged(
      first.signatories,
      [person('Ada M. Example', { affiliation: 'Org' }, { key }), { ...bo, key }],
      {
        memory: first.memory,
      },
    )
    expect(idsOf(result.signatories)).toEqual(['ada-example', 'ada-m-example', 'bo-example'])
    expect(result.questions.map(({ message }) => message)).toEqual([
      '“Ada M. Example, Org” may or may not be somebody in the list: ada-example (Ada Example, Org)',
      '“Bo Example, Org” has the key of another name: ada-example (Ada Example, Org)',
    ])
  })

  it('is enough for a longer or a shorter form of a name, and not for a short one with another letter', () => {
    for (const [one, other] of [
      ['Ada M. Example', 'Ada Example'],
      ['Ada Example', 'Ada M. Example'],
      ['Ada Examplee', 'Ada Example'],
    ] as const) {
      const first = imported(person(one, {}, { key }))
      const { signatories } = merged(first.signatories, [person(other, {}, { key })], {
        memory: first.memory,
      })
      expect(signatories).toMatchObject([{ name: other }])
    }
    for (const [one, other] of [
      ['Lea', 'Leo'],
      ['Anna', 'Anne'],
    ] as const) {
      const first = imported(person(one, {}, { key }))
      const result = merged(first.signatories, [person(other, {}, { key })], { memory: first.memory })
      expect(result).toMatchObject({ added: [{ name: other }], questions: [{}] })
    }
  })

  it('leaves open which of two it is, where a name could be a form of either', () => {
    const first = imported(person('Ada Example', {}, { key }), person('Ada B. Example', {}, { key }))
    const other = person('Ada B. C. Example', {}, { key })
    const result = merged(first.signatories, [other], { memory: first.memory })
    expect(result).toMatchObject({ changed: [], added: [{ name: 'Ada B. C. Example' }], questions: [{}] })
  })

  it('leaves nobody out because somebody of that address withdrew, who is in the source, too', () => {
    const { list, memory } = joined(
      imported({ ...ada, key }, person('Ada M. Example', { affiliation: 'Org' }, { key })),
      'ada-example',
      'ada-m-example',
    )
    const result = merged(
      change(list, 'ada-example', { withdrawn }),
      [
        { ...ada, key },
        { ...bo, key },
      ],
      { memory },
    )
    expect(result).toMatchObject({ added: [{ id: 'bo-example' }], questions: [] })
  })

  it('is none where it is blank: no two are one for that', () => {
    const first = imported({ ...ada, key: ' ' }, { ...bo, key: ' ' })
    const cleo = person('Cleo Example', { affiliation: 'Org' }, { key: ' ' })
    const result = merged(first.signatories, [ada, bo, cleo], { memory: first.memory })
    expect(result).toMatchObject({ added: [{ id: 'cleo-example' }], same: 2, questions: [] })
  })

  it('is not needed: who gave none before, or gives none now, is the same', () => {
    for (const [before, now] of [
      [undefined, key],
      [key, undefined],
    ]) {
      const first = imported({ ...ada, ...(before && { key: before }) })
      const result = merged(first.signatories, [{ ...ada, ...(now && { key: now }) }], {
        memory: first.memory,
      })
      expect(result).toMatchObject({ signatories: first.signatories, same: 1, questions: [] })
    }
  })
})

describe('a name', () => {
  it('is nobody’s in the list where two rows have it', () => {
    const list = imported(person('Ada Example')).signatories
    const rows = ['One', 'Two'].map((affiliation) => person('Ada Example', { affiliation }))
    const result = merged(list, rows)
    expect(result).toMatchObject({ added: [{}, {}], changed: [], questions: [{}, {}] })
    expect(result.signatories[0]).toEqual(list[0])
  })

  it('whose affiliation the source does not say any more keeps it', () => {
    const list = imported(ada).signatories
    expect(merged(list, [person('Ada Example')])).toMatchObject({ signatories: list, same: 1, questions: [] })
  })

  it('of organisations in two countries is two, whichever comes first', () => {
    const countries = ['KE', 'UG'].map((country) => organisation('Law Centre', { country }))
    const first = imported(...countries)
    for (const memory of [first.memory, undefined]) {
      const result = merged(first.signatories, countries.toReversed(), memory && { memory })
      expect(result).toMatchObject({ signatories: first.signatories, same: 2, questions: [] })
    }
  })

  it('of an organisation alone is enough: the source may correct its country', () => {
    const list = imported(organisation('Law Centre', { country: 'KE' })).signatories
    const result = merged(list, [organisation('Law Centre', { country: 'UG' })])
    expect(result).toMatchObject({
      added: [],
      changed: [{ id: 'law-centre', name: 'Law Centre', field: 'country' }],
    })
  })

  it('of organisations that only “The” tells apart is one of each', () => {
    const list = imported(
      organisation('Law Centre', { country: 'KE' }),
      organisation('The Law Centre', { country: 'UG' }),
    ).signatories
    const result = merged(list, [
      organisation('Law Centre', { country: 'TZ' }),
      organisation('The Law Centre', { country: 'UG' }),
    ])
    expect(result).toMatchObject({ added: [], changed: [{ id: 'law-centre', after: 'TZ' }], questions: [] })
  })

  it.each([
    ['Green Peace', {}, 'Greenpeace', {}],
    ['Law & Justice', { acronym: 'L J' }, 'Law and Justice', { acronym: 'LJ' }],
    ['Law & Justice', { acronym: 'LJ' }, 'Law and Justice', {}],
    ['Law & Justice', {}, 'Law and Justice', { acronym: 'LJ' }],
    ['Law Centre', {}, 'The Law Centre (LC)', {}],
  ])(
    'of an organisation is one however it is spaced and shortened: %s %o, %s %o',
    (one, has, other, gives) => {
      const list = imported(organisation(one, has)).signatories
      expect(merged(list, [organisation(other, gives)])).toMatchObject({
        added: [],
        same: expect.any(Number),
      })
    },
  )

  it('of an organisation is another where a word in its middle is', () => {
    const list = imported(organisation('Save the Whales')).signatories
    expect(merged(list, [organisation('Save Whales')]).added).toHaveLength(1)
  })

  it('from which an id could have been made is not theirs who have that of a namesake, or are of another kind', () => {
    for (const id of ['ada-example-2', 'ada-example-12']) {
      const namesake: Signatory[] = [{ id, type: 'person', name: 'A. Miller', affiliation: 'Org' }]
      expect(merged(namesake, [ada])).toMatchObject({ added: [{ id: 'ada-example' }], questions: [{}] })
    }
    const lawyer: Signatory[] = [{ id: 'law-centre', type: 'person', name: 'L. Centre' }]
    expect(merged(lawyer, [organisation('Law Centre')])).toMatchObject({ added: [{ id: 'law-centre-2' }] })
    const elsewhere: Signatory[] = [{ id: 'law-centre', type: 'organisation', name: 'LC', country: 'KE' }]
    expect(merged(elsewhere, [organisation('Law Centre', { country: 'UG' })])).toMatchObject({ added: [{}] })
    expect(merged(elsewhere, [organisation('Law Centre')])).toMatchObject({ added: [] })
  })

  it('and an affiliation are not one text', () => {
    const split = [
      person('Ada Example', { affiliation: 'Org' }),
      person('Ada Ex', { affiliation: 'ample Org' }),
    ]
    const wholes = [...split, person('Ada ExampleOrg')].map(({ signatory }) => identify(signatory).whole)
    expect(new Set(wholes).size).toBe(3)
    expect(mayBeOne(identify(ada.signatory), identify(person('Ada Example').signatory))).toBe(true)
  })
})

describe('who withdrew, and whom the last import gave', () => {
  const gone = ({ signatories, memory }: MergedList, id: string) => ({
    list: change(signatories, id, { withdrawn }),
    memory,
  })

  it('is not found again under another affiliation: that is asked', () => {
    const { list, memory } = gone(imported(ada), 'ada-example')
    const result = merged(list, [person('Ada Example', { affiliation: 'Elsewhere' })], { memory })
    expect(result).toMatchObject({ signatories: list, questions: [{}] })
  })

  it('is not found again by a second row that does not say where they belong', () => {
    const { list, memory } = gone(imported(ada), 'ada-example')
    expect(merged(list, [ada, person('Ada Example')], { memory })).toMatchObject({
      signatories: list,
      questions: [{}],
    })
    // While they are there that is somebody else: nobody is asked.
    const both = merged(imported(ada).signatories, [ada, person('Ada Example')])
    expect(both).toMatchObject({ added: [{}], questions: [] })
    const centre = gone(imported(organisation('Law Centre', { country: 'KE' })), 'law-centre')
    const rows = [organisation('Law Centre', { country: 'KE' }), organisation('Law Centre')]
    expect(merged(centre.list, rows, { memory: centre.memory }).signatories).toEqual(centre.list)
  })

  it('is not found again by the same row once more', () => {
    const { list, memory } = gone(imported(ada), 'ada-example')
    expect(merged(list, [ada, ada], { memory })).toMatchObject({ signatories: list, questions: [{}] })
  })

  it('keeps nobody out of a like name who is in the source beside them, nor an organisation of one', () => {
    const { list, memory } = gone(imported(ada), 'ada-example')
    const other = person('Ada M. Example', { affiliation: 'Org' })
    expect(merged(list, [ada, other], { memory })).toMatchObject({
      added: [{ id: 'ada-m-example' }],
      questions: [],
    })
    const centre = gone(imported(organisation('Law Centre', { country: 'KE' })), 'law-centre')
    const branch = organisation('Law Centre Kisumu', { country: 'KE' })
    expect(merged(centre.list, [branch], { memory: centre.memory })).toMatchObject({
      added: [{ id: 'law-centre-kisumu' }],
      questions: [],
    })
  })

  it('is not found again by another spelling, whether or not they said where they belong', () => {
    for (const affiliation of ['Org', undefined]) {
      const at = affiliation === undefined ? {} : { affiliation }
      const { list, memory } = gone(imported(person('Ada Example', at)), 'ada-example')
      const result = merged(list, [person('Ada M. Example', at)], { memory })
      expect(result).toMatchObject({ signatories: list, questions: [{}] })
    }
  })

  it('is asked about by a word that few have, and not by one that very many have', () => {
    const marias = Array.from({ length: 60 }, () => person('Maria', { affiliation: 'Org' }))
    const first = imported(...marias, person('Maria Example', { affiliation: 'Org' }))
    const { list, memory } = gone(first, 'maria-example')
    const rows = ['Maria M. Example', 'Maria Other'].map((name) => person(name, { affiliation: 'Org' }))
    const result = merged(list, rows, { memory })
    expect(result.added.map(({ id }) => id)).toEqual(['maria-other'])
    expect(result.questions.map(({ message }) => message)).toEqual([
      '“Maria M. Example, Org” may or may not be somebody in the list: maria-example (Maria Example, Org), who withdrew on 2026-01-01',
    ])
  })

  it('is nobody of a like name somewhere else', () => {
    const { list, memory } = gone(imported(ada), 'ada-example')
    const other = person('Ada M. Example', { affiliation: 'Elsewhere' })
    expect(merged(list, [other], { memory })).toMatchObject({
      added: [{ id: 'ada-m-example' }],
      questions: [],
    })
  })

  it('is not asked about among those who are there and say nothing but a like name', () => {
    const { signatories, memory } = imported(person('Ada Example'))
    const result = merged(signatories, [person('Ada M. Example')], { memory })
    expect(result).toMatchObject({ added: [{ id: 'ada-m-example' }], questions: [] })
  })
})

describe('two of the list who were made one', () => {
  it('stay one, whichever of their rows the source has', () => {
    const first = imported(ada, bo, person('Cleo Example'))
    const { list, memory } = joined(first, 'ada-example', 'bo-example')
    expect(idsOf(list)).toEqual(['ada-example', 'cleo-example'])
    for (const rows of [[ada, bo], [bo], [ada]]) {
      const result = merged(list, [...rows, person('Cleo Example')], { memory })
      expect(result).toMatchObject({ signatories: list, added: [], gone: [], questions: [], same: 2 })
    }
  })

  it('are known by the name of the one, also under the address of the other that somebody else has, too', () => {
    const first = imported({ ...ada, key: 'one@example.org' }, { ...bo, key: 'two@example.org' })
    const { list, memory } = joined(first, 'ada-example', 'bo-example')
    expect([...memory.traces.keys()]).toEqual(['ada-example'])
    const cleo = person('Cleo Example', { affiliation: 'Org' }, { key: 'two@example.org' })
    const result = merged(list, [{ ...ada, key: 'two@example.org' }, cleo], { memory })
    expect(idsOf(result.signatories)).toEqual(['ada-example', 'cleo-example'])
  })

  it('are known by what the list says where no import gave them', () => {
    const { signatories } = imported(ada, bo)
    const { list, memory } = joined({ ...imported(), signatories }, 'ada-example', 'bo-example')
    expect(merged(list, [ada, bo], { memory })).toMatchObject({ signatories: list, added: [], questions: [] })
  })
})
