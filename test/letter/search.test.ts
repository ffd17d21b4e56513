import { expect, it } from 'vitest'
import type { Signatory } from '../../src/letter/schema.ts'
import { knownForTexts } from '../../src/letter/search.ts'

const person = (role?: string, affiliation?: string): Signatory => ({
  id: 'ada',
  type: 'person',
  name: 'Ada Example',
  ...(role !== undefined && { role }),
  ...(affiliation !== undefined && { affiliation }),
})

const wordsOf = (signatory: Signatory): string[] =>
  knownForTexts(signatory).flatMap(({ text, starts }) => starts.map((at) => text.slice(at)))

it.each([
  [
    'each word of role and affiliation',
    person('Professor', 'Université de Nairobi'),
    'professor universite de nairobi',
  ],
  ['a word that is in both once', person('Chair, Law School', 'School of Law'), 'chair law school of'],
  [
    'the rest of a word from each character, where a script has no spaces',
    person(undefined, '京都大学'),
    '京都大学 都大学 大学 学',
  ],
  ['nothing where nothing is a letter or digit', person('—', '!!!'), ''],
  ['nothing where there is neither', person(), ''],
  ['nothing of an organisation', { id: 'org', type: 'organisation', name: 'Example Law Centre' }, ''],
] satisfies [string, Signatory, string][])('a person is known for %s', (_, signatory, words) => {
  expect(wordsOf(signatory).join(' ')).toBe(words)
})

it('looks at so much of a text alone that nobody fills an index', () => {
  expect(wordsOf(person(Array.from({ length: 5000 }, (_, n) => `w${n}`).join(' ')))).toHaveLength(200)
  expect(wordsOf(person('国'.repeat(5000), '际 组 织'))).toHaveLength(200)
})
