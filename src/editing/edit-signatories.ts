/** Changes to a list of signatories, one at a time. Pure: each gives a new list, or the same one. */
import { COLUMNS, type Column, type Values } from '../letter/columns.ts'
import type { Signatory } from '../letter/schema.ts'
import { printedName } from '../letter/schema.ts'

type Id = Signatory['id']

/** Where somebody is to stand: at an end of the list, or next to somebody else. */
export type Place = 'first' | 'last' | { before: Id } | { after: Id }

/** The list with somebody at a place; `next` to whom is in it. */
export const insertAt = (list: readonly Signatory[], signatory: Signatory, place: Place): Signatory[] => {
  if (place === 'first') return [signatory, ...list]
  if (place === 'last') return [...list, signatory]
  const at =
    'before' in place
      ? list.findIndex(({ id }) => id === place.before)
      : list.findIndex(({ id }) => id === place.after) + 1
  return list.toSpliced(at, 0, signatory)
}

/** The section of whoever stands there already; undefined where that is none. */
export const sectionAt = (list: readonly Signatory[], place: Place): string | undefined => {
  if (place === 'first') return list[0]?.section
  if (place === 'last') return list.at(-1)?.section
  const next = 'before' in place ? place.before : place.after
  return list.find(({ id }) => id === next)?.section
}

const inSection = ({ section: _, ...signatory }: Signatory, section: string | undefined): Signatory =>
  section === undefined ? signatory : { ...signatory, section }

/** Who comes to stand next to others is in their section. */
export const moveTo = (list: readonly Signatory[], signatory: Signatory, place: Place): Signatory[] => {
  const others = list.filter(({ id }) => id !== signatory.id)
  const section = sectionAt(others, place)
  const moved = section === signatory.section ? signatory : inSection(signatory, section)
  return insertAt(others, moved, place)
}

export const replaceIn = (list: readonly Signatory[], signatory: Signatory): Signatory[] =>
  list.map((each) => (each.id === signatory.id ? signatory : each))

/** With another name, also where it is printed in another way: that way goes where the old name is not a part of it. */
export const rename = (signatory: Signatory, name: string): Signatory => {
  const { printed_as, ...plain } = signatory
  const renamed: Signatory = { ...plain, name }
  if (printed_as === undefined || !printed_as.includes(signatory.name)) return renamed
  const printed = printed_as.replaceAll(signatory.name, () => name)
  return printed === printedName(renamed) ? renamed : { ...renamed, printed_as: printed }
}

/** What is one signatory's own: it is not filled from another row. */
const OWN: readonly Column[] = ['id', 'type', 'name', 'printed_as', 'withdrawn', 'section']

/** One of two rows of the same signatory, with what only the other one says. */
export const fillFrom = (kept: Signatory, other: Signatory): Signatory => {
  const filled: Values = { ...kept }
  const values: Values = other
  for (const column of COLUMNS) {
    const value = values[column]
    if (!OWN.includes(column) && value !== undefined) filled[column] ??= value
  }
  return filled as Signatory
}
