import { expect, it } from 'vitest'
import { NotShown, PublishConflict, StoreLoss } from '../../src/publishing/errors.ts'
import type { Kv, PairToPut } from '../../src/publishing/kv.ts'
import { readLive } from '../../src/publishing/live.ts'
import { makeCurrent } from '../../src/publishing/make-current.ts'
import { catalogueKey, claimKey, headKey } from '../../src/revision/keys.ts'
import type { Head, Pair } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, publishIn } from './memory.ts'

const SLUG = 'a-letter'
const HEAD = headKey(SLUG)

/** A letter that is live, a claim that is written, and the head that is to be next, over a store that is watched. */
const begun = async () => {
  const memory = createMemory()
  await publishIn(memory.kv, [letterSignedBy(3)])
  const live = await readLive(memory.kv, [SLUG])
  const claim = { key: claimKey, value: '{"id":"ours"}' }
  await memory.kv.put([claim])
  const head: Head = { ...memory.head(SLUG), published: '2030-01-01T00:00:00.000Z' }
  async function* renewing(pairs: AsyncIterable<PairToPut>) {
    yield* pairs
  }
  /** After a write of the heads, this happens. */
  let happens = async () => {}
  const puts: string[][] = []
  const watched: Kv = {
    ...memory.kv,
    async put(pairs, onWritten) {
      const these = await Array.fromAsync(pairs as AsyncIterable<Pair>)
      puts.push(these.map(({ key }) => key))
      await memory.kv.put(these, onWritten)
      await happens()
    },
  }
  return {
    ...memory,
    puts,
    /** The claim that was there before. */
    before: live.values.get(claimKey),
    make: (kv: Kv = watched) =>
      makeCurrent(
        kv,
        live,
        { claim, renewing, renew: async () => {} },
        { heads: [head], parts: [], catalogue: live.catalogue },
      ),
    afterWrite: (next: typeof happens) => {
      happens = next
    },
    next: head,
  }
}

const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )
const put = (kv: Kv, key: string, value = '{"somebody":"else"}') => kv.put([{ key, value }])

it('heads and the list are written together, once, where all is as it was', async () => {
  const { make, puts, head, next } = await begun()
  await make()
  expect(puts).toEqual([[HEAD, catalogueKey]])
  expect(head(SLUG)).toEqual(next)
})

it.each([
  ['the claim', claimKey],
  ['a head', HEAD],
  ['the list', catalogueKey],
])('where %s is somebody else’s before, nothing is written', async (_, key) => {
  const { make, kv, puts } = await begun()
  await put(kv, key)
  const error = await thrownBy(make())
  expect(error).toBeInstanceOf(PublishConflict)
  expect(error).toMatchObject({ written: false })
  expect(puts).toEqual([])
})

it.each([
  ['a head', HEAD],
  ['the list', catalogueKey],
])('where %s is somebody else’s right after, it is told that ours were written, too', async (_, key) => {
  const { make, kv, afterWrite } = await begun()
  afterWrite(() => put(kv, key))
  expect(await thrownBy(make())).toMatchObject({ name: 'PublishConflict', written: true })
})

it('a claim that the store lost is written once more; where it is lost again, that is told before any head is written', async () => {
  const { make, kv, puts, before, head, next } = await begun()
  await put(kv, claimKey, before)
  const deaf: Kv = {
    ...kv,
    async put(pairs) {
      puts.push((await Array.fromAsync(pairs as AsyncIterable<Pair>)).map(({ key }) => key))
    },
  }
  const error = await thrownBy(make(deaf))
  expect(error).toBeInstanceOf(StoreLoss)
  expect(error).toMatchObject({ keys: [claimKey] })
  expect(puts).toEqual([[claimKey]])
  await make()
  expect(puts.slice(1)).toEqual([[claimKey], [HEAD, catalogueKey]])
  expect(head(SLUG)).toEqual(next)
})

it('a head that the store loses is written once more, alone; where it is lost again, it is told by its key', async () => {
  const { make, kv, puts, value } = await begun()
  const losing = (times: number): Kv => {
    let left = times
    return {
      ...kv,
      async put(pairs, onWritten) {
        const these = await Array.fromAsync(pairs as AsyncIterable<Pair>)
        puts.push(these.map(({ key }) => key))
        const kept = these.filter(({ key }) => key !== HEAD || left-- <= 0)
        await kv.put(kept, onWritten)
      },
    }
  }
  const old = value(HEAD)
  const error = await thrownBy(make(losing(2)))
  expect(error).toBeInstanceOf(NotShown)
  expect(error).toMatchObject({ keys: [HEAD] })
  expect(puts).toEqual([[HEAD, catalogueKey], [HEAD]])
  expect(value(HEAD)).toBe(old)
  await make(losing(1))
  expect(value(HEAD)).not.toBe(old)
})

it('a head that does not show is not written again where somebody has claimed since', async () => {
  const { make, kv, puts } = await begun()
  const losing: Kv = {
    ...kv,
    async put(pairs, onWritten) {
      const these = await Array.fromAsync(pairs as AsyncIterable<Pair>)
      puts.push(these.map(({ key }) => key))
      await kv.put(
        these.filter(({ key }) => key !== HEAD),
        onWritten,
      )
      await put(kv, claimKey)
    },
  }
  expect(await thrownBy(make(losing))).toMatchObject({ name: 'PublishConflict', written: true })
  expect(puts).toHaveLength(1)
})
