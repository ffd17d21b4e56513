import { expect, it } from 'vitest'
import type { Signatory } from '../../src/letter/schema.ts'
import { findableTexts, hasWords, knownForTexts } from '../../src/letter/search.ts'

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

const textsOf = (signatory: Signatory): string[] => findableTexts(signatory).map(({ text }) => text)

it('a signatory is found by name, acronym and alias, each once, and by nothing without a letter', () => {
  const base = { id: 'a', type: 'organisation' } as const
  expect(textsOf({ ...base, name: 'Asian Centre', acronym: 'A.C.', alias: 'Centre' })).toEqual([
    'asian centre',
    'ac',
    'centre',
  ])
  expect(textsOf({ ...base, name: 'ACT', acronym: 'A.C.T.', alias: 'act!' })).toEqual(['act'])
  expect(textsOf({ ...base, name: '★', alias: 'Star' })).toEqual(['star'])
  expect(textsOf({ ...base, name: '★' })).toEqual([])
  expect(textsOf({ id: 'p', type: 'person', name: 'Jo', role: 'Chair', affiliation: 'ACT' })).toEqual(['jo'])
})

it('of a text in a name’s place 2,000 characters and 200 words are looked at', () => {
  const [long] = findableTexts({ id: 'a', type: 'person', name: 'a'.repeat(2_001) })
  expect(long?.text).toHaveLength(2_000)
  const [many] = findableTexts({ id: 'a', type: 'person', name: 'a '.repeat(201) })
  expect(many?.starts).toHaveLength(200)
})

it('is found by each word that begins one of its own, in any of its texts', () => {
  const texts = findableTexts({ id: 'a', type: 'organisation', name: 'Human Rights Watch', acronym: 'HRW' })
  for (const words of [['human'], ['rig', 'wat'], ['watch', 'hrw'], ['rights watch'], []])
    expect(hasWords(texts, words), words.join('+')).toBe(true)
  for (const words of [['ights'], ['human', 'wrong'], ['watch human'], ['rw']])
    expect(hasWords(texts, words), words.join('+')).toBe(false)
})
