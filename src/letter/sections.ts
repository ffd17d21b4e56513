/** Consecutive items of one section; `index` is where the first of them stands among all. */
export type Section<Item> = { section: string | undefined; index: number; items: Item[] }

/** Items in the letter's order, cut where the section changes. */
export const inSections = <Item extends { section?: string | undefined }>(
  items: readonly Item[],
): Section<Item>[] => {
  const sections: Section<Item>[] = []
  let last: Section<Item> | undefined
  for (const [index, item] of items.entries()) {
    const { section } = item
    if (last === undefined || last.section !== section) {
      last = { section, index, items: [] }
      sections.push(last)
    }
    last.items.push(item)
  }
  return sections
}
