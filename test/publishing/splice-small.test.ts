/** What one entry does to the parts around it, at each edge; splice.test.ts has lists that chance makes. */
import { describe, expect, it } from 'vitest'
import { type Cut, type Entry, inParts } from '../../src/publishing/lists.ts'
import { drain } from '../../src/publishing/pairs.ts'
import { splice } from '../../src/publishing/splice.ts'
import { LARGEST, SMALLEST } from '../../src/revision/chunker.ts'

type Placed = Entry & { place: number }
/** Ten such entries are the smallest part, sixteen the largest. */
const BYTES = 8 * 1024

const entry = (place: number, hash: number, key = '', bytes = BYTES): Placed => ({
  place,
  key,
  hash,
  // With what parts it from the next.
  json: `"${'.'.repeat(bytes - 3)}"`,
})

/** Where the parts of the list begin: the first has ten entries, the others twelve. */
const BEGINNINGS = [0, 10, 22, 34, 46, 58]
const PARTS = [10, 12, 12, 12, 12, 12]

/** The fittest begin the parts, and before each is the second best. */
const base = (keyOf = (_: number) => '') =>
  Array.from({ length: 70 }, (_, place) =>
    entry(place, BEGINNINGS.includes(place) ? 50 : BEGINNINGS.includes(place + 1) ? 70 : 100, keyOf(place)),
  )
/** The lengths of the parts, where one has one more. */
const longer = (part: number) => PARTS.map((length, n) => (n === part ? length + 1 : length))

/** Puts entries into a list: its parts, those that cutting the whole anew gives, and which parts were read. */
const put = async (entries: Placed[], ...added: Placed[]) => {
  const cut = (all: Placed[]): Promise<Cut[]> => drain(inParts('a-letter', all), () => {})
  const cuts = await cut(entries)
  const left = [...entries]
  const parts = cuts.map(({ count }) => left.splice(0, count))
  const read = new Set<number>()
  const precedes = (one: Placed, two: Placed) => one.place < two.place
  const list = {
    cuts,
    precedes,
    load: async (part: number) => {
      read.add(part)
      return parts[part] ?? []
    },
    startsAfter: async (part: number, one: Placed) => precedes(one, parts[part]?.[0] ?? one),
  }
  const after = await drain(splice('a-letter', list, added), () => {})
  const whole = await cut([...entries, ...added].sort((a, b) => a.place - b.place))
  expect(after).toEqual(whole)
  return { read: [...read], counts: after.map(({ count }) => count), starts: after.map(({ start }) => start) }
}

it('the parts are those that are meant here', async () => {
  expect([SMALLEST, LARGEST]).toEqual([10 * BYTES, 16 * BYTES])
  expect((await put(base(), entry(68.5, 100))).counts).toEqual(longer(5))
})

describe('one that comes into a part', () => {
  it.each([
    ['less fit to begin it than what does', entry(11.5, 60), 1],
    ['just as fit', entry(11.5, 50), 1],
    ['fitter, but too far from where it begins', entry(16.5, 10), 1],
    ['after all others', entry(99, 10), 5],
  ])('leaves all others as they are, unread: %s', async (_, added, part) => {
    const { read, counts } = await put(base(), added)
    expect(counts).toEqual(longer(part))
    expect(read).toEqual([part])
  })

  it('leaves the part before it unread where it is so large that with the first it makes the largest', async () => {
    const { read, counts } = await put(base(), entry(10.5, 60, '', 15 * BYTES))
    expect(counts.slice(0, 2)).toEqual([10, 2])
    expect(read).not.toContain(0)
  })

  it.each([
    ['fitter to begin it than what does', entry(11.5, 10), 12],
    ['fitter, and as far from where it begins as can be', entry(15.5, 10), 16],
    ['so large that nothing goes with it', entry(10.5, 60, '', 15 * BYTES + 1), 11],
  ])('lengthens the part before it where it is %s', async (_, added, length) => {
    expect((await put(base(), added)).counts[0]).toBe(length)
  })

  it.each([
    ['fitter to begin the next than what does', entry(20.5, 10), 11],
    ['so large that not all have room', entry(15.5, 60, '', 5 * BYTES), 12],
  ])('changes where it ends where it is %s', async (_, added, length) => {
    expect((await put(base(), added)).counts.slice(0, 2)).toEqual([10, length])
  })

  it('may be the first of all', async () => {
    expect((await put(base(), entry(-1, 60))).counts).toEqual(longer(0))
    expect((await put(base(), entry(0.5, 60))).counts).toEqual(longer(0))
  })

  it('and others in other parts read no more than those', async () => {
    expect((await put(base(), entry(11.5, 60), entry(35.5, 60))).read).toEqual([1, 3])
    expect((await put(base(), entry(11.5, 60), entry(12.5, 60), entry(23.5, 60))).read).toEqual([1, 2])
  })

  it('makes the first of a list of none', async () => {
    expect((await put([], entry(1, 60))).counts).toEqual([1])
    expect((await put([])).counts).toEqual([])
    expect((await put(base())).read).toEqual([])
  })
})

describe('in an index', () => {
  /** Keys of which each has two characters in common with the one before. */
  const keyOf = (place: number) => `aa${String.fromCharCode(0x100 + place * 2)}z`

  it('a key with as much in common and of a fitter hash begins the part', async () => {
    expect((await put(base(keyOf), entry(11.5, 10, keyOf(11.5)))).counts[0]).toBe(12)
  })

  it.each([
    ['of a hash that is less fit', entry(11.5, 60, keyOf(11.5))],
    ['with more in common', entry(11.5, 0, `${keyOf(11)}z`)],
  ])('a key %s leaves all other parts as they are, unread', async (_, added) => {
    const { counts, read } = await put(base(keyOf), added)
    expect(counts).toEqual(longer(1))
    expect(read).toEqual([1])
  })

  it('one key for many is told apart by hashes', async () => {
    const same = base(() => 'same')
    expect((await put(same, entry(11.5, 10, 'same'))).counts[0]).toBe(12)
  })

  it('the last of a part may make what comes next unfit to begin one', async () => {
    const { starts, counts } = await put(base(keyOf), entry(21.5, 100, keyOf(22).slice(0, 3)))
    expect(counts.slice(0, 2)).toEqual([10, 11])
    expect(starts[2]).toBe(keyOf(21).slice(0, 3))
  })
})
