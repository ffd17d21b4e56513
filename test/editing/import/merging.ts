/** Rows of a source, and lists that they are merged into. */
import type { Candidate } from '../../../src/editing/import/candidate.ts'
import { emptyMemory } from '../../../src/editing/import/memory.ts'
import { type MergeOptions, mergeLists } from '../../../src/editing/import/merge.ts'
import type { Organisation, Person, Signatory } from '../../../src/letter/schema.ts'

export const person = (
  name: string,
  fields: Partial<Person> = {},
  more: Partial<Candidate> = {},
): Candidate => ({
  signatory: { type: 'person', name, ...fields },
  position: { line: 1, column: 1 },
  ...more,
})
export const organisation = (
  name: string,
  fields: Partial<Organisation> = {},
  more: Partial<Candidate> = {},
): Candidate => ({
  signatory: { type: 'organisation', name, ...fields },
  position: { line: 1, column: 1 },
  ...more,
})

export const merged = (existing: Signatory[], candidates: Candidate[], options: Partial<MergeOptions> = {}) =>
  mergeLists(existing, candidates, {
    file: 'source.csv',
    slug: 'a-letter',
    memory: emptyMemory(),
    wasGiven: () => false,
    ...options,
  })

/** A first import, and what it leaves for the next. */
export const imported = (...candidates: Candidate[]) => merged([], candidates)
export const idsOf = (list: Signatory[]) => list.map(({ id }) => id)
export const change = (list: Signatory[], id: string, fields: Partial<Person>): Signatory[] =>
  list.map((each) => (each.id === id ? ({ ...each, ...fields } as Signatory) : each))

export const ada = person('Ada Example', { affiliation: 'Org' })
export const bo = person('Bo Example', { affiliation: 'Org' })
