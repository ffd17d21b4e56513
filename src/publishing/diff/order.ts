/** An item that two lists have in common: where it stands in the first, and how much it weighs. */
export type Common = { before: number; weight: number }

/**
 * Which of some items, given in their new order, did not move: those of the heaviest subsequence that is still in its
 * old order. All others are what somebody moved, and no smaller set would explain the new order.
 *
 * @returns for each item whether it stayed. O(n log n), by a Fenwick tree of the heaviest chain up to each old position.
 */
export const stayed = (items: Common[]): boolean[] => {
  const ranks = new Map(
    items
      .map(({ before }) => before)
      .toSorted((a, b) => a - b)
      .map((before, rank) => [before, rank + 1]),
  )
  const tree: { weight: number; last: number }[] = Array.from({ length: items.length + 1 }, () => ({
    weight: 0,
    last: -1,
  }))
  const previous: number[] = []
  let best = { weight: 0, last: -1 }
  items.forEach(({ before, weight }, index) => {
    const rank = ranks.get(before) ?? 0
    let chain = { weight: 0, last: -1 }
    for (let at = rank - 1; at > 0; at -= at & -at) {
      const here = tree[at]
      if (here && here.weight > chain.weight) chain = here
    }
    previous.push(chain.last)
    const longer = { weight: chain.weight + weight, last: index }
    for (let at = rank; at < tree.length; at += at & -at) {
      if ((tree[at]?.weight ?? 0) < longer.weight) tree[at] = longer
    }
    if (longer.weight > best.weight) best = longer
  })
  const result = items.map(() => false)
  for (let at = best.last; at >= 0; at = previous[at] ?? -1) result[at] = true
  return result
}
