import { expect, test } from 'vitest'
import { lookAlikes } from '../../src/editing/look-alikes.ts'
import type { Signatory } from '../../src/letter/schema.ts'

const organisation = (name: string, acronym?: string): Signatory => ({
  id: 'x',
  type: 'organisation',
  name,
  ...(acronym !== undefined && { acronym }),
})

/** The lines of those that look like one before. */
const found = (signatories: Signatory[]) => {
  const look = lookAlikes('signatories.csv')
  return signatories.flatMap(
    (each, index) => look(each, index + 2, () => ({ line: index + 2, column: 3 }))?.line ?? [],
  )
}

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

test('an acronym that two have, a person’s name, and names in any script are no reason to warn', () => {
  expect(
    found([
      organisation('International Commission of Jurists', 'ICJ'),
      organisation('International Court', 'ICJ'),
    ]),
  ).toEqual([])
  expect(
    found([
      { id: 'a', type: 'person', name: 'Ada' },
      { id: 'b', type: 'person', name: 'Ada' },
    ]),
  ).toEqual([])
  expect(
    found([
      organisation('منظمة العفو الدولية'),
      organisation('مركز القاهرة'),
      organisation('人权'),
      organisation('The'),
    ]),
  ).toEqual([])
})
