/** A history that is too long for its head, over a store in memory. */
import { describe, expect, it } from 'vitest'
import { readHistory } from '../../src/publishing/history.ts'
import { readLive } from '../../src/publishing/live.ts'
import { prune, sweepOf } from '../../src/publishing/prune.ts'
import { publishPlans } from '../../src/publishing/publish.ts'
import { choosePublication, findRevision, rollBack } from '../../src/publishing/rollback.ts'
import { firstPublished } from '../../src/revision/history.ts'
import { headKey, partKey } from '../../src/revision/keys.ts'
import { splitNames } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, Killed, planIn, publishIn } from './memory.ts'

const SLUG = 'a-letter'
const letters = [3, 4].map((count) => letterSignedBy(count, SLUG, `Signed by ${count}`))

/** What the store held after each publication, for a test to go on from. */
const stored: ReturnType<typeof createMemory>['pairs'][] = []

/** A letter with so many publications, of two revisions in turn; the note of each is its number. */
const published = async (count: number) => {
  const there = Math.min(count, Math.max(0, stored.length - 1))
  const memory = createMemory(stored[there])
  for (let number = there + 1; number <= count; number++) {
    await publishIn(memory.kv, [letters[number % 2] ?? letterSignedBy(1)], { note: String(number) })
    stored[number] = new Map(memory.pairs)
  }
  return memory
}

const notes = async ({ kv, head }: Awaited<ReturnType<typeof createMemory>>) =>
  (await readHistory(kv, SLUG, head(SLUG))).map(({ note }) => Number(note))

const countDown = (from: number, to = 1) => Array.from({ length: from - to + 1 }, (_, n) => from - n)

describe('a long history', { timeout: 60_000 }, () => {
  it('leaves the head for parts, and is whole and in its order', async () => {
    const memory = await published(420)
    const { history, older } = memory.head(SLUG)
    expect(history.length).toBeLessThan(200)
    expect(older?.counts).toEqual([100, 100, 100])
    expect(await notes(memory)).toEqual(countDown(420))
    expect(JSON.stringify(memory.head(SLUG)).length).toBeLessThan(64 * 1024)
  })

  it('of a head that was written before there were parts leaves it with the next publication', async () => {
    const memory = await published(1)
    const head = memory.head(SLUG)
    const [one] = head.history
    const history = countDown(1_000).map((number) => ({ ...one, note: String(number) }))
    await memory.kv.put([{ key: headKey(SLUG), value: JSON.stringify({ ...head, history }) }])
    await publishIn(memory.kv, [letters[0] ?? letterSignedBy(1)], { note: '1001' })
    expect(memory.head(SLUG).history.length).toBeLessThan(200)
    expect(await notes(memory)).toEqual(countDown(1_001))
  })

  it('of such a head still tells when each revision was first published', async () => {
    const memory = await published(2)
    const head = memory.head(SLUG)
    const [two, one] = head.history
    const at = (number: number) => new Date(Date.UTC(2020, 0, 1) + number * 60_000).toISOString()
    const history = countDown(1_000).map((number) => ({
      ...(number % 2 ? one : two),
      published: at(number),
      note: String(number),
    }))
    await memory.kv.put([{ key: headKey(SLUG), value: JSON.stringify({ ...head, history }) }])
    await publishIn(memory.kv, [letterSignedBy(9, SLUG, 'Another')], { note: '1001' })
    const now = memory.head(SLUG).history
    expect(firstPublished(now, one?.revision ?? '')).toBe(at(1))
    expect(firstPublished(now, two?.revision ?? '')).toBe(at(2))
  })

  it('says of a revision when it was first published, however long ago', async () => {
    const memory = await published(250)
    const all = await readHistory(memory.kv, SLUG, memory.head(SLUG))
    expect(all[0]).toMatchObject({ first: all.at(-2)?.published })
    expect(all[1]).toMatchObject({ first: all.at(-1)?.published })
    expect(all.at(-1)).not.toHaveProperty('first')
  })

  it('killed at any write while it leaves the head, is whole, and goes on', async () => {
    for (let steps = 0; ; steps++) {
      const memory = await published(199)
      const { live, plans } = await planIn(memory.kv, [letterSignedBy(5, SLUG, 'Another')])
      const done = await publishPlans(memory.killedAfter(steps), live, plans, { note: '200' }).then(
        () => true,
        (error) => {
          expect(error).toBeInstanceOf(Killed)
          return false
        },
      )
      const now = await notes(memory)
      expect([countDown(199), countDown(200)]).toContainEqual(now)
      expect((await memory.read(SLUG))?.history[0]?.note).toBe(String(now[0]))
      if (done) {
        expect(memory.head(SLUG).older?.counts).toEqual([100])
        break
      }
    }
  })

  it('can be gone back in to what only a part names', async () => {
    const memory = await published(250)
    await publishIn(memory.kv, [letterSignedBy(9, SLUG, 'The last')])
    const live = await readLive(memory.kv, [SLUG])
    const all = await readHistory(memory.kv, SLUG, live.letter(SLUG))
    const old = choosePublication(SLUG, all, all.at(-1)?.revision)
    const compiled = await findRevision(memory.kv, SLUG, old.revision)
    await rollBack(memory.kv, live, compiled, old, { note: 'Back' })
    expect(memory.head(SLUG).history[0]).toMatchObject({ note: 'Back', first: all.at(-1)?.published })
  })

  it('is shortened to what is to stay, across its parts, and nothing of it is left behind', async () => {
    const memory = await published(450)
    const future = new Date(Date.now() + 60_000)
    for (const keep of [310, 250, 120, 7]) {
      const sweep = await sweepOf(memory.kv, memory.head(SLUG), keep, future)
      await prune(memory.kv, await readLive(memory.kv, [SLUG]), [sweep])
      expect(await notes(memory)).toEqual(countDown(450, 451 - keep))
      expect((await sweepOf(memory.kv, memory.head(SLUG), keep, future)).keys).toEqual([])
    }
    expect(memory.head(SLUG)).not.toHaveProperty('older')
  })

  it('of which a part is lost stops no publish, and can be shortened to what is left', async () => {
    const memory = await published(250)
    const [name = ''] = splitNames(memory.head(SLUG).older?.names ?? '')
    await memory.kv.delete([partKey(SLUG, name)])
    await publishIn(memory.kv, [letterSignedBy(5, SLUG, 'Another')], { note: '251' })
    await expect(notes(memory)).rejects.toThrow(/missing/)
    const { history } = memory.head(SLUG)
    const sweep = await sweepOf(memory.kv, memory.head(SLUG), history.length, new Date(0))
    expect(sweep.trimmed).toBe(251 - history.length)
    await prune(memory.kv, await readLive(memory.kv, [SLUG]), [sweep])
    expect(await notes(memory)).toEqual(countDown(251, 252 - history.length))
  })
})
