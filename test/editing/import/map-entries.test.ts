/** A signatory in one line of text, taken apart. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAcronymOf, splitOrganisation, splitPerson } from '../../../src/editing/import/entry-line.ts'
import { printedName } from '../../../src/letter/schema.ts'
import { printedNames } from '../../fixtures/letters.ts'
import { mapped, signatoriesOf } from './mapped.ts'

describe('a person’s line', () => {
  it.each([
    ['Ada Example', {}],
    ['Ada Example, Example Org', { affiliation: 'Example Org' }],
    ['Ada Example, University of Example', { affiliation: 'University of Example' }],
    ['Ada Example, Professor, UCL, London', { role: 'Professor', affiliation: 'UCL, London' }],
    ['Ada Example, Prof, Example, UK', { role: 'Prof', affiliation: 'Example, UK' }],
    ['Ada Example, Poet, Example Foundation', { role: 'Poet', affiliation: 'Example Foundation' }],
    [
      'Ada Example, Professor, Dean, Example University',
      { role: 'Professor, Dean', affiliation: 'Example University' },
    ],
    ['Ada Example (Debian Project, GNOME Foundation)', { affiliation: 'Debian Project, GNOME Foundation' }],
    ['Ada Example (Example Org (EO))', { affiliation: 'Example Org (EO)' }],
    ['Ada Example (Professor)', { role: 'Professor' }],
    ['Ada Example (Kenya)', { country: 'KE' }],
    ['Ada Example (she/her), Example Org', { affiliation: 'Example Org' }],
    ['Ada Example (@ada), Example Org', { affiliation: 'Example Org' }],
    ['Ada Example (Example Org), Kenya', { affiliation: 'Example Org, Kenya' }],
    ['Ada Example – Director, Example Org', { role: 'Director', affiliation: 'Example Org' }],
    ['Ada Example — Example Org', { affiliation: 'Example Org' }],
    ['Ada Example - Example Org', { affiliation: 'Example Org' }],
    ['Ada Example | Example Org', { affiliation: 'Example Org' }],
    ['Ada Example; Example Org', { affiliation: 'Example Org' }],
    ['Ada Example, Director (Example Org)', { role: 'Director', affiliation: 'Example Org' }],
    ['7. Ada Example, Example Org', { affiliation: 'Example Org' }],
  ])('“%s”', (line, rest) => {
    const { printed_as, ...signatory } = splitPerson(line)
    expect(signatory).toEqual({ type: 'person', name: 'Ada Example', ...rest })
  })

  it.each([
    ['Ada Example, Jr., Example Org', 'Ada Example, Jr.', 'Example Org'],
    ['Ada Example, PhD, MPH, Example Org', 'Ada Example, PhD, MPH', 'Example Org'],
    ['Ada Example, M.D. (Example Org)', 'Ada Example, M.D.', 'Example Org'],
    ['Ada Example III, Example Org', 'Ada Example III', 'Example Org'],
    ['Ada Example, OBE', 'Ada Example, OBE', undefined],
    ['Prof. Dr. Ada Example-Beispiel, Example Org', 'Prof. Dr. Ada Example-Beispiel', 'Example Org'],
    ['Ada (Bo) Example, Example Org', 'Ada (Bo) Example', 'Example Org'],
    ['Ada "Nick" Example', 'Ada "Nick" Example', undefined],
    ['@ada@social.example', '@ada@social.example', undefined],
    ['李明，北京大学', '李明', '北京大学'],
    ['محمد مثال، منظمة المثال', 'محمد مثال', 'منظمة المثال'],
  ])('“%s” keeps credentials with the name', (line, name, affiliation) => {
    const signatory = splitPerson(line)
    expect([signatory.name, signatory.affiliation]).toEqual([name, affiliation])
  })
})

describe('an organisation’s line', () => {
  it.each([
    ['Example Rights (United Kingdom)', { name: 'Example Rights', country: 'GB' }],
    ['Example Watch (formerly Example Eye)', { name: 'Example Watch' }],
    ['Example Net (EN), Kenya', { name: 'Example Net', acronym: 'EN', country: 'KE' }],
    ['Example Collective (EC) (Kenya)', { name: 'Example Collective', acronym: 'EC', country: 'KE' }],
    ['Example Link - Director Ada Example', { name: 'Example Link' }],
    [
      'Asian Forum for Human Rights and Development (Forum-Asia)',
      { name: 'Asian Forum for Human Rights and Development', acronym: 'Forum-Asia' },
    ],
    ['Example Foundation (Berlin)', { name: 'Example Foundation' }],
    ['Lawyers, Judges and Friends', { name: 'Lawyers, Judges and Friends' }],
    ['Example Bold, Nairobi', { name: 'Example Bold, Nairobi' }],
    ['Beispiel e.V.', { name: 'Beispiel e.V.' }],
  ])('“%s”', (line, fields) => {
    const { printed_as, ...signatory } = splitOrganisation(line)
    expect(signatory).toEqual({ type: 'organisation', ...fields })
    expect(printed_as ?? printedName({ ...signatory, id: '' })).toBe(line)
  })

  it('has in brackets an acronym only where it looks like its own', () => {
    for (const [short, name] of [
      ['EC', 'Example Collective'],
      ['ALRC', 'Asian Legal Resource Centre'],
      ['U.N.', 'United Nations'],
      ['cels', 'Centro de Estudios Legales y Sociales'],
    ])
      expect([short, isAcronymOf(short as string, name as string)]).toEqual([short, true])
    for (const [short, name] of [
      ['Berlin', 'Example Foundation'],
      ['formerly Eye', 'Example Watch'],
      ['the East', 'DefendDefenders'],
      ['2024', 'Example'],
      ['www.x.example', 'Example'],
    ])
      expect([short, isAcronymOf(short as string, name as string)]).toEqual([short, false])
  })

  it('of the first letter prints as it did', () => {
    for (const printed of printedNames)
      expect(printedName({ ...splitOrganisation(printed), id: '' })).toBe(printed)
    expect(printedNames.filter((printed) => splitOrganisation(printed).acronym !== undefined)).toHaveLength(8)
  })

  it('keeps what tells two of one name apart', async () => {
    const result = await mapped(
      'list.md',
      '- Example Foundation (Kenya)\n- Example Foundation (Ghana)\n- Other Foundation (Ghana)\n',
    )
    expect(signatoriesOf(result)).toEqual([
      { type: 'organisation', name: 'Example Foundation (Kenya)', country: 'KE' },
      { type: 'organisation', name: 'Example Foundation (Ghana)', country: 'GH' },
      {
        type: 'organisation',
        name: 'Other Foundation',
        country: 'GH',
        printed_as: 'Other Foundation (Ghana)',
      },
    ])
  })
})

it('a line loses nothing: it is printed as it was', () => {
  const word = fc.constantFrom(
    'Ada',
    'Example',
    'Professor',
    'PhD',
    'Org',
    'Kenya',
    'EC',
    'de',
    '例',
    'Jr.',
    'she/her',
  )
  const glue = fc.constantFrom(' ', ', ', ' – ', ' | ', ' (', ') ', '; ', '-')
  const line = fc.array(fc.tuple(word, glue), { minLength: 1, maxLength: 8 }).map((parts) =>
    parts
      .flat()
      .join('')
      .replace(/[\s,;|–-]+$/, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  fc.assert(
    fc.property(line, fc.constantFrom(splitPerson, splitOrganisation), (text, split) => {
      const signatory = split(text)
      expect(signatory.name).not.toBe('')
      expect(printedName({ ...signatory, id: '' })).toBe(text)
    }),
  )
})
