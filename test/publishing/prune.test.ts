import { expect, it, vi } from 'vitest'
import { readLive } from '../../src/publishing/live.ts'
import { prune, sweepOf } from '../../src/publishing/prune.ts'
import { revisionKeys } from '../../src/publishing/revision-keys.ts'
import { claimKey, partKey, revisionKey } from '../../src/revision/keys.ts'
import { StoreError } from '../../src/revision/store-error.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, publishIn } from './memory.ts'

const SLUG = 'a-letter'

/** A letter that was published as often, a day apart from 1 January 2020 on. */
const publishedOften = async (times: number) => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const memory = createMemory()
  for (let n = 0; n < times; n++) {
    vi.setSystemTime(`2020-01-0${n + 1}T00:00:00Z`)
    await publishIn(memory.kv, [letterSignedBy(3 + n, SLUG, `Number ${n}`)])
  }
  vi.useRealTimers()
  const ids = memory.head(SLUG).history.map(({ revision }) => revision)
  return { ...memory, ids }
}

it('what goes are the revisions that no publication kept needs and that are old enough, before their parts', async () => {
  const { kv, head, pairs, ids } = await publishedOften(4)
  const before = [...pairs.keys()].filter((key) => key.startsWith(`letter/${SLUG}/`))
  const sweep = await sweepOf(kv, head(SLUG), 2, new Date('2020-01-01T00:00:00Z'))
  expect(sweep).toMatchObject({ slug: SLUG, trimmed: 2, revisions: [ids[3]] })
  expect(sweep.head.history.map(({ revision }) => revision)).toEqual(ids.slice(0, 2))
  expect(sweep.keys[0]).toBe(revisionKey(SLUG, ids[3] ?? ''))
  expect(sweep.keys.slice(1).every((key) => key.startsWith(partKey(SLUG, '')))).toBe(true)
  expect(sweep.keys.length).toBeGreaterThan(1)
  expect(sweep.kept + sweep.keys.length).toBe(before.length)

  const all = await sweepOf(kv, head(SLUG), 1, new Date('2020-01-03T00:00:00Z'))
  expect(all.revisions.toSorted()).toEqual(ids.slice(1).toSorted())
  expect(all.kept).toBe(revisionKeys(SLUG, head(SLUG).revision).length)
  expect(await sweepOf(kv, head(SLUG), 4, new Date())).toMatchObject({ trimmed: 0, keys: [] })
})

it('the current revision stays whatever its history says, and what other letters and widgets have', async () => {
  const { kv, head } = await publishedOften(2)
  await publishIn(kv, [letterSignedBy(3, `${SLUG}-two`)])
  await kv.put([
    { key: 'widget/a', value: '' },
    { key: `letter/${SLUG}/other/a`, value: '' },
  ])
  const [, older] = head(SLUG).history
  if (!older) throw new Error('there is no older publication')
  const sweep = await sweepOf(kv, { ...head(SLUG), history: [older] }, 1, new Date())
  expect(sweep.keys).toEqual([])
})

it('a tombstone that the history names stays, and all that it leads to', async () => {
  const { kv, head, ids } = await publishedOften(4)
  const [current, to, over, from] = ids as [string, string, string, string]
  const tombstone = (id: string, successor: string) => ({
    key: revisionKey(SLUG, id),
    value: JSON.stringify({ successor }),
  })
  await kv.put([tombstone(from, over), tombstone(over, to)])
  const { history, ...rest } = head(SLUG)
  const named = history.filter(({ revision }) => revision === current || revision === from)
  const sweep = await sweepOf(kv, { ...rest, history: named }, 2, new Date())
  expect(sweep.revisions).toEqual([])
  const unnamed = await sweepOf(kv, { ...rest, history: named.slice(0, 1) }, 1, new Date())
  expect(unnamed.revisions.toSorted()).toEqual([to, over, from].toSorted())
})

it('what was written without a time is old', async () => {
  const { kv, head, pairs } = await publishedOften(2)
  for (const [key, { value }] of [...pairs]) await kv.put([{ key, value }])
  expect((await sweepOf(kv, head(SLUG), 1, new Date(0))).revisions).toHaveLength(1)
})

it('nothing is swept where a revision that stays cannot be read', async () => {
  const { kv, head, ids } = await publishedOften(2)
  await kv.put([{ key: revisionKey(SLUG, ids[1] ?? ''), value: '{' }])
  await expect(sweepOf(kv, head(SLUG), 2, new Date())).rejects.toThrow(StoreError)
})

it('histories are shortened before anything is deleted, and whoever publishes meanwhile is turned away', async () => {
  const { kv, head, pairs, value } = await publishedOften(3)
  const live = await readLive(kv, [SLUG])
  const sweep = await sweepOf(kv, head(SLUG), 1, new Date())
  const done: string[] = []
  const watched: typeof kv = {
    ...kv,
    async put(added, onWritten) {
      for await (const pair of added) {
        done.push(pair.key)
        await kv.put([pair], onWritten)
      }
    },
    async delete(keys) {
      done.push('deleted')
      await kv.delete(keys)
    },
  }
  const claim = value(claimKey)
  await prune(watched, live, [sweep])
  expect(done).toEqual([claimKey, `letter/${SLUG}`, 'letters', 'deleted', claimKey])
  expect(value(claimKey)).not.toBe(claim)
  expect(head(SLUG).history).toHaveLength(1)
  for (const key of sweep.keys) expect(pairs.has(key)).toBe(false)
})

it('a history that is short enough is not written', async () => {
  const { kv, head } = await publishedOften(1)
  const live = await readLive(kv, [SLUG])
  const sweep = await sweepOf(kv, head(SLUG), 1, new Date())
  const heads: string[] = []
  const watched: typeof kv = {
    ...kv,
    async put(added, onWritten) {
      for await (const pair of added) {
        if (pair.key.startsWith('letter/')) heads.push(pair.key)
        await kv.put([pair], onWritten)
      }
    },
  }
  await prune(watched, live, [sweep])
  expect(heads).toEqual([])
})

it('what leads from an erased revision stays as long as the revision that it leads to', async () => {
  const { kv, head, ids } = await publishedOften(4)
  const [current = '', , , oldest = ''] = ids
  const erased = ['a', 'b', 'c'].map((digit) => digit.repeat(64))
  const [kept = '', gone = '', twice = ''] = erased
  for (const [from, successor] of [
    [kept, current],
    [gone, oldest],
    [twice, kept],
  ])
    await kv.put([{ key: revisionKey(SLUG, from ?? ''), value: JSON.stringify({ successor }) }])
  const sweep = await sweepOf(kv, head(SLUG), 2, new Date())
  expect(sweep.revisions.toSorted()).toEqual([...ids.slice(2), gone].toSorted())
  expect((await sweepOf(kv, head(SLUG), 4, new Date())).revisions).toEqual([])
})

it('what cannot be read stops no sweep where nothing kept needs it', async () => {
  const { kv, head } = await publishedOften(2)
  await kv.put([{ key: revisionKey(SLUG, 'a'.repeat(64)), value: '{' }])
  expect((await sweepOf(kv, head(SLUG), 2, new Date())).revisions).toEqual(['a'.repeat(64)])
})
