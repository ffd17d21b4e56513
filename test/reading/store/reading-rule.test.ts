/** From where the store takes what it serves, over a KV in memory: test/reading/store/store.test.ts asks the whole Worker. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compileWhole } from '../../../src/publishing/compile.ts'
import { catalogueEntry, nextHead } from '../../../src/publishing/head.ts'
import { partOf } from '../../../src/publishing/pairs.ts'
import { snapshotOf } from '../../../src/publishing/snapshot.ts'
import { type CurrentLetter, createStore } from '../../../src/reading/store/store.ts'
import { Unavailable } from '../../../src/reading/store/unavailable.ts'
import { headKey, partKey, revisionKey, shortHash, widgetKey } from '../../../src/revision/keys.ts'
import type { Head, Publication } from '../../../src/revision/layout.ts'
import { StoreError } from '../../../src/revision/store-error.ts'
import { ioOf } from '../../io.ts'
import { letterSignedBy } from '../../letters.ts'

const SLUG = 'a-letter'

/** The faults that were logged. */
let logged: string[]

beforeEach(() => {
  vi.setSystemTime('2026-01-01T00:00:00Z')
  logged = []
  vi.spyOn(console, 'warn').mockImplementation((line: string) => logged.push(JSON.parse(line).detail))
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** So much later that a head is read anew. */
const later = () => vi.setSystemTime(Date.now() + 60_000)

/** A store over pairs that can be changed, and the keys that it asked for. */
const startStore = (snapshot: Record<string, string> = {}) => {
  const pairs = new Map<string, string>()
  const asked: string[] = []
  const state = { isDown: false }
  const stored = (key: string): string | null => {
    asked.push(key)
    if (state.isDown) throw new Error('KV is down')
    return pairs.get(key) ?? null
  }
  const get = async (keys: string | string[]) =>
    Array.isArray(keys) ? new Map(keys.map((key) => [key, stored(key)])) : stored(keys)
  const io = ioOf({ kv: { get } as never })
  const store = createStore(snapshot)

  /** Publishes a letter as so many have signed it, on the first of a month. */
  const publish = async (count: number, month: number, history: Publication[] = [], slug = SLUG) => {
    const { pairs: made, compiled } = await compileWhole(letterSignedBy(count, slug))
    for (const { key, value } of made) pairs.set(key, value)
    const head = nextHead(compiled, `2025-0${month}-01T00:00:00Z`, { history })
    const put = (changed: Head) => pairs.set(headKey(slug), JSON.stringify(changed))
    put(head)
    return { head, put, id: compiled.revision.id, entry: catalogueEntry(compiled, head) }
  }
  const names = async ({ source, revision, open }: CurrentLetter) => [
    source,
    revision.count,
    (await open().signatories(0, 100)).length,
  ]
  return {
    pairs,
    asked,
    state,
    io,
    store,
    publish,
    /** Where an answer with all signatories comes from, and how many there are. */
    read: () => store.current(io, SLUG, names),
    /** The copies that are tried, in their order, where none can be used. */
    async tried(): Promise<string[]> {
      const seen: string[] = []
      await expect(
        store.current(io, SLUG, async ({ source, revision }) => {
          seen.push(`${source} ${revision.count}`)
          throw new StoreError('part', 'missing')
        }),
      ).rejects.toThrow(Unavailable)
      return seen
    },
  }
}

const bundled = (count: number) => snapshotOf([letterSignedBy(count)])

describe('the current revision', () => {
  it('is what KV says, then what was served lately, then the snapshot, then the one before', async () => {
    const { publish, read, tried } = startStore(await bundled(1))
    const { head } = await publish(2, 1)
    await publish(3, 2)
    expect(await read()).toEqual(['kv', 3, 3])
    await publish(4, 3, head.history)
    later()
    expect(await tried()).toEqual(['kv 4', 'copy 3', 'snapshot 1', 'copy 2'])
  })

  it('is not tried twice, but from the snapshot, which may have parts that KV lacks', async () => {
    const { publish, read, tried } = startStore(await bundled(3))
    const { head } = await publish(3, 1)
    await publish(3, 2, head.history)
    expect(await read()).toEqual(['kv', 3, 3])
    expect(await tried()).toEqual(['kv 3', 'snapshot 3'])
  })

  it('is taken, where it cannot be read, from the two that were served last', async () => {
    const { publish, read, tried } = startStore()
    for (const count of [1, 2, 3, 2]) {
      await publish(count, 1)
      later()
      expect(await read()).toEqual(['kv', count, count])
    }
    await publish(4, 2)
    later()
    expect(await tried()).toEqual(['kv 4', 'copy 2', 'copy 3'])
  })

  it('does not displace the one before, however often it is served', async () => {
    const { publish, read, tried } = startStore()
    for (const count of [1, 2, 2, 2]) {
      await publish(count, 1)
      later()
      await read()
    }
    await publish(3, 2)
    later()
    expect(await tried()).toEqual(['kv 3', 'copy 2', 'copy 1'])
  })

  it('is not served from a copy of which nothing was read', async () => {
    const { publish, store, io, tried } = startStore()
    await publish(1, 1)
    expect(await store.current(io, SLUG, async ({ head }) => head.published)).toBe('2025-01-01T00:00:00Z')
    await publish(2, 2)
    later()
    expect(await tried()).toEqual(['kv 2'])
  })

  it('comes from the snapshot again where it came from there', async () => {
    const { state, read } = startStore(await bundled(2))
    state.isDown = true
    for (let time = 0; time < 2; time++) expect(await read()).toEqual(['snapshot', 2, 2])
  })

  it('gives way to the one before it, with its own time and what came before that', async () => {
    const { publish, pairs, store, io } = startStore()
    const first = await publish(1, 1)
    const second = await publish(2, 2, first.head.history)
    const again = await publish(3, 3, second.head.history)
    const { head } = await publish(3, 4, again.head.history)
    pairs.delete(partKey(SLUG, head.revision.signatories.names))
    const served = await store.current(io, SLUG, async (letter) => {
      await letter.open().signatories(0, 9)
      return [letter.source, letter.head] as const
    })
    expect(served).toEqual(['copy', { ...second.head, published: '2025-02-01T00:00:00Z' }])
    expect(logged).toEqual([`${partKey(SLUG, head.revision.signatories.names)}: missing`])
  })

  it('is not there where no such letter is, and cannot be had where nobody can tell', async () => {
    const { read, state } = startStore()
    expect(await read()).toBeUndefined()
    later()
    state.isDown = true
    await expect(read()).rejects.toThrow(new Unavailable(SLUG))
    expect(logged).toEqual([`${headKey(SLUG)}: KV is down`])
  })

  it.each<[string, (key: string, pairs: Map<string, string>) => void, string[]]>([
    ['is gone', (key, pairs) => pairs.delete(key), []],
    ['is broken', (key, pairs) => pairs.set(key, '{'), ['not JSON']],
  ])('cannot be had where its parts are missing and the record before it %s', async (_, breaks, faults) => {
    const { publish, pairs, read } = startStore()
    const first = await publish(1, 1)
    const { head } = await publish(2, 2, first.head.history)
    pairs.delete(partKey(SLUG, head.revision.signatories.names))
    const key = revisionKey(SLUG, first.id)
    breaks(key, pairs)
    await expect(read()).rejects.toThrow(new Unavailable(SLUG))
    expect(logged.slice(1)).toEqual(faults.map((fault) => `${key}: ${fault}`))
  })

  it('is not taken from the head of another letter', async () => {
    const { publish, pairs, read } = startStore(await bundled(1))
    await publish(2, 1, [], 'b-letter')
    pairs.set(headKey(SLUG), pairs.get(headKey('b-letter')) ?? '')
    expect(await read()).toEqual(['snapshot', 1, 1])
    expect(logged).toEqual(['letter/a-letter: holds the head of b-letter'])
  })

  it('is no matter of copies where our own code fails', async () => {
    const { publish, store, io } = startStore(await bundled(1))
    await publish(2, 1)
    const fails = () => Promise.reject(new TypeError('a bug'))
    await expect(store.current(io, SLUG, fails)).rejects.toThrow('a bug')
  })
})

describe('a named revision', () => {
  const countOf = (of: { revision: { count: number } }) => Promise.resolve(of.revision.count)

  it('is read by its record, also where it is not the current one', async () => {
    const { publish, store, io } = startStore()
    const { id } = await publish(1, 1)
    await publish(2, 2)
    expect(await store.revision(io, SLUG, id, countOf)).toBe(1)
    expect(await store.revision(io, SLUG, '0'.repeat(64), countOf)).toBeUndefined()
  })

  it('is not taken for the one that was served lately', async () => {
    const { publish, read, store, io } = startStore()
    const { id } = await publish(1, 1)
    await publish(2, 2)
    await read()
    expect(await store.revision(io, SLUG, id, countOf)).toBe(1)
  })

  it('is there also where its letter has no head', async () => {
    const { publish, pairs, store, io } = startStore()
    const { id } = await publish(1, 1)
    pairs.delete(headKey(SLUG))
    expect(await store.revision(io, SLUG, id, countOf)).toBe(1)
  })

  it('is as the head has it where it is the current one', async () => {
    const { publish, store, io } = startStore()
    const { head, put, id } = await publish(1, 1)
    put({ ...head, revision: { ...head.revision, languages: ['fr'] } })
    expect(await store.revision(io, SLUG, id, async ({ revision }) => revision.languages)).toEqual(['fr'])
  })

  it('is not asked of KV where it was served lately', async () => {
    const { publish, read, store, io, asked } = startStore()
    const { id } = await publish(1, 1)
    await read()
    await publish(2, 2)
    later()
    expect(await store.revision(io, SLUG, id, countOf)).toBe(1)
    expect(asked).not.toContain(revisionKey(SLUG, id))
  })

  it('cannot be had where its record is another’s, or a part is missing', async () => {
    const { publish, store, io, pairs } = startStore()
    const { id } = await publish(1, 1)
    const other = await publish(2, 2)
    pairs.set(revisionKey(SLUG, id), pairs.get(revisionKey(SLUG, other.id)) ?? '')
    await expect(store.revision(io, SLUG, id, countOf)).rejects.toThrow(new Unavailable(SLUG))
    expect(logged).toEqual([`${revisionKey(SLUG, id)}: holds revision ${other.id}`])
    pairs.delete(partKey(SLUG, other.head.revision.letter))
    await expect(store.revision(io, SLUG, other.id, ({ open }) => open().letter())).rejects.toThrow(
      new Unavailable(SLUG),
    )
    expect(logged[1]).toBe(`${partKey(SLUG, other.head.revision.letter)}: missing`)
  })
})

describe('a history', () => {
  /** A letter with two publications in its head and two in a part. */
  const withHistory = async () => {
    const started = startStore()
    const { head, put } = await started.publish(1, 4)
    const publication = (n: number): Publication => ({
      revision: String(n).repeat(64),
      published: `2024-0${n}-01T00:00:00Z`,
      count: n,
    })
    const { name, pair } = await partOf(SLUG, JSON.stringify([publication(2), publication(1)]))
    started.pairs.set(pair.key, pair.value)
    put({ ...head, history: [...head.history, publication(3)], older: { names: name, counts: [2] } })
    return { ...started, part: pair.key, publication, newest: head.history[0] }
  }

  it('goes on in parts, which are read where they are needed', async () => {
    const { store, io, newest, publication, asked, part } = await withHistory()
    const some = (from: number, count: number) =>
      store.current(io, SLUG, ({ open }) => open().publications(from, count))
    expect(await some(0, 2)).toEqual([newest, publication(3)])
    expect(asked).not.toContain(part)
    expect(await some(1, 2)).toEqual([publication(3), publication(2)])
    expect(asked).toContain(part)
    expect(await some(3, 9)).toEqual([publication(1)])
    expect(await some(0, Number.POSITIVE_INFINITY)).toHaveLength(4)
    expect(await some(4, 1)).toEqual([])
  })

  it('says when a revision was published, and reads no part where the head says it', async () => {
    const { store, io, asked, part } = await withHistory()
    const published = (n: number) => store.published(io, SLUG, String(n).repeat(64))
    expect(await published(3)).toBe('2024-03-01T00:00:00Z')
    expect(asked).not.toContain(part)
    expect(await published(1)).toBe('2024-01-01T00:00:00Z')
    expect(await published(9)).toBeUndefined()
  })

  it('cannot be had where a part of it is missing', async () => {
    const { store, io, part, pairs } = await withHistory()
    pairs.delete(part)
    await expect(store.published(io, SLUG, '1'.repeat(64))).rejects.toThrow(new Unavailable(SLUG))
    expect(logged).toEqual([`${part}: missing`])
  })

  it('without parts, and of no letter, has nothing that it does not name', async () => {
    const { publish, store, io } = startStore(await bundled(1))
    const { id } = await publish(2, 1)
    expect(await store.published(io, SLUG, id)).toBe('2025-01-01T00:00:00Z')
    expect(await store.published(io, SLUG, '9'.repeat(64))).toBeUndefined()
    expect(await store.published(io, 'none', id)).toBeUndefined()
    const other = startStore(await bundled(2))
    other.state.isDown = true
    expect(await other.store.published(other.io, SLUG, id)).toBe('2020-02-29T00:00:00Z')
  })
})

it('how each letter stands is what KV says, else the snapshot', async () => {
  const { publish, store, io } = startStore({
    ...(await snapshotOf([letterSignedBy(1), letterSignedBy(3, 'b-letter')])),
  })
  await publish(2, 1)
  const standings = await store.standings(io, [SLUG, 'none', 'b-letter'])
  expect(standings.map((each) => each && [each.source, each.head.revision.count])).toEqual([
    ['kv', 2],
    undefined,
    ['snapshot', 3],
  ])
})

describe('a widget of an earlier deploy', () => {
  it('is there where it was kept, and unavailable where it is not what its name says', async () => {
    const { store, io, pairs } = startStore()
    const hash = await shortHash('widget()')
    pairs.set(widgetKey(hash), 'widget()')
    expect(await store.widget(io, hash)).toBe('widget()')
    expect(await store.widget(io, '0'.repeat(16))).toBeUndefined()
    pairs.set(widgetKey('1'.repeat(16)), 'widget()')
    await expect(store.widget(io, '1'.repeat(16))).rejects.toThrow(new Unavailable(widgetKey('1'.repeat(16))))
    expect(logged).toEqual([`${widgetKey('1'.repeat(16))}: content does not match its name`])
  })
})

it('the letters are those of KV, and of the snapshot those that KV does not hold: newest first, then by their slugs', async () => {
  const snapshot = await snapshotOf([
    letterSignedBy(9),
    letterSignedBy(9, 'd-letter'),
    { ...letterSignedBy(9, 'e-letter'), date: '2021-01-01' },
  ])
  const { publish, store, io, pairs } = startStore(snapshot)
  const entries = await Promise.all(
    ['c-letter', SLUG, 'b-letter'].map(async (slug) => (await publish(1, 1, [], slug)).entry),
  )
  const list = async () => (await store.catalogue(io)).map(({ slug, count }) => `${slug} ${count}`)
  expect(await list()).toEqual(['e-letter 9', 'a-letter 9', 'd-letter 9'])
  pairs.set('letters', JSON.stringify(entries))
  later()
  expect(await list()).toEqual(['e-letter 9', 'a-letter 1', 'b-letter 1', 'c-letter 1', 'd-letter 9'])
  expect(await startStore().store.catalogue(io)).toHaveLength(3)
  const empty = startStore()
  expect(await empty.store.catalogue(empty.io)).toEqual([])
})
