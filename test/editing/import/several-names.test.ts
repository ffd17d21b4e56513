import { describe, expect, it } from 'vitest'
import { isSeveralNames } from '../../../src/editing/import/several-names.ts'
import { mapped } from './mapped.ts'

describe('several names', () => {
  it.each([
    'Ada Example · Bo Sample',
    'Ada Example & Bo Sample',
    'Ada Example / Bo Sample / Cleo Muster',
    'Ada Example and Bo Sample',
    'Ada Example, Bo Sample, and Cleo Muster',
    'Ada Example; Bo Sample; Cleo Muster',
    'Анна Примерова и Борис Примеров',
  ])('“%s”', (text) => {
    expect(isSeveralNames(text, 'person')).toBe(true)
  })

  it.each([
    'Ada Example',
    'Ada Example, Muster Works',
    'Ada Example | Muster Works',
    'Ada Example, Writer & activist',
    'Ada Example, PhD, Professor, University of Example',
    'Ada Example (Debian Project, GNOME Foundation)',
    'Ana García y López',
    'Ada Example (Founder & Director, Example Works)',
  ])('but not “%s”', (text) => {
    expect(isSeveralNames(text, 'person')).toBe(false)
  })
})

describe('several organisations', () => {
  it.each([
    'Tree Alliance, Forest Watch and River Trust',
    'Tree Alliance; Forest Watch; River Trust (Kenya)',
    'Fundación Ejemplo, Red de Mujeres y Centro de Estudios',
  ])('“%s”', (text) => {
    expect(isSeveralNames(text, 'organisation')).toBe(true)
  })

  it.each([
    'Women, Peace and Security Network',
    'Centre for Research on Women, Peace and Security',
    'Tree Alliance and Forest Watch',
    'Example Society, Inc.',
    'Department of Law, Example University, Nairobi',
  ])('but not “%s”', (text) => {
    expect(isSeveralNames(text, 'organisation')).toBe(false)
  })
})

it('several names that sign as one are told with their place', async () => {
  const list = await mapped('a.csv', 'Name,Role\nAda Example & Bo Sample,Writers\nCleo Muster,\n', {
    type: 'person',
  })
  expect(list.candidates).toHaveLength(2)
  expect(list.warnings).toMatchObject([
    { line: 2, message: expect.stringContaining('“Ada Example & Bo Sample” in line 2') },
  ])
})
