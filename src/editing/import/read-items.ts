import type { Position } from '../position.ts'
import type { Item } from './block.ts'
import { type Entry, isNameLike, withoutColon } from './entries.ts'
import { isGroupName } from './header-words.ts'
import { foldWords } from './phrases.ts'
import { CONTACT_DATA } from './vocabulary.ts'

/** An entry as it is listed: its own words and what stands below it. */
export type ReadEntry = { entry: Entry; text: string; heading?: string; isUnticked?: boolean }

/** Where the reading of a list says what it did. */
export type Notes = {
  warn: (position: Position, message: string, hint: string) => void
  /** For words that are in no entry. */
  leave: (entry: Entry) => void
}

/** `Contact: Ada Example`: of who is to be written to, and not of who signs. */
const isContact = (text: string): boolean => {
  const [, label] = /^([^:：]{2,40})[:：]/u.exec(text) ?? []
  return label !== undefined && CONTACT_DATA.isIn(foldWords(label))
}

/** A longer list below an item is of others, not more about the item. */
const MANY = 3

/** `Ada Example` and below it `Professor, Example University`: more about one, on lines of its own. */
const joined = (texts: string[]): string =>
  texts.reduce((all, text) => (all === '' ? text : `${all.replace(/[\s,;]+$/, '')}, ${text}`), '')

/** Whether the lists below items are groups' members. Otherwise they go on about the item. */
const holdsGroups = (items: Item[]): boolean => {
  const sizes = items.map(({ nested }) => nested.length)
  const [first = 0] = sizes
  if (sizes.some((size) => size === 0)) return false
  if (sizes.every((size) => size === 1)) return false
  return !(items.length > 2 && first <= MANY && sizes.every((size) => size === first))
}

/**
 * The entries of a list, and of the lists in it: members of a group under the group's name, or more about an item.
 */
export const readItems = (
  items: Item[],
  heading: string | undefined,
  notes: Notes,
  depth = 0,
): ReadEntry[] => {
  const areGroups = holdsGroups(items)
  const rows: ReadEntry[] = []
  let groups = 0
  let continued = 0
  for (const { entries, isUnticked, nested } of items) {
    const [entry, ...more] = entries
    if (entry === undefined) {
      for (const row of readItems(nested, heading, notes, depth + 1)) rows.push(row)
      continue
    }
    const isGroup = nested.length > 0 && (areGroups || nested.length > MANY || isGroupName(entry.text))
    if (isGroup) {
      groups++
      for (const row of readItems(nested, withoutColon(entry.text), notes, depth + 1)) rows.push(row)
      for (const each of more) notes.leave(each)
      continue
    }
    if (nested.length > 0) continued++
    const below = nested.flatMap((item) =>
      readItems([item], heading, notes, depth + 1).map((row) => ({ ...row.entry, text: row.text })),
    )
    const said = [...more, ...below].filter((each) => {
      if (isNameLike(each.text) && !isContact(each.text)) return true
      notes.leave(each)
      return false
    })
    const link = entry.link ?? said.find((each) => each.link !== undefined)?.link
    rows.push({
      entry: { ...entry, ...(link !== undefined && { link }) },
      text: joined([entry.text, ...said.map(({ text }) => text)]),
      ...(heading !== undefined && { heading }),
      ...(isUnticked && { isUnticked }),
    })
  }
  const [first] = items
  const position = first?.entries[0]?.position
  if (position !== undefined && groups > 0) {
    const message = `${groups} ${groups === 1 ? 'item with a list below it was' : 'items with lists below them were'} read as the heading of that list`
    notes.warn(position, message, 'write the list flat if they sign, too')
  }
  if (position !== undefined && continued > 0 && depth === 0) {
    const message = `${continued} ${continued === 1 ? 'item has' : 'items have'} a list below, which was read as more about the item`
    notes.warn(position, message, 'write the list flat if its items are signatories')
  }
  return rows
}
