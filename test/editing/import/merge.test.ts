import { describe, expect, it, test } from 'vitest'
import { emptyMemory } from '../../../src/editing/import/memory.ts'
import type { Person, Signatory } from '../../../src/letter/schema.ts'
import { ada, bo, change, idsOf, imported, merged, organisation, person } from './merging.ts'

test('who withdrew stays withdrawn under their id while the source still lists them, and a namesake gets another id', () => {
  const first = imported(ada, bo)
  for (const memory of [first.memory, emptyMemory()]) {
    const list = change(first.signatories, 'bo-example', { withdrawn: '2026-01-01' })
    const otherBo = person('Bo Example', { affiliation: 'Other Org' })
    const result = merged(list, [otherBo, ada, bo, person('Cleo Example')], { memory })
    expect(result.signatories).toEqual([
      ...list,
      { id: 'bo-example-2', ...otherBo.signatory },
      { id: 'cleo-example', type: 'person', name: 'Cleo Example' },
    ])
    expect(result).toMatchObject({
      added: [
        { id: 'bo-example-2', position: 3 },
        { id: 'cleo-example', position: 4 },
      ],
      changed: [],
      gone: [],
      stillListed: [{ id: 'bo-example' }],
      questions: [],
      same: 2,
    })
  }
})

describe('who is whom', () => {
  it('is known by the id that the source gives, whatever else changed', () => {
    const list: Signatory[] = [{ id: 'x', type: 'person', name: 'Ada Example', affiliation: 'Org' }]
    const result = merged(list, [person('Ada Miller', { affiliation: 'Else' }, { id: 'x' })])
    expect(idsOf(result.signatories)).toEqual(['x'])
  })

  it('is not known by ids that shifted in the source: names are right then', () => {
    const list = imported(ada, bo).signatories
    const result = merged(list, [
      { ...bo, id: 'ada-example' },
      { ...ada, id: 'bo-example' },
    ])
    expect(result.signatories).toEqual(list)
  })

  it('is asked where an id leads to quite another name', () => {
    const list = imported(ada).signatories
    const result = merged(list, [person('Zed Other', {}, { id: 'ada-example' })])
    expect(idsOf(result.signatories)).toEqual(['ada-example', 'ada-example-2'])
    expect(result.questions).toEqual([
      {
        file: 'source.csv',
        line: 1,
        column: 1,
        id: 'ada-example-2',
        message: '“Zed Other” has the id of another name: ada-example (Ada Example, Org)',
        hint: 'added as ada-example-2; if the two are one: undersigned merge a-letter ada-example ada-example-2',
      },
    ])
  })

  it('is known by the key, in any case and with spaces around it, after the name and the affiliation changed', () => {
    const first = imported({ ...ada, key: 'ada@example.org' })
    const later = person('Ada Example-Smith', { affiliation: 'Else' }, { key: ' ADA@example.org' })
    const result = merged(first.signatories, [later], { memory: first.memory })
    expect(result.signatories).toEqual([{ id: 'ada-example', ...later.signatory }])
    expect(JSON.stringify([...first.memory.traces])).not.toMatch(/@|Org|Ada/)
  })

  it('is not known by a key alone: two of a family share an address', () => {
    const first = imported({ ...ada, key: 'us@example.org' })
    const later = merged(first.signatories, [{ ...bo, key: 'us@example.org' }], { memory: first.memory })
    expect(idsOf(later.signatories)).toEqual(['ada-example', 'bo-example'])
    expect(later.questions).toMatchObject([{ id: 'bo-example' }])
    const both = imported({ ...ada, key: 'us@example.org' }, { ...bo, key: 'us@example.org' })
    const again = merged(
      both.signatories,
      [
        { ...bo, key: 'us@example.org' },
        { ...ada, key: 'us@example.org' },
      ],
      { memory: both.memory },
    )
    expect(again).toMatchObject({ signatories: both.signatories, questions: [], same: 2 })
  })

  it('is somebody else where name and affiliation are the same and the key is not', () => {
    const first = imported({ ...ada, key: 'one@example.org' })
    const result = merged(first.signatories, [{ ...ada, key: 'two@example.org' }], { memory: first.memory })
    expect(idsOf(result.signatories)).toEqual(['ada-example', 'ada-example-2'])
    expect(result.questions).toHaveLength(1)
  })

  it('is known by what the last import gave, after the list’s name and affiliation were edited', () => {
    const first = imported(ada, bo)
    const list = change(first.signatories, 'ada-example', { name: 'A. Miller', affiliation: 'Organisation' })
    const result = merged(list, [bo, ada], { memory: first.memory })
    expect(result).toMatchObject({ signatories: list, added: [], changed: [], gone: [], questions: [] })
    expect(result.kept.map(({ field }) => field)).toEqual(['name', 'affiliation'])
  })

  it('is known by the id that was made of the name, where nothing is known of the last import', () => {
    const list = change(imported(ada, bo).signatories, 'ada-example', { name: 'A. Miller' })
    expect(merged(list, [bo, ada])).toMatchObject({ signatories: list, added: [], gone: [], questions: [] })
    const bare = change(imported(person('Ada Example')).signatories, 'ada-example', { name: 'A. Miller' })
    expect(merged(bare, [person('Ada Example')])).toMatchObject({ added: [{}], questions: [{}] })
    const organisations = change(imported(organisation('Law Centre')).signatories, 'law-centre', {
      name: 'LC',
    })
    expect(merged(organisations, [organisation('Law Centre')]).signatories).toEqual(organisations)
  })

  it('is known by name and affiliation however they are spelt', () => {
    const result = merged(imported(ada).signatories, [person('ÁDA EXAMPLE', { affiliation: 'Org.' })])
    expect(idsOf(result.signatories)).toEqual(['ada-example'])
  })

  it('is known by a name that nobody shares, where one side does not say the affiliation', () => {
    const result = merged(imported(person('Ada Example')).signatories, [ada])
    expect(result.signatories).toEqual([{ id: 'ada-example', ...ada.signatory }])
    expect(result.changed).toMatchObject([{ field: 'affiliation', before: null, after: 'Org' }])
  })

  it('is never guessed among namesakes', () => {
    const one = person('Ada Example', { affiliation: 'One' })
    const two = person('Ada Example', { affiliation: 'Two' })
    const list = imported(one, two).signatories
    const result = merged(list, [person('Ada Example'), two])
    expect(result.signatories).toEqual([
      ...list,
      { id: 'ada-example-3', type: 'person', name: 'Ada Example' },
    ])
    expect(result.questions).toMatchObject([{ id: 'ada-example-3' }])
  })

  it('is asked with the first three whom it may be, and how many more there are', () => {
    const places = ['One', 'Two', 'Three', 'Four', 'Five']
    const list = imported(...places.map((affiliation) => person('Ada Example', { affiliation }))).signatories
    const { questions } = merged(list, [person('Ada Example')])
    expect(questions.map(({ message }) => message)).toEqual([
      '“Ada Example” may or may not be somebody in the list: ada-example (Ada Example, One), ' +
        'ada-example-2 (Ada Example, Two), ada-example-3 (Ada Example, Three) and 2 more',
    ])
  })

  it('is asked, and not added, where whom it may be has withdrawn', () => {
    const list = change(imported(ada).signatories, 'ada-example', { withdrawn: '2026-01-01' })
    const result = merged(list, [person('Ada Example', { affiliation: 'Elsewhere' })])
    expect(result.signatories).toEqual(list)
    expect(result.questions).toEqual([
      {
        file: 'source.csv',
        line: 1,
        column: 1,
        message:
          '“Ada Example, Elsewhere” may or may not be somebody in the list: ' +
          'ada-example (Ada Example, Org), who withdrew on 2026-01-01',
        hint: 'left out; if it is somebody else: undersigned add a-letter "Ada Example"',
      },
    ])
    // Nor in a list that takes all else from the source, nor where it may also be somebody who is there.
    const replaced = merged(list, [person('Ada Example', { affiliation: 'Elsewhere' })], { replace: true })
    expect(replaced.signatories).toEqual(list)
    const two = imported(ada, person('Ada Example', { affiliation: 'Two' })).signatories
    const one = change(two, 'ada-example', { withdrawn: '2026-01-01' })
    expect(merged(one, [person('Ada Example')])).toMatchObject({ signatories: one, questions: [{}] })
  })

  it('is asked, and not added, where somebody of a name spelt differently has withdrawn', () => {
    const list = change(imported(ada).signatories, 'ada-example', { withdrawn: '2026-01-01' })
    for (const name of ['Ada M. Example', 'Ada Exampel Example', 'Ada Examples']) {
      const result = merged(list, [person(name, { affiliation: 'Org' })])
      expect(result).toMatchObject({ signatories: list, questions: [{}] })
    }
  })

  it('is an organisation’s name, but for punctuation, “The” and an acronym', () => {
    const list = imported(
      organisation('Law & Justice', { acronym: 'LJ' }),
      organisation('Carter Center'),
    ).signatories
    const result = merged(list, [organisation('Law and Justice (LJ)'), organisation('The Carter-Center')])
    expect(idsOf(result.signatories)).toEqual(['law-justice', 'carter-center'])
    expect(merged(list, [organisation('Law and Justice (XX)')]).added).toHaveLength(1)
  })

  it('is not an organisation for a person of the same name', () => {
    const list = imported(organisation('Ada Example')).signatories
    expect(merged(list, [person('Ada Example')])).toMatchObject({ added: [{}], questions: [{}] })
  })

  it('is nobody for those who gave no name: one more is one more', () => {
    const list = imported(person('Anonymous'), person('Anonymous')).signatories
    const withdrawn = change(list, 'anonymous', { withdrawn: '2026-01-01' })
    const result = merged(withdrawn, [person('Anonymous'), person('Anonymous'), person('Anonymous')])
    expect(idsOf(result.signatories)).toEqual(['anonymous', 'anonymous-2', 'anonymous-3'])
    expect(result.questions).toEqual([])
  })
})

describe('what changes', () => {
  const first = imported(person('Ada Example', { affiliation: 'Org', country: 'KE', role: 'Professor' }))
  const source = (fields: Partial<Person>, name = 'Ada Example') =>
    person(name, { affiliation: 'Org', country: 'KE', role: 'Professor', ...fields })

  it('is what changed in the source, field by field', () => {
    const result = merged(first.signatories, [source({ country: 'UG', role: 'Dean' }, 'Ada M. Example')], {
      memory: first.memory,
    })
    // The name is another one, and nothing says that it is hers.
    expect(result).toMatchObject({ added: [{}], changed: [], questions: [{}] })
    const same = merged(first.signatories, [source({ country: 'UG', role: 'Dean' }, 'ADA Example')], {
      memory: first.memory,
    })
    expect(same.changed.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['name', 'Ada Example', 'ADA Example'],
      ['role', 'Professor', 'Dean'],
      ['country', 'KE', 'UG'],
    ])
    expect(same.same).toBe(0)
    const url = 'https://example.org/'
    const more = merged(first.signatories, [source({ url })], { memory: first.memory })
    expect(more.changed).toMatchObject([{ field: 'url', before: null, after: url }])
  })

  it('is what any row of somebody says; where the list is replaced, what the first says', () => {
    const url = 'https://example.org/'
    const rows = [source({ country: 'UG' }), source({ url })]
    const twice = imported(source({}), source({}))
    const list = twice.signatories.slice(0, 1)
    const memory = {
      ...twice.memory,
      traces: new Map([['ada-example', [...twice.memory.traces.values()].flat()]]),
    }
    expect(merged(list, rows, { memory }).signatories).toEqual([{ ...list[0], country: 'UG', url }])
    expect(merged(list, rows, { memory, replace: true }).signatories).toEqual([{ ...list[0], country: 'UG' }])
  })

  it('is not what was edited by hand, in this import or the next', () => {
    const list = change(first.signatories, 'ada-example', { country: 'TZ', role: 'Dean of All' })
    const second = merged(list, [source({ role: 'Dean' })], { memory: first.memory })
    expect(second.signatories).toEqual(list)
    expect(second.kept.map(({ field, own, source: theirs }) => [field, own, theirs])).toEqual([
      ['role', 'Dean of All', 'Dean'],
      ['country', 'TZ', 'KE'],
    ])
    expect(merged(list, [source({ role: 'Dean' })], { memory: second.memory }).signatories).toEqual(list)
  })

  it('is not how a name is printed that was edited by hand', () => {
    const list = change(first.signatories, 'ada-example', { name: 'Ada M. Example' })
    const result = merged(list, [source({ printed_as: 'Prof. Ada Example' })], { memory: first.memory })
    expect(result.signatories).toEqual(list)
    expect(result.kept.map(({ field }) => field)).toEqual(['name', 'printed_as'])
    const both = merged(
      change(list, 'ada-example', { role: 'Dean' }),
      [source({ printed_as: 'Prof. Ada Example' })],
      { memory: first.memory },
    )
    expect(both.kept.map(({ field }) => field)).toEqual(['name', 'role', 'printed_as'])
    const printed = change(first.signatories, 'ada-example', { printed_as: 'Ada Example, KE' })
    expect(merged(printed, [source({ printed_as: 'Prof. Ada Example' })]).signatories).toEqual(printed)
    const own = merged(
      change(first.signatories, 'ada-example', { role: 'Dean' }),
      [source({ printed_as: 'Prof. Ada Example' })],
      {
        memory: first.memory,
      },
    )
    expect(own).toMatchObject({ changed: [{ field: 'printed_as' }], kept: [{ field: 'role' }] })
  })

  it('is not what was emptied by hand, nor what the source no longer says', () => {
    const { country: _, ...emptied } = first.signatories[0] as Signatory
    expect(merged([emptied], [source({})], { memory: first.memory }).signatories).toEqual([emptied])
    const bare = person('Ada Example', { affiliation: 'Org' })
    expect(merged(first.signatories, [bare], { memory: first.memory }).signatories).toEqual(first.signatories)
  })

  it('is, where the last import is not known, what the source says, but for the name', () => {
    const list = change(first.signatories, 'ada-example', { name: 'Ada EXAMPLE', country: 'TZ' })
    const result = merged(list, [source({})])
    expect(result.signatories).toEqual([{ ...list[0], country: 'KE' }])
    expect(result.kept).toMatchObject([{ field: 'name', own: 'Ada EXAMPLE', source: 'Ada Example' }])
  })

  it('is never the type; and a withdrawal that the source tells of is taken, once', () => {
    const gone = source({ withdrawn: '2026-02-01' })
    const result = merged(first.signatories, [gone], { memory: first.memory })
    expect(result.changed).toMatchObject([{ field: 'withdrawn', before: null, after: '2026-02-01' }])
    // Back by hand: the source says nothing new.
    const again = merged(first.signatories, [gone], { memory: result.memory })
    expect(again.signatories).toEqual(first.signatories)
    // The day that the list has stays, whoever gave it.
    for (const memory of [result.memory, emptyMemory()]) {
      const later = merged(result.signatories, [source({ withdrawn: '2026-03-01' })], { memory })
      expect(later.signatories).toEqual(result.signatories)
    }
    const list: Signatory[] = [{ id: 'x', type: 'organisation', name: 'Ada Example' }]
    const typed = merged(list, [person('Ada Example', { country: 'KE' }, { id: 'x' })])
    expect(typed.signatories).toEqual([{ ...list[0], country: 'KE' }])
    expect(typed.kept).toMatchObject([{ field: 'type', own: 'organisation', source: 'person' }])
  })
})

describe('who is gone from the source', () => {
  const first = imported(ada, bo)

  it('stays, and is told of', () => {
    const result = merged(first.signatories, [ada], { memory: first.memory })
    expect(result.signatories).toStrictEqual(first.signatories)
    expect(result).toMatchObject({ gone: [{ id: 'bo-example', name: 'Bo Example, Org' }], same: 1 })
  })

  it('withdraws on the day given where that is asked for; but not who never came from a source', () => {
    const list: Signatory[] = [...first.signatories, { id: 'by-hand', type: 'person', name: 'By Hand' }]
    const result = merged(list, [ada], { memory: first.memory, withdrawGone: '2026-03-01' })
    expect(result.signatories).toEqual(change(list, 'bo-example', { withdrawn: '2026-03-01' }))
    expect(result.gone).toEqual([{ id: 'bo-example', name: 'Bo Example, Org', withdrawn: '2026-03-01' }])
    const next = merged(result.signatories, [ada], { memory: result.memory, withdrawGone: '2026-04-01' })
    expect(next).toMatchObject({ signatories: result.signatories, gone: [] })
  })

  it('is not forgotten, nor remembered twice who is still there', () => {
    const same = merged(first.signatories, [bo, ada], { memory: first.memory })
    expect(same.memory).toEqual(first.memory)
    const result = merged(first.signatories, [ada], { memory: first.memory })
    expect(result.memory).toEqual(first.memory)
  })

  it('goes where the list is replaced; ids of those who match, and withdrawals, stay', () => {
    const list = change(
      imported(ada, bo, person('Cleo Example', { country: 'KE' })).signatories,
      'bo-example',
      {
        withdrawn: '2026-01-01',
      },
    )
    const result = merged(list, [person('Dora Example'), person('Cleo Example')], { replace: true })
    expect(result.signatories).toEqual([
      { id: 'dora-example', type: 'person', name: 'Dora Example' },
      { id: 'cleo-example', type: 'person', name: 'Cleo Example' },
      list[1],
    ])
    expect(result.removed).toEqual([{ id: 'ada-example', name: 'Ada Example, Org' }])
    expect(result).toMatchObject({ gone: [], kept: [] })
    expect(result.changed).toMatchObject([
      { id: 'cleo-example', field: 'country', before: 'KE', after: null },
    ])
  })
})

describe('an id', () => {
  it('that was somebody’s is nobody else’s, even where the source gives it', () => {
    const wasGiven = (id: string) => id === 'ada-example' || id === 'ada-example-2'
    expect(idsOf(merged([], [ada], { wasGiven }).signatories)).toEqual(['ada-example-3'])
    const given = merged([], [{ ...ada, id: 'ada-example' }], { wasGiven })
    expect(idsOf(given.signatories)).toEqual(['ada-example-3'])
    expect(given.questions).toMatchObject([
      {
        id: 'ada-example-3',
        message: 'the id “ada-example” was given before, and is not given again',
        hint: '“Ada Example” was added as ada-example-3',
      },
    ])
  })

  it('that the source gives comes before one made of a name', () => {
    const result = imported(ada, { ...bo, id: 'ada-example' })
    expect(idsOf(result.signatories)).toEqual(['ada-example-2', 'ada-example'])
    expect(result.questions).toEqual([])
  })

  it('is at most 100 characters long, with its number', () => {
    const long = person(`${'a'.repeat(98)} b`)
    expect(idsOf(imported(long, long).signatories)).toEqual([`${'a'.repeat(98)}-b`, `${'a'.repeat(98)}-2`])
  })
})

test('who is new comes at the end of their section, and who changes the section into that', () => {
  const first = imported(
    organisation('Org One', { section: 'Organisations' }),
    person('Ada Example', { section: 'Individuals' }),
    organisation('Org Two', { section: 'Organisations' }),
  )
  expect(idsOf(first.signatories)).toEqual(['org-one', 'org-two', 'ada-example'])
  const again = merged(
    first.signatories,
    [
      organisation('Org One', { section: 'Friends' }),
      organisation('Org Two', { section: 'Organisations' }),
      person('Ada Example', { section: 'Individuals' }),
      organisation('Org Three', { section: 'Organisations' }),
      organisation('Org Four'),
    ],
    { memory: first.memory },
  )
  expect(again.signatories.map(({ id, section }) => [id, section])).toEqual([
    ['org-four', undefined],
    ['org-one', 'Friends'],
    ['org-two', 'Organisations'],
    ['org-three', 'Organisations'],
    ['ada-example', 'Individuals'],
  ])
  expect(again.added.map(({ id, position }) => [id, again.signatories[position - 1]?.id])).toEqual([
    ['org-four', 'org-four'],
    ['org-three', 'org-three'],
  ])
})
