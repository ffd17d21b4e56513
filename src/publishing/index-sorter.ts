import { type Findable, QUERY_LENGTH } from '../letter/search.ts'
import { sharedLength } from '../revision/search-index.ts'

/** Ends a key; lower than anything in one, so that a key stands before what it begins. */
const KEY_END = 0
const SMALL = 12

/** As much of a key as a query can have; never ends inside a character. */
export const cutKey = (key: string): string =>
  key.length <= QUERY_LENGTH ? key : key.slice(0, QUERY_LENGTH).replace(/[\ud800-\udbff]$/, '')

const grown = <Numbers extends Uint8Array | Uint16Array | Uint32Array>(
  numbers: Numbers,
  need: number,
): Numbers => {
  if (need <= numbers.length) return numbers
  const larger = new (numbers.constructor as new (length: number) => Numbers)(Math.ceil(need * 1.5))
  larger.set(numbers)
  return larger
}

/** A line of the index: a key that leads to a signatory. */
export type Line = {
  key: string
  /** How many characters the key has in common with the one before it among the same signatory's keys. */
  shared: number
  /** Who is meant: the how manieth that was added, from 0. */
  whose: number
  /** Whether the key is the signatory's whole name, and not what follows from one of its words on. */
  whole: boolean
}

/**
 * Sorts the index of a letter: for each signatory a line for each word of its texts, with the rest of the text from
 * there on, so that a phrase is found where it would stand. Lines are in the order of their keys, as JavaScript
 * compares strings, and of one key in the order in which they were added. All is kept as one text in typed arrays, some
 * 80 bytes a signatory, and only places in it are sorted (multikey quicksort: Bentley and Sedgewick, "Fast Algorithms
 * for Sorting and Searching Strings", 1997).
 */
export const createSorter = () => {
  let text = new Uint16Array(1024)
  let length = 0
  let starts = new Uint32Array(64)
  let owners = new Uint32Array(64)
  let sharing = new Uint8Array(64)
  let count = 0
  let signatories = 0

  /** @returns where the text begins */
  const write = (added: string): number => {
    const start = length
    text = grown(text, length + added.length + 1)
    for (let i = 0; i < added.length; i++) text[length++] = added.charCodeAt(i)
    text[length++] = KEY_END
    return start
  }

  const at = (line: number, depth: number): number => text[(starts[line] as number) + depth] as number

  const isBefore = (one: number, two: number, depth: number): boolean => {
    for (let d = depth; ; d++) {
      const a = at(one, d)
      const b = at(two, d)
      if (a !== b) return a < b
      if (a === KEY_END) return one < two
    }
  }

  const sort = (lines: Uint32Array, from: number, to: number, depth: number): void => {
    let [low, high, d] = [from, to, depth]
    while (high - low > SMALL) {
      const a = at(lines[low] as number, d)
      const b = at(lines[(low + high) >>> 1] as number, d)
      const c = at(lines[high - 1] as number, d)
      const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
      let less = low
      let more = high
      for (let i = low; i < more; ) {
        const line = lines[i] as number
        const value = at(line, d)
        if (value < pivot) {
          lines[i++] = lines[less] as number
          lines[less++] = line
        } else if (value > pivot) {
          lines[i] = lines[--more] as number
          lines[more] = line
        } else i++
      }
      sort(lines, low, less, d)
      sort(lines, more, high, d)
      if (pivot === KEY_END) {
        lines.subarray(less, more).sort()
        return
      }
      low = less
      high = more
      d++
    }
    for (let i = low + 1; i < high; i++) {
      const line = lines[i] as number
      let j = i
      for (; j > low && isBefore(line, lines[j - 1] as number, d); j--) lines[j] = lines[j - 1] as number
      lines[j] = line
    }
  }

  return {
    add(texts: Findable[]): void {
      const keys: { start: number; key: string }[] = []
      for (const { text: whole, starts: words } of texts) {
        const start = write(whole)
        for (const word of words) keys.push({ start: start + word, key: cutKey(whole.slice(word)) })
      }
      const [first] = keys
      const sorted = keys.length > 1 ? keys.toSorted((a, b) => (a.key < b.key ? -1 : 1)) : keys
      starts = grown(starts, count + keys.length)
      owners = grown(owners, count + keys.length)
      sharing = grown(sharing, count + keys.length)
      // The line of the whole name is put before the signatory's others, to be known by that.
      let next = count + 1
      let before = ''
      for (const { start, key } of sorted) {
        const isFirst = key === first?.key
        const line = isFirst ? count : next
        if (key === before) continue
        starts[line] = isFirst ? first.start : start
        owners[line] = signatories
        sharing[line] = sharedLength(key, before)
        before = key
        if (!isFirst) next++
      }
      if (first !== undefined) count = next
      signatories++
    },

    /** Everything added, in order. */
    *lines(): Generator<Line> {
      const lines = new Uint32Array(count)
      for (let i = 0; i < count; i++) lines[i] = i
      sort(lines, 0, count, 0)
      for (const line of lines) {
        const start = starts[line] as number
        let end = start
        while (text[end] !== KEY_END) end++
        const whose = owners[line] as number
        yield {
          key: cutKey(String.fromCharCode.apply(null, text.subarray(start, end) as unknown as number[])),
          shared: sharing[line] as number,
          whose,
          whole: line === 0 || owners[line - 1] !== whose,
        }
      }
    },
  }
}
