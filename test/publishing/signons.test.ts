/** What a letter that the public can sign is made of, whoever writes, whenever, and whatever stops. */
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Signatory, SignedLetter } from '../../src/letter/schema.ts'
import type { Signing } from '../../src/letter/signing.ts'
import { writerOf } from '../../src/publishing/base.ts'
import { borrowHead, returnHead } from '../../src/publishing/borrow-head.ts'
import { readChain } from '../../src/publishing/chain.ts'
import { erase } from '../../src/publishing/erase/erase.ts'
import { ERASURE_NOTE, planErasure } from '../../src/publishing/erase/plan.ts'
import { readHistory } from '../../src/publishing/history.ts'
import type { Kv } from '../../src/publishing/kv.ts'
import { type Live, readLive } from '../../src/publishing/live.ts'
import { planRenaming, renameLetter } from '../../src/publishing/rename-letter.ts'
import { headKey, revisionKey } from '../../src/revision/keys.ts'
import { Head, type Pair } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, Killed } from './memory.ts'
import { createObject, MINUTE_MS, publishAs, SIGNING, SLUG } from './signon-object.ts'
import { compiledAnew, signon, signonList } from './signons-double.ts'
import { createStaleKv } from './stale-kv.ts'

beforeEach(() => {
  vi.useFakeTimers({
    now: Date.parse('2026-03-01T10:00:00Z'),
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets time go by, a second at a time, and what is not done by it go on in between. */
const pass = async (seconds: number, isBusy: () => boolean = () => false): Promise<void> => {
  for (let second = 0; second < seconds; second++) {
    await vi.advanceTimersByTimeAsync(1_000)
    for (let turn = 0; turn < 4 || isBusy(); turn++) await setImmediate()
  }
}

/** Lets time go by until something has ended. */
const finished = async <Result>(
  work: Promise<Result>,
  meanwhile: () => Promise<void> = () => pass(1),
): Promise<Result> => {
  let ended = false
  const end = () => {
    ended = true
  }
  work.then(end, end)
  while (!ended) await meanwhile()
  return work
}

const headIn = (value: (key: string) => string | undefined): Head =>
  Head.parse(JSON.parse(value(headKey(SLUG)) ?? ''))

const expectList = async (
  value: (key: string) => string | undefined,
  letter: SignedLetter,
  signons: readonly Signatory[],
) => {
  const { compiled, pairs } = await compiledAnew(letter, signons)
  expect(headIn(value).revision).toEqual(compiled.revision)
  for (const pair of pairs) expect(value(pair.key), pair.key).toBe(pair.value)
}

const letter = letterSignedBy(3, SLUG)
const renamed = letterSignedBy(3, SLUG, 'Another title')

describe('an open letter', () => {
  const opened = async () => {
    const memory = createMemory()
    await publishAs(memory.kv, letter, SIGNING)
    return { ...memory, object: createObject(memory.kv) }
  }

  it('has the names of data/, and behind them those who signed on, in their order', async () => {
    const { object, value } = await opened()
    await object.alarm()
    await expectList(value, letter, [])
    object.sign(...signonList(5))
    await object.alarm()
    await expectList(value, letter, signonList(5))
    object.sign(...signonList(4, 5))
    await object.alarm()
    await expectList(value, letter, signonList(9))
    expect(headIn(value).history[0]?.signons).toBe(9)
  })

  it('that has sections has them in the last', async () => {
    const { kv, value } = createMemory()
    const parted = {
      ...letter,
      signatories: letter.signatories.map((each, index) => ({
        ...each,
        section: index < 2 ? 'Organisations' : 'Individuals',
      })),
    }
    await publishAs(kv, parted, SIGNING)
    const object = createObject(kv)
    object.sign(...signonList(2))
    await object.alarm()
    object.sign(...signonList(2, 2))
    await object.alarm()
    await expectList(value, parted, signonList(4))
  })

  it('loses who leaves, and shows what was put right', async () => {
    const { object, value } = await opened()
    object.sign(...signonList(6))
    await object.alarm()
    object.leave(2)
    object.edit(0, 'Another Name')
    await object.alarm()
    await expectList(value, letter, object.list)
  })

  it('says how many signed an earlier text, in a later second, where it can be read, and also when it is closed', async () => {
    const { object, value, kv } = await opened()
    const { id } = headIn(value).revision
    object.sign(...signonList(3))
    await publishAs(kv, renamed, SIGNING)
    object.told([{ revision: id, count: 2 }])
    await object.alarm()
    expect(headIn(value).earlier_texts).toEqual([{ revision: id, count: 2 }])
    const before = headIn(value)
    await pass(60)
    object.told([{ revision: id, count: 1 }])
    await object.alarm()
    const { earlier_texts, revision, published } = headIn(value)
    expect(earlier_texts).toEqual([{ revision: id, count: 1 }])
    expect(revision).toEqual(before.revision)
    expect(Math.floor(Date.parse(published) / 1000)).toBeGreaterThan(
      Math.floor(Date.parse(before.published) / 1000),
    )
    // An editor erased somebody from it, and from what took its place.
    const successors = ['a'.repeat(64), 'b'.repeat(64)]
    for (const [index, key] of [id, successors[0] ?? ''].entries())
      await kv.put([{ key: revisionKey(SLUG, key), value: JSON.stringify({ successor: successors[index] }) }])
    object.sign(...signonList(1, 3))
    await object.alarm()
    expect(headIn(value).earlier_texts).toEqual([{ revision: successors[1], count: 1 }])
    const closing = publishAs(
      kv,
      { ...renamed, signatories: [...renamed.signatories, ...object.list] },
      undefined,
    )
    await finished(closing, async () => {
      await object.alarm()
      await pass(1)
    })
    expect(headIn(value).signing).toBeUndefined()
    expect(headIn(value).earlier_texts).toEqual([{ revision: successors[1], count: 1 }])
    await finished(publishAs(kv, { ...renamed, date: '2020-01-01' }, undefined))
    expect(headIn(value).history[0]?.signons).toBeUndefined()
    expect(headIn(value).earlier_texts).toEqual([{ revision: successors[1], count: 1 }])
  })

  it('gets another text from an editor, who writes no head', async () => {
    const { kv, object, value } = await opened()
    object.sign(...signonList(3))
    await object.alarm()
    const before = value(headKey(SLUG))
    await publishAs(kv, renamed, SIGNING, 'A better title')
    expect(value(headKey(SLUG))).toBe(before)
    await object.alarm()
    await expectList(value, renamed, signonList(3))
    expect(headIn(value).history[0]).toMatchObject({ note: 'A better title', signons: 3 })
  })

  it('can be closed later with a head alone', async () => {
    const { kv, object, value } = await opened()
    object.sign(...signonList(3))
    await object.alarm()
    await publishAs(kv, letter, { ...SIGNING, closes: '2026-04-01' })
    await object.alarm()
    await expectList(value, letter, signonList(3))
    expect(headIn(value).signing?.closes).toBe('2026-04-01')
  })

  it('goes back to the editor with all names, when it is closed for good, and is the editor’s from then on', async () => {
    const { kv, object, value } = await opened()
    object.sign(...signonList(3))
    await object.alarm()
    const pulled = { ...letter, signatories: [...letter.signatories, ...signonList(3)] }
    // One more came after they were brought into data/.
    object.sign(signon(3))
    let all: Head | undefined
    await finished(publishAs(kv, pulled, undefined), async () => {
      await pass(1)
      await object.alarm()
      if (headIn(value).handed_over) all ??= headIn(value)
    })
    expect(all).toMatchObject({ revision: { count: 7 }, history: [{ signons: 1 }, {}, {}] })
    expect(all?.signing).toBeUndefined()
    object.sign(signon(9))
    await object.alarm()
    await expectList(value, pulled, [])
  })

  it('can be opened again', async () => {
    const { kv, object, value } = await opened()
    object.sign(...signonList(3))
    await object.alarm()
    const pulled = { ...letter, signatories: [...letter.signatories, ...signonList(3)] }
    await finished(publishAs(kv, pulled, undefined), async () => {
      await pass(1)
      await object.alarm()
    })
    await publishAs(kv, pulled, SIGNING)
    object.sign(signon(3))
    await object.alarm()
    await expectList(value, letter, signonList(4))
  })

  it('that was closed can be renamed, and published under its new slug', async () => {
    const { kv, object, pairs, value } = await opened()
    await finished(publishAs(kv, letter, undefined), async () => {
      await pass(1)
      await object.alarm()
    })
    const live = await readLive(kv, [SLUG, 'b-letter'])
    const store = { ...kv, add: (pair: Pair) => void pairs.set(pair.key, pair) }
    const renaming = await planRenaming(kv, live, headIn(value), 'b-letter', store)
    await renameLetter(kv, live, renaming, store, { takeOver: true })
    const to = await readLive(kv, ['b-letter'])
    expect(writerOf(to.letter('b-letter').base, to.letter('b-letter').head)).toBe('editor')
    await object.alarm()
    expect((await readLive(kv, [SLUG])).letter(SLUG).moved?.moved_to).toBe('b-letter')
  })

  it('keeps its names where another object has none of them', async () => {
    const { kv, object, value } = await opened()
    object.sign(...signonList(3))
    await object.alarm()
    const before = value(headKey(SLUG))
    const other = createObject(kv)
    for (const waiting of ['head', 'names', 'names']) {
      await other.alarm()
      expect(other.waiting).toBe(waiting)
      vi.setSystemTime(Date.now() + 4 * MINUTE_MS)
    }
    expect(value(headKey(SLUG))).toBe(before)
  })

  it('that was given back stays the editor’s where the object forgets that it gave it', async () => {
    const { kv, object, value, pairs } = await opened()
    object.sign(...signonList(2))
    await object.alarm()
    const state = structuredClone(object.state)
    const pulled = { ...letter, signatories: [...letter.signatories, ...signonList(2)] }
    await finished(publishAs(kv, pulled, undefined), async () => {
      await pass(1)
      await object.alarm()
    })
    await publishAs(kv, { ...renamed, signatories: pulled.signatories }, undefined)
    const after = new Map(pairs)
    object.forget(state)
    await object.alarm()
    expect(pairs).toEqual(after)
    expect(value(headKey(SLUG))).toBeDefined()
  })

  it('is left alone while an editor has borrowed it, and goes on from what they wrote', async () => {
    const { kv, object, value } = await opened()
    object.sign(...signonList(3))
    await object.alarm()
    let borrowed: Live | undefined
    await finished(
      borrowHead(kv, await readLive(kv, [SLUG]), SLUG).then((live) => {
        borrowed = live
      }),
      async () => {
        await pass(1)
        await object.alarm()
      },
    )
    if (!borrowed) throw new Error('it was not borrowed')
    object.sign(signon(3))
    await object.alarm()
    expect(headIn(value)).toMatchObject({ signing: SIGNING, revision: { count: 6 } })

    const store = createMemory()
    const add = (pair: Pair) => void store.pairs.set(pair.key, pair)
    const erasure = await planErasure(kv, borrowed, SLUG, 'org-2', { ...store.kv, add })
    await erase(kv, borrowed, erasure, { ...store.kv, add })
    const { ofData } = borrowed.letter(SLUG)
    const to = erasure.rewrites.find(({ from }) => from === ofData?.id)?.to
    await returnHead(kv, SLUG, to ?? '')
    await object.alarm()
    await expectList(
      value,
      { ...letter, signatories: letter.signatories.filter(({ id }) => id !== 'org-2') },
      signonList(4),
    )
    expect((await readHistory(kv, SLUG, headIn(value))).map(({ note }) => note)).toContain(ERASURE_NOTE)
  })

  it('has one publication an hour of names that only came, and one of each change by an editor', async () => {
    const { kv, object, value } = await opened()
    for (let minute = 0; minute < 180; minute++) {
      object.sign(signon(minute))
      await object.alarm()
      if (minute === 100) await publishAs(kv, renamed, SIGNING, 'A better title')
      vi.setSystemTime(Date.now() + MINUTE_MS)
    }
    const history = await readHistory(kv, SLUG, headIn(value))
    expect(history.map(({ count, note }) => [count, note])).toEqual([
      [183, undefined],
      [123, undefined],
      [105, 'A better title'],
      [104, undefined],
      [63, undefined],
      [3, undefined],
    ])
    const [first, ...others] = history
    expect(first && readChain([first, ...others])).not.toHaveProperty('fault')
    for (const { published } of history)
      expect(history.filter((each) => each.published === published)).toHaveLength(1)
  })

  it('killed at any write and gone on with, comes to the same', async () => {
    for (let writes = 0; ; writes++) {
      const { object, value, killedAfter } = await opened()
      object.sign(...signonList(4))
      await object.alarm()
      object.leave(1)
      object.sign(signon(7))
      const isKilled = await object.alarm({ store: killedAfter(writes) }).then(
        () => false,
        (error: unknown) => {
          if (error instanceof Killed) return true
          throw error
        },
      )
      await object.alarm()
      await expectList(value, letter, object.list)
      if (!isKilled) break
    }
  })

  it('is written again where somebody else wrote its head', async () => {
    const { kv, object, value } = await opened()
    object.sign(...signonList(3))
    await object.alarm()
    const right = value(headKey(SLUG))
    await kv.put([{ key: headKey(SLUG), value: '{}' }])
    vi.setSystemTime(Date.now() + MINUTE_MS)
    await object.alarm()
    expect(value(headKey(SLUG))).toBe('{}')
    vi.setSystemTime(Date.now() + 5 * MINUTE_MS)
    await object.alarm()
    expect(value(headKey(SLUG))).toBe(right)
  })
})

type Act =
  | { act: 'sign'; count: number }
  | { act: 'leave'; index: number }
  | { act: 'edit'; index: number }
  | { act: 'publish'; title: number; days: number }
  | { act: 'close' }
  | { act: 'wait'; seconds: number }
  | { act: 'kill'; writes: number }
  | { act: 'look' }

const acts = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('sign' as const), count: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ act: fc.constant('leave' as const), index: fc.nat(20) }),
    fc.record({ act: fc.constant('edit' as const), index: fc.nat(20) }),
    fc.record({ act: fc.constant('publish' as const), title: fc.nat(3), days: fc.nat(3) }),
    fc.record({ act: fc.constant('close' as const) }),
    fc.record({ act: fc.constant('wait' as const), seconds: fc.nat(100) }),
    fc.record({ act: fc.constant('kill' as const), writes: fc.nat(6) }),
    fc.record({ act: fc.constant('look' as const) }),
  ) as fc.Arbitrary<Act>,
  { minLength: 1, maxLength: 14 },
)

/** Numbers from 0 to below 1, always the same for one seed (mulberry32). */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}

describe('over a store that is late', () => {
  it('every list in the end is that of data/ and of those who signed on, whatever happened in which order', async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.nat(), async (some, seed) => {
        vi.setSystemTime(Date.parse('2026-03-01T10:00:00Z'))
        const random = randomFrom(seed)
        const { kv, value } = createStaleKv(random)
        const object = createObject(kv)
        let dying: number | undefined
        let data = letter
        let signing: Signing | undefined = SIGNING
        let editing: Promise<void> = Promise.resolve()
        let next = 0
        // What a store that is late does not show yet fails, and is done again.
        const patiently = async (work: () => Promise<void>) => {
          for (let times = 0; times < 8; times++) {
            try {
              return await work()
            } catch {
              await new Promise((resolve) => setTimeout(resolve, 61_000))
            }
          }
          await work()
        }
        const publish = () => {
          const [of, how] = [data, signing]
          editing = editing.then(() => patiently(() => publishAs(kv, of, how)))
        }
        const dyingKv = (): Kv => ({
          ...kv,
          async put(pairs, onWritten) {
            for await (const pair of pairs) {
              if (dying !== undefined && dying-- <= 0) throw new Killed()
              await kv.put([pair], onWritten)
            }
          },
        })
        let isAlarmed = false
        const timer = setInterval(async () => {
          if (isAlarmed) return
          isAlarmed = true
          // A step that was killed, or finds a part that is not shown yet, is done again at the next alarm.
          await object.alarm({ store: dyingKv() }).catch(() => {})
          dying = undefined
          isAlarmed = false
        }, MINUTE_MS)

        /** What is live in the end, if nothing more happens. */
        const look = async () => {
          await finished(editing, () => pass(1, () => isAlarmed))
          await pass(600, () => isAlarmed)
          const ids = new Set(data.signatories.map(({ id }) => id))
          const signed = object.list.filter(({ id }) => !ids.has(id))
          await expectList(value, data, signing ? signed : [])
        }

        publish()
        for (const act of some) {
          if (act.act === 'sign') {
            object.sign(...signonList(act.count, next))
            next += act.count
          } else if (act.act === 'leave') object.leave(act.index)
          else if (act.act === 'edit') object.edit(act.index, `Edited ${next++}`)
          else if (act.act === 'kill') dying = act.writes
          else if (act.act === 'look') await look()
          else if (act.act === 'wait') await pass(act.seconds, () => isAlarmed)
          else {
            if (act.act === 'publish') {
              data = { ...letterSignedBy(3, SLUG, `Title ${act.title}`), signatories: data.signatories }
              signing = { ...SIGNING, closes: `2027-01-0${act.days + 1}` }
            } else {
              // As with pull, which brings in who is there by then.
              await finished(editing, () => pass(1, () => isAlarmed))
              const ids = new Set(data.signatories.map(({ id }) => id))
              const pulled = object.list.filter(({ id }) => !ids.has(id))
              data = { ...data, signatories: [...data.signatories, ...pulled] }
              signing = undefined
            }
            publish()
          }
        }
        // Whoever came after the last closing waits for the next opening.
        await finished(editing, () => pass(1, () => isAlarmed))
        signing = SIGNING
        publish()
        await look()
        clearInterval(timer)
        expect(value(revisionKey(SLUG, headIn(value).revision.id))).toBeDefined()
      }),
      { numRuns: Number(process.env.SIGNONS_RUNS ?? 20) },
    )
  })
})
