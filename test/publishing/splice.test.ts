import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Cut, type Entry, inParts } from '../../src/publishing/lists.ts'
import { drain } from '../../src/publishing/pairs.ts'
import { type ListInParts, splice } from '../../src/publishing/splice.ts'

/** More find more: `SPLICE_RUNS=20000 npx vitest run test/publishing/splice.test.ts`. */
const RUNS = Number(process.env.SPLICE_RUNS ?? 60)

type Ordered = Entry & { order: string }

/** A list in parts, that says which of them were read. */
const inMemory = async (entries: Ordered[]): Promise<ListInParts<Ordered> & { read: Set<number> }> => {
  const cuts: Cut[] = await drain(inParts('a-letter', entries), () => {})
  const left = [...entries]
  const parts = cuts.map(({ count }) => left.splice(0, count))
  const read = new Set<number>()
  const load = async (part: number) => {
    read.add(part)
    return parts[part] ?? []
  }
  const precedes = (added: Ordered, old: Ordered) => added.order < old.order
  return {
    cuts,
    load,
    precedes,
    read,
    startsAfter: async (part, added) => precedes(added, parts[part]?.[0] ?? added),
  }
}

const order = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 12 })

/** Some too large for a part of several; few hashes, so that there are ties. */
const entry = fc.record({
  order,
  bytes: fc.oneof(
    { arbitrary: fc.integer({ min: 1, max: 20_000 }), weight: 25 },
    { arbitrary: fc.integer({ min: 20_000, max: 150_000 }), weight: 1 },
  ),
  hash: fc.nat(40),
})

const lists = (hasKeys: boolean, mostAdded: number) =>
  fc
    .tuple(fc.array(entry, { maxLength: 150, size: 'max' }), fc.array(entry, { maxLength: mostAdded }))
    .map((both) =>
      both.map((entries) =>
        entries
          .toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
          .map(
            ({ order, bytes, hash }): Ordered => ({
              order,
              key: hasKeys ? order : '',
              json: `"${'.'.repeat(bytes)}"`,
              hash,
            }),
          ),
      ),
    )

const together = (base: Ordered[], added: Ordered[]): Ordered[] =>
  [...base, ...added].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))

it.each([
  ['with keys, as in the index', true, 4],
  ['without, as in a list', false, 4],
  ['with keys, and many come', true, 60],
  ['without, and many come', false, 60],
])(
  'a list %s has the parts of the whole after some are put into it',
  async (_, hasKeys, mostAdded) => {
    await fc.assert(
      fc.asyncProperty(lists(hasKeys, mostAdded), async ([base = [], added = []]) => {
        const list = await inMemory(base)
        const cuts = await drain(splice('a-letter', list, added), () => {})
        const whole = await inMemory(together(base, added))
        expect(cuts).toEqual(whole.cuts)
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  },
  60_000,
)

it('reads one part for one entry, most of the time', async () => {
  const base = Array.from({ length: 20_000 }, (_, n): Ordered => {
    const order = String(n).padStart(6, '0')
    const hash = Math.imul(n + 1, 0x9e3779b1) >>> 0
    return { order, key: '', json: '.'.repeat(100), hash }
  })
  const list = await inMemory(base)
  let read = 0
  const times = 200
  for (let time = 0; time < times; time++) {
    list.read.clear()
    const at = `${String((time * 7919) % 20_000).padStart(6, '0')}+`
    await drain(
      splice('a-letter', list, [
        { order: at, key: '', json: '.'.repeat(100), hash: Math.imul(time, 0x85ebca6b) >>> 0 },
      ]),
      () => {},
    )
    read += list.read.size
  }
  expect(read / times).toBeLessThan(1.2)
}, 60_000)
