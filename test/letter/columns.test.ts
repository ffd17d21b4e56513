import { expect, it } from 'vitest'
import { COLUMNS, fieldsOf, foreignColumns, isColumn, REQUIRED_COLUMNS } from '../../src/letter/columns.ts'
import { Organisation, Person } from '../../src/letter/schema.ts'

it('every field of a signatory has one column, and what is none is known as such', () => {
  const fields = { ...Organisation.def.shape, ...Person.def.shape }
  expect(COLUMNS.toSorted()).toEqual(Object.keys(fields).toSorted())
  expect(COLUMNS.every(isColumn)).toBe(true)
  expect(['', 'Name', 'nane', 'toString'].some(isColumn)).toBe(false)
})

it('the columns that a list must have are those that every signatory has', () => {
  expect(REQUIRED_COLUMNS).toEqual(['id', 'name'])
})

it('a person has no acronym, an organisation no role', () => {
  expect(foreignColumns('person')).toEqual(['acronym', 'alias'])
  expect(foreignColumns('organisation')).toEqual(['role', 'affiliation'])
})

it('a signatory’s fields come in the order of the columns, empty where there is none', () => {
  const signatory = { id: 'a', type: 'organisation', name: 'A', country: 'KE' } as const
  expect(fieldsOf(signatory, ['country', 'acronym', 'name', 'type'])).toEqual(['KE', '', 'A', 'organisation'])
})
