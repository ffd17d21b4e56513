import { expect, it, test } from 'vitest'
import { readTranslation } from '../../src/editing/read-translation.ts'
import { utf8 } from './bytes.ts'

const FILE = 'data/x/letter.en.md'
/** `signing` stands in line 5. */
const letter = (signing: string, kind = 'date: 2018-06-22') =>
  readTranslation(FILE, utf8(`---\ntitle: A title\n${kind}\naddressee: You\n${signing}\n---\n\nWe write.\n`))
const said = (signing: string, kind?: string) =>
  letter(signing, kind).problems.map(
    ({ file, line, column, message, hint }) => `${file}:${line}:${column}: ${message}; ${hint}`,
  )

it('says who can sign, until when, how many are hoped for, and what they are asked', () => {
  const { signing, problems, warnings } = letter(
    'signing:\n  who: both # of the two\n  closes: 2999-06-01\n  goal: 1000\n  moderation: after\n  fields: [role, affiliation, country]',
  )
  expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
  expect(signing).toEqual({
    who: 'both',
    closes: '2999-06-01',
    goal: 1000,
    moderation: 'after',
    fields: ['role', 'affiliation', 'country'],
  })
})

it('moderates before, and asks for a name alone, unless it says otherwise', () => {
  expect(letter('signing: { who: persons }').signing).toEqual({
    who: 'persons',
    moderation: 'before',
    fields: [],
  })
})

it('is nothing where the front matter does not say', () => {
  expect(letter('context: More').signing).toBeUndefined()
})

test.each([
  [
    'nothing',
    'signing:',
    '5:9: signing is not a list of keys and values; write below it, indented, who: both',
  ],
  [
    'a word',
    'signing: yes',
    '5:10: signing is not a list of keys and values; write below it, indented, who: both',
  ],
  [
    'nobody',
    'signing:\n  goal: 5',
    '5:1: signing does not say who can sign; add who: persons, organisations or both',
  ],
  ['others', 'signing:\n  who: person', '6:8: there is no who “person”; did you mean persons?'],
  [
    'another key',
    'signing:\n  who: both\n  close: 2027-06-01',
    '7:3: there is no key “close” under signing; did you mean closes?',
  ],
  [
    'a day that is not',
    'signing:\n  who: both\n  closes: 2027-02-30',
    '7:11: there is no 2027-02-30 in the calendar; write the day it was, as YYYY-MM-DD',
  ],
  [
    'a goal in words',
    'signing:\n  who: both\n  goal: 1,000',
    '7:9: goal is not a number of signatures; write it in digits, from 1, such as 1000',
  ],
  [
    'another moderation',
    'signing:\n  who: both\n  moderation: none',
    '7:15: there is no moderation “none”; it can be before, after',
  ],
  [
    'a field alone',
    'signing:\n  who: both\n  fields: role',
    '7:11: fields is not a list; write fields: [role, affiliation, country], or fewer',
  ],
  [
    'another field',
    'signing:\n  who: both\n  fields: [role, e-mail]',
    '7:18: there is no field “e-mail”; it can be role, affiliation, country',
  ],
  [
    'a field twice',
    'signing:\n  who: both\n  fields: [role, role]',
    '7:18: role is there twice; keep one of them',
  ],
  ['an empty key', 'signing:\n  who: both\n  goal:', '7:8: goal is empty; write it, or delete the line'],
])('with %s it is refused, at its place', (_, signing, problem) => {
  expect(said(signing)).toEqual([`${FILE}:${problem}`])
  expect(letter(signing).signing).toBeUndefined()
})

it('all that is wrong in it is said at once', () => {
  expect(said('signing:\n  who: all\n  goal: 0\n  fields: [name]')).toHaveLength(3)
})

it('has no place in a translation', () => {
  expect(said('signing: { who: both }', 'translation_of: fr')).toEqual([
    `${FILE}:5:1: signing stands in a translation; move it into the file of the original, which has the date`,
  ])
})

it('whose last day is over is warned of, and refused nowhere', () => {
  const { signing, problems, warnings } = letter('signing:\n  who: both\n  closes: 2020-01-31')
  expect(problems).toEqual([])
  expect(signing?.closes).toBe('2020-01-31')
  expect(warnings).toEqual([
    {
      file: FILE,
      line: 7,
      column: 11,
      message: 'signing closed on 2020-01-31: nobody can sign any more',
      hint: 'write a later day, or delete signing where it stays closed',
    },
  ])
})
