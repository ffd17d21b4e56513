import { expect, test } from 'vitest'
import { lookAlikes } from '../../src/editing/look-alikes.ts'
import type { Signatory } from '../../src/letter/schema.ts'

const organisation = (name: string, acronym?: string): Signatory => ({
  id: 'x',
  type: 'organisation',
  name,
  ...(acronym !== undefined && { acronym }),
})

/** The warnings of a list whose rows are numbered from line 2, each with an id of its own. */
const warningsOf = (signatories: Signatory[]) => {
  const looks = lookAlikes('signatories.csv', 'a-letter')
  signatories.forEach((each, index) => {
    const line = index + 2
    looks.add({ ...each, id: `id-${line}` }, line, () => ({ line, column: 3 }))
  })
  return looks.warnings()
}

/** The lines of those that look like one before. */
const found = (signatories: Signatory[]) => warningsOf(signatories).map(({ line }) => line)

test.each([
  ['case and spaces', 'Article 19', 'ARTICLE  19'],
  ['accents', 'Médecins Sans Frontières', 'Medecins sans Frontieres'],
  ['The', 'The Carter Center', 'Carter Center'],
  ['punctuation and &', 'Law & Justice', 'Law and Justice.'],
  ['an acronym typed into the name', 'Asian Legal Resource Centre', 'Asian Legal Resource Centre (ALRC)'],
])('two that differ only in %s are probably one', (_, one, other) => {
  expect(found([organisation(one), organisation('Between'), organisation(other)])).toEqual([4])
  expect(found([organisation(other), organisation(one)])).toEqual([3])
})

test('an organisation signs under its name and under its acronym', () => {
  const full = organisation('International Federation for Human Rights', 'FIDH')
  expect(found([full, organisation('FIDH')])).toEqual([3])
  expect(found([organisation('fidh'), full])).toEqual([3])
})

const person = (name: string, affiliation?: string): Signatory => ({
  id: 'x',
  type: 'person',
  name,
  ...(affiliation !== undefined && { affiliation }),
})

test('an acronym that two have, namesakes at two places, and names in any script are no reason to warn', () => {
  expect(
    found([
      organisation('International Commission of Jurists', 'ICJ'),
      organisation('International Court', 'ICJ'),
    ]),
  ).toEqual([])
  expect(found([person('Ada Example', 'One'), person('Ada Example', 'Two')])).toEqual([])
  expect(found([person('Ada Example'), organisation('Ada Example')])).toEqual([])
  expect(
    found([
      organisation('منظمة العفو الدولية'),
      organisation('مركز القاهرة'),
      organisation('人权'),
      organisation('The'),
      person('★'),
      person('☆'),
    ]),
  ).toEqual([])
})

test('a person of one name and affiliation is there twice, however it is spelt', () => {
  const [warning, ...others] = warningsOf([
    person('Ada Example', 'Example Org'),
    person('Bo Example', 'Example Org'),
    person('ADA  Éxample', 'Example Org.'),
  ])
  expect(others).toEqual([])
  expect(warning).toEqual({
    file: 'signatories.csv',
    line: 4,
    column: 3,
    message: '“ADA  Éxample” (id-4) looks like the person of line 2 (id-2)',
    hint: 'if they are one: undersigned merge a-letter id-2 id-4',
  })
})

test('a person of one name, where one of the two has no affiliation, may be there twice', () => {
  expect(warningsOf([person('Ada Example'), person('Ada Example', 'Org')])[0]?.message).toBe(
    '“Ada Example” (id-3) looks like the person without an affiliation of line 2 (id-2)',
  )
  expect(warningsOf([person('Ada Example', 'Org'), person('Ada Example')])[0]?.message).toBe(
    '“Ada Example” (id-3) looks like the person with an affiliation of line 2 (id-2)',
  )
})

test('a group is one warning, with every place and id', () => {
  const warnings = warningsOf(Array.from({ length: 14 }, () => person('Ada Example')))
  expect(warnings.map(({ message }) => message)).toEqual([
    '“Ada Example” (id-3) looks like the person of line 2 (id-2); so do line 4 (id-4), line 5 (id-5), line 6 (id-6), ' +
      'line 7 (id-7), line 8 (id-8), line 9 (id-9), line 10 (id-10), line 11 (id-11), line 12 (id-12), ' +
      'line 13 (id-13), and 2 more',
  ])
})

test('those who gave no name are not one another, and are told of once, with their number', () => {
  const names = [
    'Anonymous',
    'Name withheld',
    'Anonyme',
    'Anónimo',
    'Anônimo',
    'Anonym',
    'مجهول',
    'аноним',
    '匿名',
  ]
  const warnings = warningsOf([
    person('Ada'),
    ...names.map((name) => person(name)),
    organisation('ANONYMOUS'),
  ])
  expect(warnings).toEqual([
    {
      file: 'signatories.csv',
      line: 3,
      column: 3,
      message: '“Anonymous” is no name; 10 rows of the list have none',
      hint: 'each counts as a signatory; delete those that should not',
    },
  ])
})
