import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Signatory } from '../../../src/letter/schema.ts'
import { erase } from '../../../src/publishing/erase/erase.ts'
import { planErasure } from '../../../src/publishing/erase/plan.ts'
import { readLive } from '../../../src/publishing/live.ts'
import { createMemoryStore } from '../../../src/publishing/memory-store.ts'
import { prune, sweepIndex } from '../../../src/publishing/prune.ts'
import { retire } from '../../../src/publishing/retire.ts'
import { createChangeSorter } from '../../../src/publishing/signatories-index/change-sorter.ts'
import { indexFaults } from '../../../src/publishing/signatories-index/faults.ts'
import {
  indexPartKeys,
  isInStep,
  readIndex,
  syncIndex,
} from '../../../src/publishing/signatories-index/sync.ts'
import { indexKey } from '../../../src/revision/keys.ts'
import type { LetterLine } from '../../../src/revision/layout.ts'
import { letterSignedBy } from '../../letters.ts'
import { eraseIn } from '../erase/erasing.ts'
import { createMemory, publishIn } from '../memory.ts'

type Memory = ReturnType<typeof createMemory>

const stored = ({ value }: Memory) => readIndex(value(indexKey))

/** Who is in the index: of which letter, under which name. */
const listed = (memory: Memory): string[] => {
  const lines = indexPartKeys(stored(memory)).flatMap(
    (key) => JSON.parse(memory.value(key) ?? '') as LetterLine[],
  )
  return [...new Set(lines.map(([, , [, , name], slug]) => `${slug}: ${name}`))].sort()
}

const anew = async (memory: Memory) => {
  const { catalogue } = await readLive(memory.kv, [])
  const store = createMemoryStore()
  return { ...(await syncIndex(memory.kv, undefined, catalogue, store)), store, catalogue }
}

const name = fc
  .array(fc.constantFrom('Amnesty', 'International', 'ARTICLE 19', 'Ökumene', 'منظمة', '国際', 'of', 'Law'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((words) => words.join(' '))

const signatory = (n: number): fc.Arbitrary<Signatory> =>
  fc.oneof(
    fc.record({ name, withdrawn: fc.option(fc.constant('2026-01-01'), { nil: undefined, freq: 4 }) }).map(
      ({ name, withdrawn }): Signatory => ({
        id: `one-${n}`,
        type: 'organisation',
        name,
        ...(withdrawn && { withdrawn }),
      }),
    ),
    fc.record({ name, affiliation: name }).map(
      ({ name, affiliation }): Signatory => ({
        id: `one-${n}`,
        type: 'person',
        name,
        affiliation,
        section: 'Individuals',
      }),
    ),
  )

/** A step: a letter is published with some of twelve, in some order, or is taken down. */
const step = fc.record({
  slug: fc.constantFrom('a-letter', 'b-letter', 'c-letter'),
  signatories: fc
    .tuple(...Array.from({ length: 12 }, (_, n) => signatory(n)))
    .chain((all) => fc.shuffledSubarray(all, { minLength: 0 })),
  isRetired: fc.boolean(),
})

it('is what the letters make, compiled anew, after any publications and retirements', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const memory = createMemory()
      const signed = new Map<string, Signatory[]>()
      for (const { slug, signatories, isRetired } of steps) {
        const live = await readLive(memory.kv, [slug])
        const { head } = live.letter(slug)
        if (isRetired && head) {
          const retirement = head.retired
            ? undefined
            : { since: '2026-01-01T00:00:00Z', revisions: true as const }
          await retire(memory.kv, live, head, retirement)
          continue
        }
        if (head?.retired) continue
        await publishIn(memory.kv, [{ ...letterSignedBy(0, slug), signatories }])
        signed.set(slug, signatories)
      }
      const { index, keys, store, catalogue } = await anew(memory)
      expect(stored(memory)).toEqual(index)
      for await (const { key, value } of store.get(keys)) expect(memory.value(key)).toBe(value)
      const wanted = catalogue
        .filter(({ unlisted }) => unlisted === undefined)
        .flatMap(({ slug }) =>
          (signed.get(slug) ?? [])
            .filter(({ withdrawn }) => withdrawn === undefined)
            .map(({ name }) => `${slug}: ${name}`),
        )
      expect(listed(memory)).toEqual([...new Set(wanted)].sort())
    }),
    { numRuns: 25, endOnFailure: true },
  )
})

it('is brought up to the letters by the next publish where one was stopped before it was written', async () => {
  const memory = createMemory()
  await publishIn(memory.kv, [letterSignedBy(3)])
  const before = memory.value(indexKey)
  await publishIn(memory.kv, [letterSignedBy(5)])
  await memory.kv.put([{ key: indexKey, value: before ?? '' }])
  const { catalogue } = await readLive(memory.kv, [])
  expect(isInStep(stored(memory), catalogue)).toBe(false)
  await publishIn(memory.kv, [letterSignedBy(2, 'b-letter')])
  expect(stored(memory)).toEqual((await anew(memory)).index)
  expect(listed(memory)).toHaveLength(7)
})

it.each([
  ['there is none', (memory: Memory) => memory.kv.delete([indexKey])],
  ['it cannot be read', (memory: Memory) => memory.kv.put([{ key: indexKey, value: '{' }])],
  [
    'a part of it is missing',
    (memory: Memory) => memory.kv.delete(indexPartKeys(stored(memory)).slice(0, 1)),
  ],
  [
    'what it holds of a letter is gone',
    async (memory: Memory) => {
      const { 'a-letter': id } = stored(memory)?.letters ?? {}
      await memory.kv.delete([`letter/a-letter/revision/${id}`])
      await memory.kv.put([{ key: 'letter/a-letter', value: '{}' }])
    },
  ],
])('is made anew, of all letters, where %s', async (_, damage) => {
  const memory = createMemory()
  await publishIn(memory.kv, [letterSignedBy(3), letterSignedBy(2, 'b-letter')])
  await damage(memory)
  await publishIn(memory.kv, [letterSignedBy(4)])
  expect(stored(memory)).toEqual((await anew(memory)).index)
  expect(listed(memory)).toHaveLength(6)
})

it('is without a letter that cannot be read, and has it when it is whole again', async () => {
  const memory = createMemory()
  const b = letterSignedBy(2, 'b-letter')
  await publishIn(memory.kv, [b])
  const key = `letter/b-letter/revision/${memory.listed('b-letter')?.revision}`
  const record = memory.value(key) ?? ''
  await memory.kv.delete([key, indexKey])
  await publishIn(memory.kv, [letterSignedBy(1)])
  expect(Object.keys(stored(memory)?.letters ?? {})).toEqual(['a-letter'])
  await memory.kv.put([{ key, value: record }])
  await publishIn(memory.kv, [letterSignedBy(3)])
  expect(listed(memory)).toHaveLength(5)
})

it('sorts any number of changes, of each place the last that is to stand there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ place: fc.nat(40).map(String), isGone: fc.boolean() }), { maxLength: 100 }),
      async (all) => {
        const sorter = createChangeSorter(createMemoryStore(), 'changes', 7)
        const wanted = new Map<string, string | undefined>()
        for (const { place, isGone } of all) {
          const json = isGone ? undefined : place
          sorter.add({ place, json })
          wanted.set(place, wanted.get(place) ?? json)
        }
        const sorted = await Array.fromAsync(sorter.sorted())
        expect(sorted.map(({ place, json }) => [place, json])).toEqual(
          [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      },
    ),
    { numRuns: 100 },
  )
})

it('names nobody who was erased, in no part that is left, and a prune takes what it does not name', async () => {
  const memory = createMemory()
  const ada: Signatory = { id: 'ada', type: 'person', name: 'Ada Example' }
  const letter = letterSignedBy(2)
  await publishIn(memory.kv, [{ ...letter, signatories: [...letter.signatories, ada] }])
  await publishIn(memory.kv, [letterSignedBy(1, 'b-letter')])
  const store = createMemoryStore()
  const live = await readLive(memory.kv, ['a-letter'])
  await erase(memory.kv, live, await planErasure(memory.kv, live, 'a-letter', 'ada', store), store)
  expect([...memory.pairs.values()].filter(({ value }) => value.includes('Ada'))).toEqual([])
  expect(listed(memory)).toHaveLength(3)
  expect(stored(memory)).toEqual((await anew(memory)).index)

  const before = indexPartKeys(stored(memory))
  await publishIn(memory.kv, [letterSignedBy(5)])
  const now = await readLive(memory.kv, ['a-letter'])
  const unusedIndex = await sweepIndex(memory.kv, now, new Date())
  expect(unusedIndex).toEqual(before)
  await prune(memory.kv, now, [], { unusedIndex })
  expect([...memory.pairs.keys()].filter((key) => key.startsWith(`${indexKey}/`))).toEqual(
    indexPartKeys(stored(memory)),
  )
})

it('is what compiling gives where a list grew and shrank by thousands, in other buckets of ids', async () => {
  const memory = createMemory()
  for (const count of [3_000, 500, 2_000]) {
    await publishIn(memory.kv, [letterSignedBy(count), letterSignedBy(5, 'b-letter')])
    expect(stored(memory)).toEqual((await anew(memory)).index)
  }
  expect(indexPartKeys(stored(memory)).length).toBeGreaterThan(1)
})

it('is told where it is damaged or behind, and is repaired by a publish that writes all anew', async () => {
  const memory = createMemory()
  const letter = letterSignedBy(3, 'a-letter')
  await publishIn(memory.kv, [letter])
  const faults = async () =>
    indexFaults(memory.kv, memory.value(indexKey), (await readLive(memory.kv, [])).catalogue)
  expect(await faults()).toEqual([])
  const [part = ''] = indexPartKeys(stored(memory))
  await memory.kv.put([{ key: part, value: '[]' }])
  expect(await faults()).toEqual([`${part}: content does not match its name`])
  await memory.kv.delete([part])
  expect(await faults()).toEqual([`${part}: missing`])
  await publishIn(memory.kv, [letter], { rewrite: true })
  expect(await faults()).toEqual([])
  await memory.kv.put([{ key: indexKey, value: JSON.stringify({ ...stored(memory), letters: {} }) }])
  expect(await faults()).toEqual([`${indexKey}: is not of the list of letters`])
  await memory.kv.put([{ key: indexKey, value: '{' }])
  expect(await faults()).toEqual([`${indexKey}: cannot be read`])
})

it('is whole after an erasure that makes it what it was before somebody came', async () => {
  const memory = createMemory()
  const before = letterSignedBy(3, 'a-letter')
  const ada: Signatory = { id: 'ada-example', type: 'person', name: 'Ada Example' }
  await publishIn(memory.kv, [before])
  const first = stored(memory)
  await publishIn(memory.kv, [{ ...before, signatories: [...before.signatories, ada] }])
  await eraseIn(memory.kv, 'ada-example')
  expect(stored(memory)?.index).toEqual(first?.index)
  const { catalogue } = await readLive(memory.kv, [])
  expect(await indexFaults(memory.kv, memory.value(indexKey), catalogue)).toEqual([])
})
