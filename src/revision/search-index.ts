/** Where to look in a letter's parts: its head names all of them and says where each part of the index begins. */
import type { Index } from './layout.ts'

/** How many characters two texts begin with alike. */
export const sharedLength = (one: string, two: string): number => {
  let length = 0
  while (length < one.length && one[length] === two[length]) length++
  return length
}

/** Where a part begins, by its first key and the key before that: as short as can be, and greater than the latter. */
export const startOf = (before: string, first: string): string =>
  first.slice(0, sharedLength(before, first) + 1)

/** `Index.first` of parts that begin there; the first part begins with the empty text. */
export const writeFirst = (starts: string[]): string[] => {
  let previous = ''
  return starts.map((start) => {
    const shared = sharedLength(previous, start)
    previous = start
    return shared.toString(36).padStart(2, '0') + start.slice(shared)
  })
}

const read = new WeakMap<Index, string[]>()

/** Where each part begins, as `writeFirst` was told: worked out once, for there may be thousands. */
export const readFirst = (index: Index): string[] => {
  let starts = read.get(index)
  if (!starts) {
    let previous = ''
    starts = index.first.map((written) => {
      previous = previous.slice(0, Number.parseInt(written.slice(0, 2), 36)) + written.slice(2)
      return previous
    })
    read.set(index, starts)
  }
  return starts
}

/** The lowest number below `count` that passes a test which all after it pass too; else `count`. */
export const firstThat = (count: number, passes: (number: number) => boolean): number => {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passes(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** The parts that may hold keys that begin with `prefix`: from `from` to before `to`. */
export const partsOfPrefix = (starts: string[], prefix: string): { from: number; to: number } => ({
  // One key may stand at the end of a part and at the beginning of the next.
  from: Math.max(0, firstThat(starts.length, (part) => (starts[part] as string) >= prefix) - 1),
  to: firstThat(starts.length, (part) => {
    const start = starts[part] as string
    return start > prefix && !start.startsWith(prefix)
  }),
})

/**
 * The bucket of an id, known by its hash (`fnv1a`), among `count` of them. One bucket more splits one of the others and
 * leaves the rest as they are (linear hashing: Litwin, "Linear Hashing: A New Tool for File and Table Addressing", 1980).
 */
export const bucketOf = (hash: number, count: number): number => {
  const round = 2 ** Math.floor(Math.log2(count))
  const bucket = hash % (2 * round)
  return bucket < count ? bucket : hash % round
}

/** The bucket, among fewer of them, that held what is in this one now: `bucketOf(hash, count)`, by `bucketOf` of more. */
export const bucketBefore = (bucket: number, count: number): number => {
  let before = bucket
  while (before >= count) before -= 2 ** Math.floor(Math.log2(before))
  return before
}
