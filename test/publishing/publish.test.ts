/** What publishing promises, over a store in memory: nothing waits, and anything can go wrong. */
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SignedLetter } from '../../src/letter/schema.ts'
import type { Signing } from '../../src/letter/signing.ts'
import { NotShown, PublishConflict, StoreLoss } from '../../src/publishing/errors.ts'
import type { Kv } from '../../src/publishing/kv.ts'
import { readLive } from '../../src/publishing/live.ts'
import { prune, sweepOf } from '../../src/publishing/prune.ts'
import { publishPlans } from '../../src/publishing/publish.ts'
import { choosePublication, findRevision, rollBack } from '../../src/publishing/rollback.ts'
import { verifyStored } from '../../src/publishing/verify.ts'
import { baseKey, catalogueKey, claimKey, headKey, partKey, revisionKey } from '../../src/revision/keys.ts'
import { nameAt, partNames, Revision, splitNames } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, Killed, planIn, publishIn } from './memory.ts'

const SLUG = 'a-letter'
const first = letterSignedBy(3, SLUG, 'The first')
const second = letterSignedBy(4, SLUG, 'The second')
const other = letterSignedBy(2, 'b-letter', 'The other')

afterEach(() => {
  vi.useRealTimers()
})

describe('a publish', () => {
  it('makes the letters live, with the reason in the history, and then has nothing to do', async () => {
    const { kv, pairs, read, head, listed } = createMemory()
    await publishIn(kv, [first, other], { note: 'Begun' })
    expect(await read(SLUG)).toMatchObject({
      title: 'The first',
      signatories: 3,
      history: [{ note: 'Begun' }],
    })
    expect(await read('b-letter')).toMatchObject({ title: 'The other', signatories: 2 })
    expect(listed(SLUG)).toMatchObject({ title: 'The first', count: 3, revision: head(SLUG).revision.id })
    const before = new Map(pairs)
    const { plans } = await planIn(kv, [first, other])
    expect(plans.map(({ change, keys }) => [change, keys])).toEqual([
      ['none', []],
      ['none', []],
    ])
    expect(pairs).toEqual(before)
  })

  it('opens a letter for signing with a head alone, and moves its last day with a base', async () => {
    const { kv, head, pairs, value } = createMemory()
    const signing: Signing = { who: 'both', closes: '2999-06-01', moderation: 'before', fields: ['role'] }
    await publishIn(kv, [first])
    expect(head(SLUG).signing).toBeUndefined()
    const { revision, published } = head(SLUG)
    const keys = [...pairs.keys()].sort()
    const [plan] = await publishIn(kv, [first], { signing })
    expect(plan).toMatchObject({ change: 'signing', head: 'opens', keys: [] })
    expect(head(SLUG)).toMatchObject({ signing, revision })
    expect(Date.parse(head(SLUG).published)).toBeGreaterThan(Date.parse(published))
    expect([...pairs.keys()].sort()).toEqual([...keys, baseKey(SLUG)].sort())
    expect((await planIn(kv, [first], { signing })).plans[0]?.change).toBe('none')

    const opened = value(headKey(SLUG))
    const later = { ...signing, closes: '2999-07-01' }
    const [next] = await publishIn(kv, [first], { signing: later })
    expect(next).toMatchObject({ change: 'signing', head: 'shared', keys: [] })
    expect(value(headKey(SLUG))).toBe(opened)
    expect(JSON.parse(value(baseKey(SLUG)) ?? '')).toMatchObject({ signing: later, writer: 'sign-on' })
    expect((await planIn(kv, [first], { signing: later })).plans[0]?.change).toBe('none')
  })

  it('writes only what is not live already, and all of it when it is told to', async () => {
    const { kv } = createMemory()
    await publishIn(kv, [first])
    const renamed = letterSignedBy(3, SLUG, 'Another title')
    const { plans } = await planIn(kv, [renamed])
    expect(plans[0]?.parts).toMatchObject({ write: 1 })
    const { plans: whole } = await planIn(kv, [renamed], { rewrite: true })
    expect(whole[0]?.parts).toMatchObject({ live: 0 })
  })

  it('adds what an older version did not store, and nothing else, to a revision whose id stays', async () => {
    const { kv, pairs, head } = createMemory()
    const signed: SignedLetter = {
      ...first,
      signatories: [...first.signatories, { id: 'ada', type: 'person', name: 'Ada Example', role: 'Judge' }],
    }
    await publishIn(kv, [signed])
    const { known_for, ...revision } = head(SLUG).revision
    const added = splitNames(known_for?.names ?? '').map((name) => partKey(SLUG, name))
    expect(added).toHaveLength(1)
    await kv.delete(added)
    const record = revisionKey(SLUG, revision.id)
    pairs.set(record, { key: record, value: JSON.stringify(revision) })
    pairs.set(headKey(SLUG), { key: headKey(SLUG), value: JSON.stringify({ ...head(SLUG), revision }) })

    const [plan] = await publishIn(kv, [signed])
    expect(plan).toMatchObject({ change: 'revision', keys: [...added, record] })
    expect(head(SLUG).revision).toEqual({ ...revision, known_for })
    const { plans } = await planIn(kv, [signed])
    expect(plans).toMatchObject([{ change: 'none' }])
  })

  it('killed between any two writes leaves readers one whole revision, and run again completes', async () => {
    const begun = createMemory()
    await publishIn(begun.kv, [first, other])
    const old = await begun.read(SLUG)
    const changed = letterSignedBy(3, 'b-letter', 'The other, changed')
    const { plans } = await planIn(begun.kv, [second, changed])
    // The claim, what never changes and a part of each index; then two heads, the catalogue and what names those parts.
    const untilHeads = 3 + plans.reduce((sum, { keys }) => sum + keys.length, 0)
    for (let writes = 0; writes <= untilHeads + 5; writes++) {
      const memory = createMemory()
      await publishIn(memory.kv, [first, other])
      const killed = publishIn(memory.killedAfter(writes), [second, changed])
      if (writes < untilHeads + 5) await expect(killed, `after ${writes}`).rejects.toThrow(Killed)
      else await killed
      const [one, two] = [await memory.read(SLUG), await memory.read('b-letter')]
      expect(one?.title, `after ${writes}`).toBe(writes > untilHeads ? 'The second' : 'The first')
      expect(two?.title, `after ${writes}`).toBe(writes > untilHeads + 1 ? 'The other, changed' : 'The other')
      if (writes <= untilHeads) expect(one?.revision).toBe(old?.revision)

      await publishIn(memory.kv, [second, changed])
      expect(await memory.read(SLUG)).toMatchObject({ title: 'The second', signatories: 4 })
      expect(memory.listed(SLUG)).toMatchObject({
        title: 'The second',
        published: memory.head(SLUG).published,
      })
      expect(memory.listed('b-letter')).toMatchObject({ title: 'The other, changed', count: 3 })
      // A head that was written before the kill is not written a second time.
      expect(memory.head(SLUG).history).toHaveLength(2)
    }
  })

  it('tells the one who would overwrite what somebody else published meanwhile', async () => {
    const { kv, read } = createMemory()
    await publishIn(kv, [first])
    const ours = await planIn(kv, [second])
    await publishIn(kv, [letterSignedBy(5, SLUG, 'Theirs')])
    await expect(publishPlans(kv, ours.live, ours.plans)).rejects.toThrow(PublishConflict)
    expect(await read(SLUG)).toMatchObject({ title: 'Theirs', signatories: 5 })
  })

  it('loses to a claim that was made while it wrote its parts', async () => {
    const { kv, read } = createMemory()
    await publishIn(kv, [first])
    const { live, plans } = await planIn(kv, [second])
    const slow = {
      ...kv,
      put: async (...args: Parameters<typeof kv.put>) => {
        await kv.put(...args)
        await kv.put([{ key: 'publishing', value: '{"id":"somebody else"}' }])
      },
    }
    await expect(publishPlans(slow, live, plans)).rejects.toThrow(PublishConflict)
    expect(await read(SLUG)).toMatchObject({ title: 'The first' })
  })

  /** A store whose first writes of these keys come to nothing, though it says that they did not. */
  const losing = (kv: Kv, keys: string[], times: number): Kv => {
    const left = new Map(keys.map((key) => [key, times]))
    return {
      ...kv,
      async put(added, onWritten) {
        for await (const pair of added) {
          const losses = left.get(pair.key) ?? 0
          left.set(pair.key, losses - 1)
          if (losses > 0) onWritten?.(1)
          else await kv.put([pair], onWritten)
        }
      },
    }
  }

  it('writes once more what the store lost, before anything goes live', async () => {
    const { kv, read } = createMemory()
    await publishIn(kv, [first])
    const { live, plans } = await planIn(kv, [second])
    await publishPlans(losing(kv, plans[0]?.keys ?? [], 1), live, plans)
    expect(await read(SLUG)).toMatchObject({ title: 'The second', signatories: 4 })
  })

  it('leaves readers what they had where the store goes on losing, and a later publish repairs it', async () => {
    const { kv, read } = createMemory()
    await publishIn(kv, [first])
    const { live, plans } = await planIn(kv, [second])
    const [lost = ''] = plans[0]?.keys ?? []
    await expect(publishPlans(losing(kv, [lost], 9), live, plans)).rejects.toThrow(StoreLoss)
    expect(await read(SLUG)).toMatchObject({ title: 'The first', signatories: 3 })
    await publishIn(kv, [second])
    expect(await read(SLUG)).toMatchObject({ title: 'The second', signatories: 4 })
  })

  it('waits for writes that take most of a minute to be seen, be it parts, the claim or the heads', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] })
    const { kv, read, head } = createMemory()
    await publishIn(kv, [first])
    /** Shows of each key what was there 40 seconds ago, and of one that is new nothing. */
    const shown = new Map<string, { at: number; before: string | undefined }>()
    const slow: Kv = {
      ...kv,
      consistent: false,
      async put(added, onWritten) {
        for await (const pair of added) {
          const [old] = await Array.fromAsync(kv.get([pair.key]))
          shown.set(pair.key, { at: Date.now() + 40_000, before: old?.value })
          await kv.put([pair], onWritten)
        }
      },
      async *get(keys) {
        for await (const pair of kv.get(keys)) {
          const late = shown.get(pair.key)
          if (late === undefined || Date.now() >= late.at) yield pair
          else if (late.before !== undefined) yield { key: pair.key, value: late.before }
        }
      },
    }
    const inTime = async (work: Promise<unknown>) => {
      let isDone = false
      const done = work.finally(() => {
        isDone = true
      })
      while (!isDone) {
        await vi.advanceTimersByTimeAsync(1_000)
        await setImmediate()
      }
      await done
    }
    await inTime(publishIn(slow, [second]))
    expect(await read(SLUG)).toMatchObject({ title: 'The second' })
    await inTime(publishIn(slow, [letterSignedBy(5, SLUG, 'The third')]))
    expect(await read(SLUG)).toMatchObject({ title: 'The third' })

    const live = await readLive(slow, [SLUG])
    const back = choosePublication(SLUG, live.letter(SLUG).history)
    const compiled = await findRevision(slow, SLUG, back.revision)
    await inTime(rollBack(slow, live, compiled, back, { note: 'Back', takeOver: true }))
    expect(await read(SLUG)).toMatchObject({ title: 'The second' })
    expect(head(SLUG).history).toHaveLength(4)
  })

  it.each([
    ['the claim', claimKey],
    ['the head', headKey(SLUG)],
    ['the list of letters', catalogueKey],
  ])('writes %s once more where the store lost it', async (_, key) => {
    const { kv, read, listed } = createMemory()
    await publishIn(kv, [first])
    await publishIn(losing(kv, [key], 1), [second])
    expect(await read(SLUG)).toMatchObject({ title: 'The second', signatories: 4 })
    expect(listed(SLUG)).toMatchObject({ title: 'The second', count: 4 })
  })

  it('does not say that it is done where the store goes on losing the claim or a head', async () => {
    const { kv, read } = createMemory()
    await publishIn(kv, [first])
    await expect(publishIn(losing(kv, [claimKey], 9), [second])).rejects.toThrow(StoreLoss)
    await expect(publishIn(losing(kv, [headKey(SLUG)], 9), [second])).rejects.toThrow(NotShown)
    expect(await read(SLUG)).toMatchObject({ title: 'The first', signatories: 3 })
  })

  it('is always of a later second than the one before, though that was said by a clock that is ahead', async () => {
    vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00.500Z'), toFake: ['Date'] })
    const { kv, head, listed } = createMemory()
    await publishIn(kv, [first])
    await publishIn(kv, [second])
    expect(head(SLUG).published).toBe('2026-01-01T12:00:01.000Z')
    vi.setSystemTime('2025-12-31T00:00:00Z')
    await publishIn(kv, [first])
    expect(head(SLUG).published).toBe('2026-01-01T12:00:02.000Z')
    const live = await readLive(kv, [SLUG])
    const { history } = live.letter(SLUG)
    const back = choosePublication(SLUG, history)
    await rollBack(kv, live, await findRevision(kv, SLUG, back.revision), back, { note: 'Back' })
    expect(head(SLUG).published).toBe('2026-01-01T12:00:03.000Z')
    expect(listed(SLUG)?.published).toBe(head(SLUG).published)
  })

  it('is not stopped by a head or a catalogue that cannot be read, and keeps what is right in them', async () => {
    const { kv, head, value, listed } = createMemory()
    await publishIn(kv, [first, other])
    const { history, ...rest } = head(SLUG)
    const kept = listed('b-letter')
    await kv.put([
      { key: headKey(SLUG), value: JSON.stringify({ ...rest, revision: 'an older layout', history }) },
      { key: catalogueKey, value: JSON.stringify([kept, { slug: 'broken' }]) },
    ])
    const live = await readLive(kv, [SLUG])
    expect(live.broken).toEqual([
      expect.stringContaining('the live head cannot be read'),
      expect.stringContaining('the live list of letters cannot be read'),
    ])
    await publishIn(kv, [second])
    expect(head(SLUG).history.slice(1)).toEqual(history)
    expect(listed('b-letter')).toEqual(kept)
    expect(JSON.parse(value(catalogueKey) ?? '')).toHaveLength(2)
  })
})

describe('what is stored', () => {
  const damage = async (change: (part: string) => string | undefined) => {
    const memory = createMemory()
    await publishIn(memory.kv, [first])
    const head = memory.head(SLUG)
    const key = partKey(SLUG, nameAt(head.revision.signatories.names, 0))
    const part = memory.value(key) ?? ''
    const damaged = change(part)
    if (damaged === undefined) await memory.kv.delete([key])
    else await memory.kv.put([{ key, value: damaged }])
    const verify = async () => verifyStored(memory.kv, await readLive(memory.kv, [SLUG]), memory.head(SLUG))
    return { ...memory, key, part, verify }
  }

  it('is right after a publish, and computed again from its parts', async () => {
    const { verify, head } = await damage((part) => part)
    expect(await verify()).toEqual({
      faults: [],
      content: { revision: head(SLUG).revision.id, count: 3 },
      listed: true,
    })
  })

  it.each([
    [
      'tampered with',
      (part: string) => part.replace('Organisation 2', 'Organisation 9'),
      'content does not match',
    ],
    ['missing', () => undefined, 'missing'],
  ])(
    'is found wrong where a part is %s, and written anew by a publish that is told to',
    async (_, change, why) => {
      const { kv, key, part, value, verify } = await damage(change)
      expect((await verify()).faults).toEqual([expect.stringContaining(`${key}: ${why}`)])
      await publishIn(kv, [first], { rewrite: true })
      expect(value(key)).toBe(part)
      expect((await verify()).faults).toEqual([])
    },
  )
})

describe('a rollback', () => {
  const published = async () => {
    const memory = createMemory()
    await publishIn(memory.kv, [first])
    await publishIn(memory.kv, [second])
    return memory
  }
  const back = async ({ kv, head }: ReturnType<typeof createMemory>, to = kv) => {
    const live = await readLive(kv, [SLUG])
    const publication = choosePublication(SLUG, head(SLUG).history)
    return rollBack(to, live, await findRevision(kv, SLUG, publication.revision), publication, {
      note: 'Back',
    })
  }

  it('writes no part, and says so in the history and the catalogue', async () => {
    const memory = await published()
    const before = new Set(memory.pairs.keys())
    await back(memory)
    expect(await memory.read(SLUG)).toMatchObject({ title: 'The first', signatories: 3 })
    expect(memory.head(SLUG).history.map(({ note, count }) => [note, count])).toEqual([
      ['Back', 3],
      [undefined, 4],
      [undefined, 3],
    ])
    expect(memory.listed(SLUG)).toMatchObject({ title: 'The first', count: 3 })
    expect(new Set(memory.pairs.keys())).toEqual(before)
  })

  it('killed at any write leaves one whole revision', async () => {
    // The claim and a part of each index; then the head, the catalogue and what names those parts.
    for (let writes = 0; writes < 7; writes++) {
      const memory = await published()
      await expect(back(memory, memory.killedAfter(writes))).rejects.toThrow(Killed)
      expect((await memory.read(SLUG))?.title).toBe(writes < 4 ? 'The second' : 'The first')
    }
  })

  it('refuses what is not clear or not whole any more', async () => {
    const { kv, head } = await published()
    const { history } = head(SLUG)
    expect(() => choosePublication(SLUG, history, 'zzz')).toThrow(/has no revision zzz/)
    expect(() => choosePublication(SLUG, history, '')).toThrow(/could be/)
    const id = history[1]?.revision ?? ''
    const { revision } = await findRevision(kv, SLUG, id)
    await kv.delete([partKey(SLUG, revision.letter)])
    await expect(findRevision(kv, SLUG, id)).rejects.toThrow(/is not whole/)
  })
})

describe('pruning', () => {
  const FUTURE = new Date(Date.now() + 60_000)
  const memoryWith = async (count: number) => {
    const memory = createMemory()
    for (let n = 0; n < count; n++) await publishIn(memory.kv, [letterSignedBy(3 + n, SLUG, `Number ${n}`)])
    return memory
  }

  it('removes what no kept publication needs, and nothing young', async () => {
    const { kv, head, pairs, read } = await memoryWith(4)
    const past = new Date(Date.now() - 60_000)
    expect((await sweepOf(kv, head(SLUG), 2, past)).keys).toEqual([])
    const sweep = await sweepOf(kv, head(SLUG), 2, FUTURE)
    await prune(kv, await readLive(kv, [SLUG]), [sweep])
    const { history } = head(SLUG)
    expect(history).toHaveLength(2)
    const needed = history.flatMap(({ revision }) => {
      const record = Revision.parse(JSON.parse(pairs.get(revisionKey(SLUG, revision))?.value ?? ''))
      return [revisionKey(SLUG, revision), ...partNames(record).map((name) => partKey(SLUG, name))]
    })
    expect([...pairs.keys()].filter((key) => key.startsWith(`letter/${SLUG}/`)).sort()).toEqual(
      [...new Set(needed)].sort(),
    )
    expect(await read(SLUG)).toMatchObject({ title: 'Number 3', signatories: 6 })
  })

  it('killed at any step leaves all that the history names, and run again completes', async () => {
    const whole = await memoryWith(3)
    const { keys } = await sweepOf(whole.kv, whole.head(SLUG), 1, FUTURE)
    for (let steps = 0; steps < keys.length + 3; steps++) {
      const memory = await memoryWith(3)
      const sweep = await sweepOf(memory.kv, memory.head(SLUG), 1, FUTURE)
      await expect(
        prune(memory.killedAfter(steps), await readLive(memory.kv, [SLUG]), [sweep], { by: 'Ada' }),
      ).rejects.toThrow(Killed)
      for (const { revision } of memory.head(SLUG).history) await findRevision(memory.kv, SLUG, revision)
      const again = await sweepOf(memory.kv, memory.head(SLUG), 1, FUTURE)
      await prune(memory.kv, await readLive(memory.kv, [SLUG]), [again], { by: 'Ada' })
      expect((await sweepOf(memory.kv, memory.head(SLUG), 1, FUTURE)).keys).toEqual([])
    }
  })
})
