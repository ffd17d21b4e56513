/** A backup, and restoring it: into an empty store, over another one, and killed at every write. */
import { describe, expect, it } from 'vitest'
import type { Signing } from '../../src/letter/signing.ts'
import { readArchive, writeArchive } from '../../src/publishing/archive.ts'
import { backupPairs, planBackup } from '../../src/publishing/backup.ts'
import { NotPublished } from '../../src/publishing/errors.ts'
import type { Kv } from '../../src/publishing/kv.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { readLive } from '../../src/publishing/live.ts'
import { planRestore, readRestorable, restore } from '../../src/publishing/restore.ts'
import { indexPartKeys, readIndex } from '../../src/publishing/signatories-index/sync.ts'
import { publishSignons, type SignonState } from '../../src/publishing/signons.ts'
import {
  catalogueKey,
  claimKey,
  headKey,
  indexKey,
  indexPartKey,
  partKey,
  shortHash,
  widgetKey,
  wordsKey,
  wordsPartKey,
} from '../../src/revision/keys.ts'
import { nameAt, type Pair } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { eraseIn } from './erase/erasing.ts'
import { createMemory, Killed, publishIn } from './memory.ts'
import { signonList, signonsOf } from './signons-double.ts'

const A = 'a-letter'
const B = 'b-letter'

/** Two letters with histories, a note, a signature, somebody who withdrew, and a widget. */
const published = async () => {
  const memory = createMemory()
  const signature = { key: 'k'.repeat(43), value: 'v'.repeat(86) }
  await publishIn(memory.kv, [letterSignedBy(3, A, 'First')], { note: 'The first', signature })
  await publishIn(memory.kv, [letterSignedBy(1200, A, 'Second'), letterSignedBy(2, B)])
  const withdrawn = letterSignedBy(4, A, 'Third')
  withdrawn.signatories = withdrawn.signatories.map((each, index) =>
    index === 1 ? { ...each, withdrawn: '2020-03-01' } : each,
  )
  await publishIn(memory.kv, [withdrawn])
  const script = 'the widget'
  await memory.kv.put([{ key: widgetKey(await shortHash(script)), value: script }])
  return memory
}

/** The archive of a store as text, and what was wrong. */
const backUp = async (kv: Kv, slugs: string[] = []) => {
  const plan = await planBackup(kv, slugs)
  const pairs = backupPairs(kv, plan, (fault) => plan.faults.push(fault))
  const header = { created: '2026-11-29T12:00:00.000Z', letters: plan.letters }
  return { text: (await Array.fromAsync(writeArchive(header, pairs))).join(''), faults: plan.faults }
}

const restoreInto = async (kv: Kv, text: string) => {
  async function* lines() {
    yield* text.trimEnd().split('\n')
  }
  const kept = new Map<string, Pair>()
  const found = await readRestorable((await readArchive(lines())).pairs, (pair) => kept.set(pair.key, pair))
  const live = await readLive(
    kv,
    found.heads.map(({ slug }) => slug),
  )
  const source = { ...createMapKv(kept), add: (pair: Pair) => void kept.set(pair.key, pair) }
  const plan = await planRestore(kv, live, found, source)
  return { plan, go: () => restore(kv, live, plan, source, { takeOver: true }) }
}

/** But for the claim, and for what was a part of an index of all letters: a restore makes those anew. */
const valuesOf = ({ pairs }: { pairs: Map<string, Pair> }) => {
  const words = pairs.get(wordsKey)?.value ?? ''
  const used = indexPartKeys(readIndex(pairs.get(indexKey)?.value))
  const isKept = (key: string) =>
    key !== claimKey &&
    (!key.startsWith(indexPartKey('')) || used.includes(key)) &&
    (!key.startsWith(wordsPartKey('')) || words.includes(key.slice(wordsPartKey('').length)))
  return new Map(
    [...pairs]
      .filter(([key]) => isKept(key))
      .map(([key, { value }]) => [key, value])
      .sort() as [string, string][],
  )
}

describe('a backup', () => {
  it('restored into an empty store is what it was, byte for byte; and again, nothing', async () => {
    const memory = await published()
    const { text, faults } = await backUp(memory.kv)
    expect(faults).toEqual([])
    const other = createMemory()
    const { plan, go } = await restoreInto(other.kv, text)
    expect(plan.letters.map(({ head, standing }) => [head.slug, standing])).toEqual([
      [A, 'new'],
      [B, 'new'],
    ])
    await go()
    expect(valuesOf(other)).toEqual(valuesOf(memory))
    expect((await restoreInto(other.kv, text)).plan).toMatchObject({ isThere: true, keys: [] })
  })

  it('of one letter leaves the others of the store as they are', async () => {
    const memory = await published()
    const { text } = await backUp(memory.kv, [A])
    const other = createMemory()
    await publishIn(other.kv, [letterSignedBy(5, B)])
    const before = other.head(B)
    await (await restoreInto(other.kv, text)).go()
    expect(other.head(B)).toEqual(before)
    expect(other.listed(B)?.count).toBe(5)
    expect(other.listed(A)).toEqual(memory.listed(A))
    expect(await other.read(A)).toMatchObject({ title: 'Third' })
  })

  it('tells what is missing or damaged, and holds the rest', async () => {
    const memory = await published()
    const { revision } = memory.head(A)
    const names = partKey(A, nameAt(revision.signatories.names, 0))
    memory.pairs.delete(names)
    const words = partKey(A, revision.letter)
    await memory.kv.put([{ key: words, value: '{}' }])
    const { faults, text } = await backUp(memory.kv)
    expect(new Set(faults)).toEqual(
      new Set([`${names}: missing`, `${words}: content does not match its name`]),
    )
    expect(text).toContain('"b-letter"')
    memory.pairs.delete(headKey(B))
    expect((await backUp(memory.kv)).faults).toContain(`${headKey(B)}: missing`)
  })

  it('of a letter that is not there is none', async () => {
    await expect(planBackup((await published()).kv, ['c-letter'])).rejects.toThrow(NotPublished)
    await expect(planBackup(createMemory().kv, [])).rejects.toThrow(NotPublished)
  })
})

describe('a restore', () => {
  it('tells whether the store has the same, an earlier or a later history, or another one', async () => {
    const memory = await published()
    const early = await backUp(memory.kv)
    await publishIn(memory.kv, [letterSignedBy(9, B)])
    const late = await backUp(memory.kv)
    const standings = async (kv: Kv, text: string) =>
      (await restoreInto(kv, text)).plan.letters.map(({ standing }) => standing)
    expect(await standings(memory.kv, late.text)).toEqual(['same', 'same'])
    expect(await standings(memory.kv, early.text)).toEqual(['same', 'behind'])
    const other = createMemory()
    await (await restoreInto(other.kv, early.text)).go()
    expect(await standings(other.kv, late.text)).toEqual(['same', 'ahead'])
    await publishIn(other.kv, [letterSignedBy(7, B)])
    expect(await standings(other.kv, late.text)).toEqual(['same', 'apart'])
  })

  it('writes again what is damaged, and a line that the catalogue lost', async () => {
    const memory = await published()
    const { text } = await backUp(memory.kv)
    const before = valuesOf(memory)
    const [key = ''] = [...memory.pairs.keys()].filter((each) => each.startsWith(partKey(A, '')))
    await memory.kv.put([
      { key, value: '[]' },
      { key: catalogueKey, value: '[]' },
    ])
    const { plan, go } = await restoreInto(memory.kv, text)
    expect(plan).toMatchObject({ keys: [key], isThere: false })
    await go()
    expect(valuesOf(memory)).toEqual(before)
  })

  it('killed at any write leaves readers with what they had or all of it, and done again it is whole', async () => {
    const memory = await published()
    const { text } = await backUp(memory.kv)
    const early = createMemory()
    await publishIn(early.kv, [letterSignedBy(3, A, 'Before')])
    for (let writes = 0; ; writes++) {
      const other = createMemory()
      for (const [key, pair] of early.pairs) other.pairs.set(key, pair)
      const attempt = async (kv: Kv) => (await restoreInto(kv, text)).go()
      const killed = await attempt(other.killedAfter(writes)).then(
        () => false,
        (error: unknown) => {
          if (error instanceof Killed) return true
          throw error
        },
      )
      const seen = (await other.read(A)) as { title: string }
      expect(['Before', 'Third']).toContain(seen.title)
      if (!killed) break
      await attempt(other.kv)
      for (const [key, value] of valuesOf(memory)) expect(other.value(key), key).toBe(value)
    }
  })
})

describe('a backup of a letter from which somebody was erased', () => {
  it('is whole, holds where the old revisions went, and lets no earlier one bring them back unasked', async () => {
    const memory = await published()
    const early = await backUp(memory.kv)
    await eraseIn(memory.kv, 'org-3')
    const { text, faults } = await backUp(memory.kv)
    expect(faults).toEqual([])
    expect(text).not.toContain('Organisation 3"')
    const other = createMemory()
    await (await restoreInto(other.kv, text)).go()
    expect(valuesOf(other)).toEqual(valuesOf(memory))
    expect((await restoreInto(memory.kv, early.text)).plan.letters).toMatchObject([
      { standing: 'apart' },
      { standing: 'same' },
    ])
  })
})

it('an open letter comes back with its names, and they go by no object that has not got them', async () => {
  const signing: Signing = { who: 'both', moderation: 'before', fields: [] }
  const memory = createMemory()
  await publishIn(memory.kv, [letterSignedBy(3, A)], { signing })
  const object = { kv: memory.kv, slug: A, signons: signonsOf(signonList(2)) }
  await publishSignons({ ...object, state: {} })
  expect((await planBackup(memory.kv, [])).open).toEqual([A])
  const { text, faults } = await backUp(memory.kv)
  expect(faults).toEqual([])

  const other = createMemory()
  await (await restoreInto(other.kv, text)).go()
  expect(valuesOf(other)).toEqual(valuesOf(memory))
  expect((await restoreInto(other.kv, text)).plan.isThere).toBe(true)
  const before = other.value(headKey(A))
  let state: SignonState = {}
  for (const now of [Date.now(), Date.now() + 600_000]) {
    const step = await publishSignons({ kv: other.kv, slug: A, signons: signonsOf([]), state, now })
    expect(step).toMatchObject({ done: true, waiting: now > Date.now() ? 'names' : 'head' })
    ;({ state } = step)
  }
  expect(other.value(headKey(A))).toBe(before)
})
