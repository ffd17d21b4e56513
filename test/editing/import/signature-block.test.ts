/** Signatures of several lines, as letters end with. */
import { describe, expect, it } from 'vitest'
import { isRoleLine } from '../../../src/editing/import/name-words.ts'
import { mapped, signatoriesOf } from './mapped.ts'

describe('a line says what somebody is', () => {
  it.each([
    'Professor',
    'Executive Director',
    'Secretary-General',
    'Professor of Botany',
    'Director, Tree Alliance',
    'Dean of Law',
    'Professeure de botanique, Université Exemple',
    'Директор института',
    '教授',
  ])('“%s”', (line) => {
    expect(isRoleLine(line)).toBe(true)
  })

  it.each([
    'Dean Example',
    'Bishop Sample',
    'Professor Ada Example',
    'Dean Example, Singer',
    'Ada Example',
    'Tree Alliance',
  ])('“%s” says who', (line) => {
    expect(isRoleLine(line)).toBe(false)
  })
})

const EXPECTED = [
  { type: 'person', name: 'Ada Example', role: 'Professor of Botany', affiliation: 'Example University' },
  { type: 'person', name: 'Bo Sample', role: 'Director', affiliation: 'Tree Alliance' },
  { type: 'person', name: 'Dean Probe' },
]

describe('signatures of several lines are one name each', () => {
  it.each([
    [
      'in plain text',
      'a.txt',
      'Signed:\n\nAda Example\nProfessor of Botany\nExample University\n\nBo Sample\nDirector\nTree Alliance\n\nDean Probe\n',
    ],
    [
      'without blank lines between them',
      'a.txt',
      'Signed:\n\nAda Example\nProfessor of Botany\nExample University\nBo Sample\nDirector, Tree Alliance\nDean Probe\n',
    ],
    [
      'with names in bold',
      'a.md',
      'Signed by:\n\n**Ada Example**\nProfessor of Botany, Example University\n\n**Bo Sample**\nDirector, Tree Alliance\n\n**Dean Probe**\n',
    ],
    [
      'in HTML',
      'a.html',
      '<p>Signed:</p><p><b>Ada Example</b><br>Professor of Botany<br>Example University</p><p><b>Bo Sample</b><br>Director, Tree Alliance</p><p><b>Dean Probe</b></p>',
    ],
  ])('%s', async (_, name, content) => {
    const found = signatoriesOf(await mapped(name, content, { type: 'person' }))
    expect(found.map(({ printed_as, ...each }) => each)).toEqual(EXPECTED)
  })

  it('but organisations below a name sign for themselves where no role comes between', async () => {
    const list = await mapped('a.txt', 'Signed:\n\nAda Example\nTree Alliance\nForest Watch\n', {
      type: 'organisation',
    })
    expect(signatoriesOf(list).map(({ name }) => name)).toEqual([
      'Ada Example',
      'Tree Alliance',
      'Forest Watch',
    ])
  })

  it('and of several below a role one goes with it, with the unit that is a part of it', async () => {
    const list = await mapped(
      'a.txt',
      'Signed:\n\nAda Example\nDirector\nTree Alliance\nForest Watch\nRiver Trust\n\n' +
        'Bo Sample\nDirector, Lake Foundation\nMarsh Society\n\n' +
        'Cleo Probe\nProfessor\nDepartment of Botany\nExample University\nBog Forum\n',
    )
    expect(list.candidates.map(({ signatory: { name, printed_as = name } }) => printed_as)).toEqual([
      'Ada Example, Director, Tree Alliance',
      'Forest Watch',
      'River Trust',
      'Bo Sample, Director, Lake Foundation',
      'Marsh Society',
      'Cleo Probe, Professor, Department of Botany, Example University',
      'Bog Forum',
    ])
  })

  it('and what is in bold above names is no name', async () => {
    const list = await mapped('a.md', '## Signatories\n\n**Individuals**\nAda Example  \nBo Sample\n')
    expect(signatoriesOf(list).map(({ name }) => name)).toContain('Ada Example')
    expect(signatoriesOf(list).map(({ name }) => name)).toContain('Bo Sample')
  })
})
