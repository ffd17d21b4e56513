/** Names with the family name first, and a comma after it. */
import { describe, expect, it } from 'vitest'
import { areFamilyFirst } from '../../../src/editing/import/family-first.ts'
import { mapped, signatoriesOf } from './mapped.ts'

const PERSONS = { type: 'person' } as const

describe('a list of names', () => {
  it.each([
    ['Example, Ada', 'Sample, Bo'],
    ['Example, Ada', 'van der Sample, Bo', 'O’Probe, Jean-Luc', 'Muster, Cleo A.'],
    ['Example, Ada (University of Example)', 'Sample, Bo, Professor', 'Probe, Dan – Example Works'],
    ['Example, Ada van der', 'Sample, Bo'],
    ['Petrova, Anna', 'Sidorov, Jordan', 'Ivanova, Maria', 'Popov, Ivan', 'Smirnova, Olga'],
    ['Примерова, Анна', 'Иванов, Борис Петрович'],
  ])('is family name first: %s', (...names) => {
    expect(areFamilyFirst(names)).toBe(true)
  })

  it.each([
    ['Ada Example, Nairobi', 'Bo Sample, Mombasa'],
    ['Example, Ada'],
    ['Ada Example, PhD', 'Bo Sample, MD'],
    ['Ada, Kenya', 'Bo, France'],
    ['Ada, Professor', 'Bo, Director'],
    ['Ada, Example University', 'Bo, Sample College'],
    ['Ada, MIT', 'Bo, UCL'],
    ['Ada Example', 'Bo Sample', 'Probe, Cleo'],
    ['Example Trust, Ada', 'Sample Council, Bo'],
  ])('is not: %s', (...names) => {
    expect(areFamilyFirst(names)).toBe(false)
  })
})

describe('an import of persons whose family name is first', () => {
  it('turns each name round, keeps what follows it, and says so', async () => {
    const list = await mapped(
      'names.md',
      '## Individuals\n\n- Example, Ada (Example Org)\n- Sample, Bo, Professor, Sample College\n- Solo\n- Probe, Jordan\n- Muster, Cleo\n',
    )
    expect(signatoriesOf(list)).toMatchObject([
      { name: 'Ada Example', affiliation: 'Example Org' },
      { name: 'Bo Sample', role: 'Professor', affiliation: 'Sample College' },
      { name: 'Solo' },
      { name: 'Jordan Probe' },
      { name: 'Cleo Muster' },
    ])
    expect(list.changed).toEqual([
      {
        field: 'name',
        from: 'Example, Ada (Example Org)',
        to: 'Ada Example (Example Org)',
        line: 3,
        count: 4,
      },
    ])
  })

  it('does so in a column, too, and leaves the others as they are', async () => {
    const csv = 'Name,Affiliation\n"Example, Ada","Example, Org"\n"Sample, Bo",\n'
    expect(signatoriesOf(await mapped('names.csv', csv))).toMatchObject([
      { name: 'Ada Example', affiliation: 'Example, Org' },
      { name: 'Bo Sample' },
    ])
  })

  it('leaves organisations alone', async () => {
    const list = await mapped('names.txt', 'Oxfam, Nairobi\nGreenpeace, Paris\n', { type: 'organisation' })
    expect(signatoriesOf(list).map(({ name }) => name)).toEqual(['Oxfam, Nairobi', 'Greenpeace, Paris'])
    const persons = await mapped('names.txt', 'Example, Ada\nSample, Bo\n', PERSONS)
    expect(signatoriesOf(persons).map(({ name }) => name)).toEqual(['Ada Example', 'Bo Sample'])
  })
})

it('those who sign in a personal capacity are persons, under a line that says so', async () => {
  const list = await mapped(
    'names.md',
    '## Signed\n\n**Organisations**\n\n- Tree Alliance\n\n*In personal capacity*\n\n- Ada Example\n',
  )
  expect(signatoriesOf(list)).toMatchObject([
    { type: 'organisation', name: 'Tree Alliance' },
    { type: 'person', name: 'Ada Example' },
  ])
})
