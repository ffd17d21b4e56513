/** The index of the letters' words is that of the list of letters, whatever wrote the list. */
import { describe, expect, it } from 'vitest'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { readChosen, readLive } from '../../src/publishing/live.ts'
import { createMemoryStore } from '../../src/publishing/memory-store.ts'
import { prune } from '../../src/publishing/prune.ts'
import { planRenaming, renameLetter } from '../../src/publishing/rename-letter.ts'
import { retire } from '../../src/publishing/retire.ts'
import { findRevision, rollBack } from '../../src/publishing/rollback.ts'
import { verifyStored } from '../../src/publishing/verify.ts'
import { nextWords, unusedWords, wordsFaults } from '../../src/publishing/words.ts'
import { searchTexts } from '../../src/reading/store/search-texts.ts'
import { partKey, wordsKey, wordsPartKey } from '../../src/revision/keys.ts'
import { splitNames, textOf, type WordIndex, type WordLine } from '../../src/revision/layout.ts'
import { letterSaying } from '../letters.ts'
import { eraseIn } from './erase/erasing.ts'
import { createMemory, planIn, publishIn } from './memory.ts'

const A = 'a-letter'
const B = 'b-letter'

type Memory = ReturnType<typeof createMemory>

const indexIn = ({ value }: Memory): WordIndex => JSON.parse(value(wordsKey) ?? '')

/** The slugs of the letters that are found by words. */
const find = async (memory: Memory, ...words: string[]): Promise<string[]> => {
  const read = async (names: string[]) =>
    names.map((name): WordLine[] => JSON.parse(memory.value(wordsPartKey(name)) ?? ''))
  const texts = await searchTexts(indexIn(memory), words, read)
  const { catalogue } = await readLive(memory.kv, [])
  return catalogue.filter((entry) => texts.has(textOf(entry))).map(({ slug }) => slug)
}

const published = async () => {
  const memory = createMemory()
  await publishIn(memory.kv, [letterSaying(A, 'Protect rivers'), letterSaying(B, 'Protect forests')])
  return memory
}

describe('the words of all letters', () => {
  it('are there with a publish, go with the text that had them, and are not written again for names alone', async () => {
    const memory = await published()
    expect(await find(memory, 'protect')).toEqual([A, B])
    expect(await find(memory, 'protect', 'river')).toEqual([A])
    expect(await find(memory, 'rivers', 'forests')).toEqual([])
    const { parts } = indexIn(memory)
    const more = letterSaying(A, 'Protect rivers')
    await publishIn(memory.kv, [
      { ...more, signatories: [...more.signatories, { id: 'x', type: 'person', name: 'X' }] },
    ])
    expect(indexIn(memory).parts).toEqual(parts)
    await publishIn(memory.kv, [letterSaying(A, 'Protect lakes')])
    expect([await find(memory, 'rivers'), await find(memory, 'lakes')]).toEqual([[], [A]])
  })

  it('are those of an older text after a rollback, and none of a letter that is retired', async () => {
    const memory = await published()
    await publishIn(memory.kv, [letterSaying(A, 'Protect lakes')])
    const live = await readLive(memory.kv, [A])
    const [, before] = memory.head(A).history
    if (!before) throw new Error('no history')
    await rollBack(memory.kv, live, await findRevision(memory.kv, A, before.revision), before, {
      note: 'Back',
    })
    expect([await find(memory, 'rivers'), await find(memory, 'lakes')]).toEqual([[A], []])
    const since = '2026-11-29T12:00:00.000Z'
    await retire(memory.kv, await readChosen(memory.kv, [A]), memory.head(A), { since, revisions: true })
    expect(await find(memory, 'protect')).toEqual([B])
    expect(indexIn(memory).texts).toHaveLength(1)
  })

  it('are found under a letter’s new slug', async () => {
    const memory = await published()
    const live = await readLive(memory.kv, [A, 'c-letter'])
    const store = createMemoryStore()
    const renaming = await planRenaming(memory.kv, live, memory.head(A), 'c-letter', store)
    await renameLetter(memory.kv, live, renaming, store)
    expect(await find(memory, 'rivers')).toEqual(['c-letter'])
  })

  it('that no letter has any more are gone after an erasure, and after a prune', async () => {
    const words = ({ pairs }: Memory) => [...pairs.keys()].filter((key) => key.startsWith(wordsPartKey('')))
    const memory = await published()
    await publishIn(memory.kv, [letterSaying(A, 'Without the name')])
    expect(words(memory)).toHaveLength(2)
    const other = createMemory()
    for (const [key, pair] of memory.pairs) other.pairs.set(key, pair)

    await eraseIn(memory.kv, 'org-1')
    expect(words(memory)).toEqual(splitNames(indexIn(memory).parts.names).map(wordsPartKey))
    expect(await find(memory, 'without')).toEqual([A])

    const live = await readLive(other.kv, [A])
    await prune(other.kv, live, [], { words: await unusedWords(other.kv, live.words) })
    expect(words(other)).toEqual(splitNames(indexIn(other).parts.names).map(wordsPartKey))
  })

  it('come with the next publish where there were none, though no letter changes', async () => {
    const memory = await published()
    const before = indexIn(memory)
    await memory.kv.delete([wordsKey, ...splitNames(before.parts.names).map(wordsPartKey)])
    const letters = [letterSaying(A, 'Protect rivers')]
    expect((await planIn(memory.kv, letters)).plans).toMatchObject([{ change: 'list' }])
    await publishIn(memory.kv, letters)
    expect(indexIn(memory)).toEqual(before)
    expect((await planIn(memory.kv, letters)).plans).toMatchObject([{ change: 'none' }])
  })

  it('that are damaged are told, and repaired by a publish that writes all anew', async () => {
    const memory = await published()
    const live = await readLive(memory.kv, [A])
    expect(await wordsFaults(memory.kv, indexIn(memory))).toEqual([])
    const [name = ''] = splitNames(indexIn(memory).parts.names)
    await memory.kv.put([{ key: wordsPartKey(name), value: '[["rivers",1]]' }])
    expect(await wordsFaults(memory.kv, indexIn(memory))).toEqual([
      `${wordsPartKey(name)}: content does not match its name`,
    ])
    await publishIn(memory.kv, [letterSaying(A, 'Protect rivers')], { rewrite: true })
    expect(await find(memory, 'rivers')).toEqual([A])

    const short = { ...indexIn(memory), texts: [] }
    await memory.kv.put([{ key: wordsKey, value: JSON.stringify(short) }])
    const { listed } = await verifyStored(memory.kv, { ...live, words: short }, memory.head(A))
    expect(listed).toBe(false)
  })

  it('of a letter that cannot be read are left out, and keep no other letter’s away', async () => {
    const memory = await published()
    const { catalogue } = await readLive(memory.kv, [])
    await memory.kv.delete([partKey(A, memory.head(A).revision.letter)])
    const words = await nextWords(memory.kv, undefined, catalogue)
    expect(words?.index.texts).toEqual([memory.head(B).revision.id.slice(0, 16)])
  })

  it('are cut into parts of at most 64 KiB, of which a search reads those that its words may stand in', async () => {
    const memory = createMemory()
    const many = Array.from({ length: 12_000 }, (_, n) => `w${n}`).join(' ')
    await publishIn(memory.kv, [letterSaying(A, many), letterSaying(B, 'w77 w11999')])
    const { texts, parts } = indexIn(memory)
    const names = splitNames(parts.names)
    expect(names.length).toBeGreaterThan(2)
    for (const name of names) expect(memory.value(wordsPartKey(name))?.length).toBeLessThanOrEqual(64 * 1024)
    expect(texts).toHaveLength(2)
    const kv = createMapKv(memory.pairs)
    expect(await wordsFaults(kv, indexIn(memory))).toEqual([])
    const asked: string[][] = []
    const read = async (some: string[]) => {
      asked.push(some)
      return some.map((name): WordLine[] => JSON.parse(memory.value(wordsPartKey(name)) ?? ''))
    }
    for (let n = 0; n < 12_000; n += 487)
      expect(await searchTexts(indexIn(memory), [`w${n}`], read)).toContain(
        memory.head(A).revision.id.slice(0, 16),
      )
    expect(await searchTexts(indexIn(memory), ['w11999', 'w77'], read)).toEqual(new Set(texts))
    expect(asked.every((some) => some.length <= 2)).toBe(true)
  })
})
