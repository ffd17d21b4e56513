/**
 * Sizes of a part, in bytes of its JSON. A request reads one or two parts beside the head, which names all of them:
 * larger parts would be too much to read, and more of them too many to name.
 */
const SMALLEST = 80 * 1024
export const LARGEST = 128 * 1024

/**
 * Cuts a list into parts of `SMALLEST` to `LARGEST` bytes. Of the items with which the next part could begin it is the
 * one of the least weight. A weight depends on the item and at most its neighbour, never on where it stands, so adding
 * or withdrawing one signatory changes one part (rarely two or three), wherever in the list that is.
 *
 * @returns `add`, which takes each item with its size and weight, and gives a part when one is complete; `rest`, the
 * last part.
 */
export const createChunker = <Item>() => {
  let items: Item[] = []
  let sizes: number[] = []
  let size = 0
  let start = 0
  let least = Number.POSITIVE_INFINITY

  return {
    add(item: Item, bytes: number, weight: number): Item[] | undefined {
      let part: Item[] | undefined
      if (size >= SMALLEST && weight < least) {
        least = weight
        start = items.length
      }
      if (size + bytes > LARGEST && items.length > 0) {
        part = items
        // Where nothing could begin a part, because the items are so large, this one does.
        items = part.splice(start === 0 ? part.length : start)
        sizes = items.length > 0 ? sizes.slice(-items.length) : []
        size = sizes.reduce((sum, each) => sum + each, 0)
        start = 0
        least = Number.POSITIVE_INFINITY
      }
      items.push(item)
      sizes.push(bytes)
      size += bytes
      return part
    },
    rest: (): Item[] => items,
  }
}
