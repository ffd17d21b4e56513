/**
 * Sizes of a part, in bytes of its JSON. A request reads one or two parts beside the head, which names all of them:
 * larger parts would be too much to read, and more of them too many to name.
 */
export const SMALLEST = 80 * 1024
export const LARGEST = 128 * 1024

/** What a chunker must know of an item: its size in bytes, and how unfit it is to begin a part. */
export type Chunkable = { bytes: number; weight: number }

/**
 * Cuts a list into parts of `SMALLEST` to `LARGEST` bytes; a part is larger only when it is a single item. Of the items
 * with which the next part could begin it is the one of the least weight. A weight depends on the item and at most its
 * neighbour, never on where it stands, so adding or withdrawing one signatory changes one part (rarely two or three),
 * wherever in the list that is. Where a part ends depends only on the items from its beginning on.
 */
export const createChunker = <Item extends Chunkable>() => {
  let items: Item[] = []
  let size = 0
  /** With which of the items, from 0, the next part would begin, and that one's weight. */
  let start = 0
  let least = Number.POSITIVE_INFINITY

  return {
    /** Takes the next item, and gives a part when one is complete. */
    add(item: Item): Item[] | undefined {
      if (size >= SMALLEST && item.weight < least) {
        least = item.weight
        start = items.length
      }
      let part: Item[] | undefined
      if (size + item.bytes > LARGEST && items.length > 0) {
        let kept = items.slice(start)
        let keptSize = kept.reduce((sum, { bytes }) => sum + bytes, 0)
        // An item so large begins a part itself, as does one where no other can.
        if (keptSize + item.bytes > LARGEST) [kept, keptSize] = [[], 0]
        part = items.slice(0, items.length - kept.length)
        items = kept
        size = keptSize
        start = 0
        least = Number.POSITIVE_INFINITY
      }
      items.push(item)
      size += item.bytes
      return part
    },

    /** The part under way: its items, and the one that the next part would begin with, if any could. */
    rest: (): { items: readonly Item[]; next: Item | undefined } => ({
      items,
      next: start === 0 ? undefined : items[start],
    }),
  }
}
