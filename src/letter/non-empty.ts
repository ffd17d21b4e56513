/** A list that has a first item. */
export type NonEmpty<Item> = [Item, ...Item[]]

/** As `Array.prototype.map`, of a list that has a first item, which then the result has too. */
export const mapNonEmpty = <Item, Result>(
  [first, ...rest]: Readonly<NonEmpty<Item>>,
  change: (item: Item, index: number) => Result,
): NonEmpty<Result> => [change(first, 0), ...rest.map((item, index) => change(item, index + 1))]
