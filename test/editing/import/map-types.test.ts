/** Persons or organisations: decided for the file, the heading or a type column, never by an empty cell. */
import { describe, expect, it } from 'vitest'
import { typeNamed } from '../../../src/editing/import/signatory-type.ts'
import { mapped, questionsOf, signatoriesOf } from './mapped.ts'

const types = (result: Awaited<ReturnType<typeof mapped>>) => signatoriesOf(result).map(({ type }) => type)

describe('a word for a type', () => {
  it.each([
    [
      'person',
      'Person|Individual|Individuals|Academics|Individual signatories|Particuliers|Personnes|Individuos|Personas|Pessoas|Einzelpersonen|Физические лица|الأفراد|个人',
    ],
    [
      'organisation',
      'Organisation|Organizations|NGO|NGOs|Company|Companies|University|Project|Union|Associations|Organizaciones|Organizações|Organisationen|Verein|Организации|НКО|المنظمات|组织|公司',
    ],
    [undefined, 'Organisations and individuals|Climate|Signatories|x'],
  ])('%s', (type, words) => {
    for (const text of words.split('|')) expect([text, typeNamed(text)]).toEqual([text, type])
  })
})

describe('the type is told', () => {
  it.each([
    [
      'by a column, whatever is filled',
      'name,role,org\nAda Example,Engineer,Example Org\nBo Example,,\n',
      ['person', 'person'],
    ],
    [
      'by an affiliation that most lack',
      'Name,Affiliation\nAda Example,\nBo Example,\nCleo Example,Org\n',
      ['person', 'person', 'person'],
    ],
    [
      'by a column of types',
      'name,type\nA Org,Company\nB,Individual\nC Org,NGO\nD,Project\n',
      ['organisation', 'person', 'organisation', 'organisation'],
    ],
    [
      'by a column of types in French',
      'Nom;Catégorie\nA;Particulier\nB;Association\n',
      ['person', 'organisation'],
    ],
    ['by the name of the column', 'Organisation;Site web\nExemple;exemple.example\n', ['organisation']],
    ['by a column of acronyms', 'Name,Acronym\nOxfam,\nGreenpeace,GP\n', ['organisation', 'organisation']],
    ['by a column of first names', 'First name,Last name\nExample,Foundation\n', ['person']],
    [
      'by all names together',
      'name,country\nA Org,KE\nExample Foundation,KE\nBeispiel e.V.,DE\n',
      ['organisation', 'organisation', 'organisation'],
    ],
    [
      'by all names together, of persons',
      'name,country\nAda Example,KE\nBo de la Example,KE\nO. Example-Smith,DE\n',
      ['person', 'person', 'person'],
    ],
  ])('%s', async (_, csv, expected) => {
    const result = await mapped('list.csv', csv)
    expect(questionsOf(result)).toEqual([])
    expect(types(result)).toEqual(expected)
  })

  it('by headings, in any language', async () => {
    for (const [organisations, persons] of [
      ['Organizations', 'Individuals'],
      ['Organisations', 'Particuliers'],
      ['Organisationen', 'Einzelpersonen'],
      ['Организации', 'Физические лица'],
    ]) {
      const result = await mapped(
        'list.md',
        `### ${organisations}\n\n1. Oxfam\n2. Example Collective (EC)\n\n### ${persons}\n\n1. Ada Example (Example Org)\n2. Bo\n`,
      )
      expect(signatoriesOf(result)).toMatchObject([
        { type: 'organisation', name: 'Oxfam' },
        { type: 'organisation', name: 'Example Collective', acronym: 'EC' },
        { type: 'person', name: 'Ada Example', affiliation: 'Example Org' },
        { type: 'person', name: 'Bo' },
      ])
    }
  })

  it('by the editor, for all or under a heading', async () => {
    const markdown = '## Supporters\n\n- Oxfam\n- Greenpeace\n\n## Signatories\n\n- Ada\n- Bo\n'
    const open = await mapped('list.md', markdown)
    expect(open.questions.map(({ about, subject, hint }) => [about, subject, hint])).toEqual([
      [
        'type',
        'Supporters',
        expect.stringContaining(
          '--type person or --type organisation, or for this heading only --type "Supporters=person"',
        ),
      ],
      ['type', 'Signatories', expect.stringContaining('--type "Signatories=person"')],
    ])
    expect(types(await mapped('list.md', markdown, { type: 'person' }))).toEqual([
      'person',
      'person',
      'person',
      'person',
    ])
    const typeUnder = new Map([
      ['supporters', 'organisation'],
      ['signatories', 'person'],
    ] as const)
    expect(types(await mapped('list.md', markdown, { typeUnder }))).toEqual([
      'organisation',
      'organisation',
      'person',
      'person',
    ])
  })
})

describe('the type is a question', () => {
  it.each([
    ['where the list is of both', 'name\nAda Example\nExample Foundation\nBo Example\nExample Network\n'],
    ['where the names say nothing', 'name,country\nOxfam,GB\nGreenpeace,NL\n'],
    ['where a column of types leaves some out', 'name,type\nA,Company\nB,\n'],
  ])('%s', async (_, csv) => {
    const result = await mapped('list.csv', csv)
    expect(result.questions).toMatchObject([{ about: 'type', hint: expect.stringContaining('--type') }])
  })
})

it('a type that is not known costs only itself where the list tells the type', async () => {
  const result = await mapped(
    'list.csv',
    'Name,Role,Type\nAda Example,Lead,Individual\nBo Example,Lead,Friend\n',
  )
  expect(result.questions.map(({ about }) => about)).toEqual(['type'])
  expect(
    types(
      await mapped('list.csv', 'Name,Role,Type\nAda Example,Lead,Individual\nBo Example,Lead,Friend\n', {
        type: 'person',
      }),
    ),
  ).toEqual(['person', 'person'])
})

it('organisations beside a column “Group” stay organisations, and persons there are persons of one', async () => {
  const of = (names: string[]) =>
    mapped('list.csv', `Group,Name,Country\n${names.map((name) => `Africa,${name},KE\n`).join('')}`)
  const organisations = await of(['Example Network', 'Sample Forum', 'Probe Society'])
  expect(types(organisations)).toEqual(['organisation', 'organisation', 'organisation'])
  expect(organisations.warnings).toMatchObject([{ message: expect.stringContaining('affiliation left out') }])
  expect(types(await of(['Ada Example', 'Bo Sample', 'Cleo Probe']))).toEqual(['person', 'person', 'person'])
})
