import { describe, expect, it } from 'vitest'
import { readChain } from '../../src/publishing/chain.ts'
import { LetterExists, LetterRenamed } from '../../src/publishing/errors.ts'
import type { PairToPut } from '../../src/publishing/kv.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { readChosen, readLive } from '../../src/publishing/live.ts'
import { prune, sweepOf } from '../../src/publishing/prune.ts'
import { planRenaming, renameLetter } from '../../src/publishing/rename-letter.ts'
import { findRevision, rollBack } from '../../src/publishing/rollback.ts'
import { verifyStored } from '../../src/publishing/verify.ts'
import { headKey, revisionKey } from '../../src/revision/keys.ts'
import { HeadOrMoved } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { eraseIn, having } from './erase/erasing.ts'
import { createMemory, Killed, publishIn } from './memory.ts'

const OLD = 'old-letter'
const NEW = 'a-letter'

type Memory = ReturnType<typeof createMemory>

const renameIn = async (memory: Memory, from = OLD, to = NEW, through = memory.kv) => {
  const live = await readLive(memory.kv, [from, to])
  const { head, moved } = live.letter(from)
  if (head === undefined) return expect(moved?.moved_to).toBe(to)
  const pairs = new Map<string, PairToPut>()
  const store = { ...createMapKv(pairs), add: (pair: PairToPut) => void pairs.set(pair.key, pair) }
  await renameLetter(through, live, await planRenaming(memory.kv, live, head, to, store), store, {
    note: 'Renamed',
    by: 'Grace',
  })
}

const published = async () => {
  const memory = createMemory()
  await publishIn(memory.kv, [letterSignedBy(600, OLD, 'First')], { note: 'The first' })
  await publishIn(memory.kv, [letterSignedBy(4, OLD, 'Second'), letterSignedBy(2, 'b-letter')])
  return memory
}

const failed = (): never => {
  throw new Error('no history')
}

const pointer = (memory: Memory, slug: string) =>
  HeadOrMoved.parse(JSON.parse(memory.value(headKey(slug)) ?? ''))

const faultsOf = async (memory: Memory, slug = NEW) => {
  const live = await readChosen(memory.kv, [slug])
  const { faults, content, listed } = await verifyStored(memory.kv, live, memory.head(slug))
  return [
    ...faults,
    ...(listed ? [] : ['not listed']),
    ...(content?.revision === memory.head(slug).revision.id ? [] : ['other content']),
  ]
}

describe('a letter that is renamed', () => {
  it('has under its new slug all that it had, whole, and its history goes on', async () => {
    const memory = await published()
    const before = memory.head(OLD)
    await renameIn(memory)
    const { history, formerly, revision } = memory.head(NEW)
    expect(formerly).toEqual([OLD])
    expect(history.slice(1)).toEqual(before.history)
    expect(history[0]).toMatchObject({ note: 'Renamed', revision: revision.id, count: 4 })
    const [newest = failed(), ...others] = history
    const chain = readChain([newest, ...others])
    expect(chain).toMatchObject({ length: 3 })
    expect(chain).not.toHaveProperty('fault')
    for (const { revision } of before.history) await findRevision(memory.kv, NEW, revision)
    expect(await faultsOf(memory)).toEqual([])
    expect(await memory.read(NEW)).toMatchObject({ title: 'Second' })
    expect(pointer(memory, OLD)).toMatchObject({ moved_to: NEW })
    expect([memory.listed(OLD)?.unlisted, memory.listed(NEW)?.unlisted]).toEqual(['moved', undefined])
  })

  it('is asked for by its new slug, and its old one is said to have been', async () => {
    const memory = await published()
    await renameIn(memory)
    await expect(readChosen(memory.kv, [OLD])).rejects.toThrow(LetterRenamed)
    expect((await readChosen(memory.kv, [])).slugs.sort()).toEqual([NEW, 'b-letter'])
  })

  it('goes back to its old slug, and from there to the new one again', async () => {
    const memory = await published()
    await renameIn(memory)
    await renameIn(memory, NEW, OLD)
    expect(pointer(memory, NEW)).toMatchObject({ moved_to: OLD })
    expect(memory.head(OLD)).toMatchObject({ formerly: [NEW] })
    expect(await faultsOf(memory, OLD)).toEqual([])
    await renameIn(memory)
    expect(await faultsOf(memory)).toEqual([])
  })

  it('takes no slug that another letter has', async () => {
    await expect(renameIn(await published(), OLD, 'b-letter')).rejects.toThrow(LetterExists)
  })

  it('can go back to a revision from before, under its new slug', async () => {
    const memory = await published()
    const [, first = failed()] = memory.head(OLD).history
    await renameIn(memory)
    const live = await readChosen(memory.kv, [NEW])
    await rollBack(memory.kv, live, await findRevision(memory.kv, NEW, first.revision), first, {
      note: 'Back',
    })
    expect(memory.head(NEW)).toMatchObject({ revision: { id: first.revision }, formerly: [OLD] })
    expect(await faultsOf(memory)).toEqual([])
  })

  it('keeps its former slugs through a publish', async () => {
    const memory = await published()
    await renameIn(memory)
    await publishIn(memory.kv, [letterSignedBy(5, NEW, 'Third')])
    expect(memory.head(NEW)).toMatchObject({ formerly: [OLD], revision: { count: 5 } })
  })

  it('loses who is erased from it also under its old slug', async () => {
    const memory = await published()
    await renameIn(memory)
    await eraseIn(memory.kv, 'org-3')
    expect(having(memory, '"org-3"', 'Organisation 3"')).toEqual([])
    expect(await faultsOf(memory)).toEqual([])
    expect(memory.head(NEW).formerly).toEqual([OLD])
  })

  it('leaves under its old slug nothing but the pointer once it is pruned', async () => {
    const memory = await published()
    await renameIn(memory)
    const live = await readChosen(memory.kv, [NEW])
    await prune(memory.kv, live, [
      await sweepOf(memory.kv, memory.head(NEW), 99, new Date(Date.now() + 1000)),
    ])
    expect([...memory.pairs.keys()].filter((key) => key.startsWith(headKey(OLD)))).toEqual([headKey(OLD)])
    expect(await faultsOf(memory)).toEqual([])
  })

  it('killed at any write is there for readers under one slug or the other, and done again is renamed', async () => {
    for (let writes = 0; ; writes += 1) {
      const memory = await published()
      const killed = await renameIn(memory, OLD, NEW, memory.killedAfter(writes)).then(
        () => false,
        (error: unknown) => error instanceof Killed || Promise.reject(error),
      )
      const old = pointer(memory, OLD)
      const served = 'moved_to' in old ? old.moved_to : OLD
      expect(await memory.read(served)).toMatchObject({ title: 'Second' })
      await renameIn(memory)
      expect(pointer(memory, OLD)).toMatchObject({ moved_to: NEW })
      expect(await faultsOf(memory)).toEqual([])
      expect(memory.value(revisionKey(NEW, memory.head(NEW).history.at(-1)?.revision ?? ''))).toBeDefined()
      if (!killed) break
    }
  })
})
