/** Consecutive items of one section. */
export type Section<Item> = { section: string | undefined; items: Item[] }

/**
 * Items in the letter's order, cut where the section changes.
 * @param isCut false for items in another order, which stand in no section
 */
export const inSections = <Item extends { section?: string | undefined }>(
  items: readonly Item[],
  isCut = true,
): Section<Item>[] => {
  const sections: Section<Item>[] = []
  for (const item of items) {
    const section = isCut ? item.section : undefined
    const last = sections.at(-1)
    if (last && last.section === section) last.items.push(item)
    else sections.push({ section, items: [item] })
  }
  return sections
}
