import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSectionCheck, groupBySection } from '../../src/editing/sections.ts'
import type { Signatory } from '../../src/letter/schema.ts'

const SECTIONS = [undefined, 'Organisations', 'Individuals', '個人']

const arbitraryList = fc.array(fc.constantFrom(...SECTIONS), { maxLength: 30 }).map((sections) =>
  sections.map(
    (section, index): Signatory => ({
      id: `s-${index}`,
      type: 'organisation',
      name: `S ${index}`,
      ...(section !== undefined && { section }),
    }),
  ),
)

const isRight = (list: readonly Signatory[]): boolean => {
  const check = createSectionCheck()
  return list.every(({ section }, index) => check(section, index + 2) === undefined)
}

test('a list grouped by section holds everyone once, in the old order within each section, and is right', () => {
  fc.assert(
    fc.property(arbitraryList, (list) => {
      const grouped = groupBySection(list)
      expect(isRight(grouped)).toBe(true)
      for (const section of SECTIONS) {
        const of = (some: readonly Signatory[]) => some.filter((each) => each.section === section)
        expect(of(grouped)).toEqual(of(list))
      }
      expect(grouped).toHaveLength(list.length)
      expect(groupBySection(grouped)).toEqual(grouped)
      if (isRight(list)) expect(grouped).toEqual(list)
    }),
  )
})
