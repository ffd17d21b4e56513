import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Entry, inParts } from '../../../src/publishing/lists.ts'
import { drain } from '../../../src/publishing/pairs.ts'
import type { Change } from '../../../src/publishing/signatories-index/change-sorter.ts'
import { entryAt } from '../../../src/publishing/signatories-index/lines.ts'
import { type PlacedPart, patch } from '../../../src/publishing/signatories-index/patch.ts'
import { partName } from '../../../src/revision/keys.ts'

/** More find more: `PATCH_RUNS=20000 npx vitest run test/publishing/signatories-index/patch.test.ts`. */
const RUNS = Number(process.env.PATCH_RUNS ?? 60)

const jsonOf = (bytes: number) => `"${'.'.repeat(bytes)}"`

/** A list that is cut into parts as a whole. */
const whole = async (entries: Entry[]) => {
  const cuts = await drain(inParts('a-letter', entries), () => {})
  const left = [...entries]
  const byName = new Map(cuts.map(({ name, count }) => [name, left.splice(0, count)]))
  return { parts: cuts.map(({ name, start }): PlacedPart => ({ name, start })), byName }
}

async function* each(changes: Change[]) {
  yield* changes
}

const sorted = (changes: Map<string, string | undefined>): Change[] =>
  [...changes].map(([place, json]) => ({ place, json })).sort((a, b) => (a.place < b.place ? -1 : 1))

const patched = async (
  before: Entry[],
  changes: Map<string, string | undefined>,
  dropped?: (key: string) => boolean,
) => {
  const { parts, byName } = await whole(before)
  const read: string[] = []
  const written: string[] = []
  const result = await patch(
    {
      parts,
      load: async ({ name }) => {
        read.push(name)
        return byName.get(name) ?? []
      },
      write: async (json) => {
        const name = await partName(json)
        if (!byName.has(name)) written.push(name)
        return name
      },
    },
    each(sorted(changes)),
    dropped,
  )
  return { parts: result, read, written }
}

const place = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 12 })
const entries = fc
  .uniqueArray(fc.record({ place, bytes: fc.integer({ min: 1, max: 20_000 }) }), {
    selector: (each) => each.place,
    maxLength: 150,
    size: 'max',
  })
  .map((all) =>
    all.sort((a, b) => (a.place < b.place ? -1 : 1)).map((each) => entryAt(each.place, jsonOf(each.bytes))),
  )
/** Some of what is there goes or is another, and others come. */
const changes = fc.record({
  come: fc.array(fc.tuple(place, fc.integer({ min: 1, max: 20_000 })), { maxLength: 8 }),
  touched: fc.array(fc.tuple(fc.nat(), fc.option(fc.integer({ min: 1, max: 20_000 }))), { maxLength: 8 }),
})

it('a list has the parts of the whole after some came, went and were changed', async () => {
  await fc.assert(
    fc.asyncProperty(
      entries,
      changes,
      fc.option(fc.constantFrom('a', 'b', 'c'), { freq: 8 }),
      async (before, { come, touched }, dropped) => {
        const wanted = new Map<string, string | undefined>(
          come.map(([place, bytes]) => [place, jsonOf(bytes)]),
        )
        for (const [at, bytes] of touched) {
          const key = before[at % Math.max(1, before.length)]?.key
          if (key !== undefined) wanted.set(key, bytes === null ? undefined : jsonOf(bytes))
        }
        const isDropped = dropped === null ? undefined : (key: string) => key.startsWith(dropped)
        const after = new Map(
          before.filter(({ key }) => !isDropped?.(key)).map(({ key, json }) => [key, json]),
        )
        for (const [key, json] of wanted) {
          if (json === undefined) after.delete(key)
          else after.set(key, json)
        }
        const anew = await whole(sorted(after).map(({ place, json = '' }) => entryAt(place, json)))
        expect((await patched(before, wanted, isDropped)).parts).toEqual(anew.parts)
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  )
}, 60_000)

it('reads three parts or four for a change and writes one or two, however long the list is', async () => {
  const before = Array.from({ length: 20_000 }, (_, n) =>
    entryAt(String(Math.imul(n + 1, 0x9e3779b1) >>> 0).padStart(10, '0'), jsonOf(100)),
  ).sort((a, b) => (a.key < b.key ? -1 : 1))
  const counts = { read: 0, written: 0 }
  const times = 40
  for (let time = 0; time < times; time++) {
    const { key = '' } = before[(time * 7919) % before.length] ?? {}
    const { read, written } = await patched(
      before,
      new Map([time % 2 === 0 ? [key, undefined] : [`${key}+`, jsonOf(100)]]),
    )
    counts.read += read.length
    counts.written += written.length
  }
  expect(counts.read / times).toBeLessThan(4)
  expect(counts.written / times).toBeLessThan(1.5)
})
