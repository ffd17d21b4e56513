/** Sizes of a part, in characters of its JSON. A page of the API then reads a handful of parts. */
const SMALLEST = 24 * 1024
const LARGEST = 96 * 1024
/** One id in this many ends its part. */
const SPREAD = 128

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const fnv1a = (value: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < value.length; i++) hash = Math.imul(hash ^ value.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/**
 * Decides where a list is cut into parts. Whether a part may end after an item depends on that item's key alone, so
 * adding or withdrawing one signatory changes one part (rarely two), wherever in the list it stands.
 *
 * @returns a function that takes each item's key and JSON length in turn, and says whether the part ends after it.
 */
export const cutter = () => {
  let size = 0
  return (key: string, length: number): boolean => {
    size += length
    const ends = size >= LARGEST || (size >= SMALLEST && fnv1a(key) % SPREAD === 0)
    if (ends) size = 0
    return ends
  }
}
