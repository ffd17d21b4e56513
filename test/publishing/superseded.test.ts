/** What becomes of revisions that the sign-on Worker made and that are superseded, whatever happens in which order. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Signatory, SignedLetter } from '../../src/letter/schema.ts'
import { historyKeys, readHistory } from '../../src/publishing/history.ts'
import type { Kv, ListedKey } from '../../src/publishing/kv.ts'
import { revisionKeys } from '../../src/publishing/revision-keys.ts'
import {
  clearSuperseded,
  GRACE_MS,
  isOverdue,
  noteSuperseded,
  type Superseded,
} from '../../src/publishing/superseded.ts'
import { successorIn } from '../../src/publishing/tombstones.ts'
import { Base } from '../../src/revision/base.ts'
import { baseKey, headKey, partKey, revisionKey } from '../../src/revision/keys.ts'
import { type Head, Revision } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, Killed, publishIn } from './memory.ts'
import { createObject, MINUTE_MS, publishAs, SIGNING, SLUG } from './signon-object.ts'

const START = Date.parse('2026-03-01T10:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const letter = letterSignedBy(3, SLUG)
const person = (n: number): Signatory => ({ id: `signon-${n}`, type: 'person', name: `Xq${n}z Person` })

const opened = async () => {
  const memory = createMemory()
  await publishAs(memory.kv, letter, SIGNING)
  const object = createObject(memory.kv)
  const { value, pairs, kv } = memory

  const recordOf = (id: string): Revision | undefined => {
    const key = revisionKey(SLUG, id)
    const record = value(key)
    return record === undefined || successorIn(key, record) ? undefined : Revision.parse(JSON.parse(record))
  }
  const expectWhole = (id: string, whose: string) => {
    const record = recordOf(id)
    expect(record, whose).toBeDefined()
    if (record)
      for (const key of revisionKeys(SLUG, record)) expect(value(key), `${whose}: ${key}`).toBeDefined()
  }
  const head = () => memory.head(SLUG)
  const base = () => Base.parse(JSON.parse(value(baseKey(SLUG)) ?? ''))
  return {
    ...memory,
    object,
    recordOf,
    whole: expectWhole,
    /** Which of some names any value has. */
    found(names: Iterable<string>): string[] {
      const all = [...pairs].flatMap(([key, pair]) => [key, pair.value]).join('\n')
      return [...names].filter((name) => all.includes(name.split(' ')[0] ?? name))
    },
    async minutes(count: number, isStopped = false) {
      for (let minute = 0; minute < count; minute++) {
        vi.setSystemTime(Date.now() + MINUTE_MS)
        if (!isStopped) await object.alarm()
      }
    },
    /** What always holds. */
    async expectReadable() {
      const { revision, history } = head()
      expectWhole(revision.id, 'the current revision')
      expectWhole(base().revision, 'the base')
      for (const each of await readHistory(kv, SLUG, { history })) {
        if (!each.signons) expectWhole(each.revision, 'a revision of an editor')
        if (each.base) expectWhole(each.base, 'a base')
        // Where tombstones lead, something is.
        let id = each.revision
        for (let next: string | undefined = id; next !== undefined; id = next ?? id)
          next = successorIn(revisionKey(SLUG, id), value(revisionKey(SLUG, id)) ?? '')
        expectWhole(id, `what the history names as ${each.revision}`)
      }
    },
    /** What the object wrote and nothing leads to. */
    async unneeded(): Promise<string[]> {
      const history = await readHistory(kv, SLUG, head())
      const ids = new Set([head().revision.id, base().revision])
      for (const each of history) {
        ids.add(each.revision)
        if (each.base) ids.add(each.base)
        const successor = successorIn(
          revisionKey(SLUG, each.revision),
          value(revisionKey(SLUG, each.revision)) ?? '',
        )
        if (successor) ids.add(successor)
      }
      const needed = new Set(historyKeys(SLUG, head()))
      for (const id of ids) for (const key of revisionKeysOf(recordOf(id))) needed.add(key)
      return [...pairs].flatMap(([key, { metadata }]) =>
        metadata?.by === 'sign-on' && !needed.has(key) ? [key] : [],
      )
    },
  }
}
const revisionKeysOf = (revision: Revision | undefined): string[] =>
  revision ? revisionKeys(SLUG, revision) : []

describe('a name that was published', () => {
  it('is in no value any more, the grace after it left, and revisions that had it lead to one that has it not', async () => {
    const { object, minutes, head, found, value, recordOf, expectReadable } = await opened()
    object.sign(person(1), person(2))
    await minutes(1)
    const had = head(SLUG).revision.id
    vi.setSystemTime(Date.now() + 60 * MINUTE_MS)
    object.sign(person(3))
    await minutes(1)
    object.leave(0)
    await minutes(1)
    expect(recordOf(had)?.count).toBe(5)
    await minutes(GRACE_MS / MINUTE_MS - 1)
    expect(found(['Xq1z'])).toEqual(['Xq1z'])
    await minutes(1)
    expect(found(['Xq1z'])).toEqual([])
    expect(found(['Xq2z', 'Xq3z'])).toEqual(['Xq2z', 'Xq3z'])
    const key = revisionKey(SLUG, had)
    expect(successorIn(key, value(key) ?? '')).toBe(head(SLUG).revision.id)
    await expectReadable()
  })

  it('is nowhere that tombstones lead, also where others left before', async () => {
    const { object, minutes, found, value, recordOf, head } = await opened()
    object.sign(person(1), person(2), person(3))
    await minutes(1)
    const had = head(SLUG).revision.id
    for (const left of ['Xq1z', 'Xq2z']) {
      await minutes(60)
      object.leave(0)
      await minutes(15)
      expect(found([left])).toEqual([])
    }
    const next = (id: string) => successorIn(revisionKey(SLUG, id), value(revisionKey(SLUG, id)) ?? '') ?? ''
    expect(next(had)).not.toBe('')
    expect(recordOf(next(next(had)))?.count).toBe(4)
  })

  it('is in none where it left while it was put in, and the record was there', async () => {
    const { object, minutes, kv, found, head } = await opened()
    object.sign(person(1))
    await minutes(1)
    object.sign(person(2))
    const leaving = {
      ...kv,
      put: async (...args: Parameters<typeof kv.put>) => {
        await kv.put(...args)
        if (found(['Xq2z']).length > 0 && object.list.length === 2) object.leave(1)
      },
    }
    vi.setSystemTime(Date.now() + MINUTE_MS)
    await object.alarm({ store: leaving })
    expect(found(['Xq2z'])).toEqual(['Xq2z'])
    expect(head(SLUG).revision.count).toBe(4)
    await minutes(2 * (GRACE_MS / MINUTE_MS))
    expect(found(['Xq1z', 'Xq2z'])).toEqual(['Xq1z'])
  })

  it('is kept for as long as an editor is at it, who may count on what is there', async () => {
    const { object, minutes, kv, found } = await opened()
    object.sign(person(1))
    await minutes(1)
    object.leave(0)
    await minutes(9)
    await publishAs(kv, letter, { ...SIGNING, closes: '2026-04-01' })
    await minutes(9)
    expect(found(['Xq1z'])).toEqual(['Xq1z'])
    await minutes(2)
    expect(found(['Xq1z'])).toEqual([])
  })
})

describe('what somebody may still read', () => {
  it('stays for the grace after it is superseded, though something is cleared away meanwhile', async () => {
    const { object, minutes, kv, head, whole } = await opened()
    object.sign(person(1))
    await minutes(8)
    const { id } = head(SLUG).revision
    // Nothing is cleared away for ten minutes.
    await publishAs(kv, letter, { ...SIGNING, closes: '2026-04-01' })
    await minutes(10, true)
    object.sign(person(2))
    await minutes(2)
    expect(head(SLUG).history.map(({ revision }) => revision)).not.toContain(id)
    whole(id, 'the revision of a minute ago')
    await minutes(30)
    expect(() => whole(id, 'the revision of half an hour ago')).toThrow()
  })

  it('stays also where a step was stopped right after it had made it current', async () => {
    const { object, minutes, kv, head, whole } = await opened()
    object.sign(person(1))
    await minutes(8)
    await publishAs(kv, letter, { ...SIGNING, closes: '2026-04-01' })
    await minutes(1)
    object.sign(person(2))
    const dying = {
      ...kv,
      put: async (...args: Parameters<typeof kv.put>) => {
        const before = head(SLUG).revision.id
        await kv.put(...args)
        if (head(SLUG).revision.id !== before) throw new Killed()
      },
    }
    await expect(object.alarm({ store: dying })).rejects.toThrow(Killed)
    const { id } = head(SLUG).revision
    await minutes(11, true)
    object.sign(person(3))
    await minutes(2)
    expect(head(SLUG).history.map(({ revision }) => revision)).not.toContain(id)
    whole(id, 'the revision of a minute ago')
  })

  it('is every base that there was, also one that the object had made before an editor did', async () => {
    const { object, minutes, kv, expectReadable } = await opened()
    object.sign(person(1))
    await minutes(1)
    const pulled = { ...letter, signatories: [...letter.signatories, person(1)] }
    await publishAs(kv, pulled, SIGNING)
    object.sign(person(2))
    await minutes(1)
    // Makes it what the editor's is, for a while.
    object.leave(1)
    await minutes(1)
    object.sign(person(3))
    await minutes(12)
    await publishAs(kv, letterSignedBy(3, SLUG, 'Another title'), SIGNING)
    await minutes(40)
    await expectReadable()
  })
})

describe('what is cleared away', () => {
  it('goes also while names come every minute, which come all the same', async () => {
    const { object, minutes, found, unneeded, head, expectReadable } = await opened()
    object.sign(person(100), person(101))
    await minutes(1)
    object.leave(0)
    let most = 0
    for (let n = 0; n < 50; n++) {
      object.sign(person(n))
      await minutes(1)
      expect(head(SLUG).revision.count).toBe(5 + n)
      most = Math.max(most, (await unneeded()).filter((key) => key.includes('/revision/')).length)
      if (n === 29) expect(found(['Xq100z']), 'half an hour after they left').toEqual([])
    }
    expect(most).toBeLessThan(30)
    await expectReadable()
  })

  it('holds up nobody where the store lists for long what is gone', async () => {
    const { object, kv, pairs, head } = await opened()
    const listed = new Map<string, ListedKey>()
    const late: Kv = {
      ...kv,
      async *list(prefix) {
        for await (const each of kv.list(prefix)) listed.set(each.key, each)
        for (const each of listed.values()) if (each.key.startsWith(prefix)) yield each
      },
    }
    for (let n = 0; n < 110; n++) {
      object.sign(person(n))
      vi.setSystemTime(Date.now() + MINUTE_MS)
      await object.alarm({ store: late, maxOperations: 200 })
      expect(head(SLUG).revision.count).toBe(4 + n)
    }
    expect(listed.size).toBeGreaterThan(200)
    expect(pairs.size).toBeLessThan(listed.size)
  })

  it('is nothing that was written within the grace, whoever may need it', async () => {
    const { object, minutes, kv, value } = await opened()
    object.sign(person(1))
    await minutes(1)
    object.leave(0)
    await minutes(9)
    const key = partKey(SLUG, 'somebody-may-read-this')
    const written = new Date(Date.now()).toISOString()
    await kv.put([{ key, value: '1', metadata: { written, by: 'sign-on' } }])
    await minutes(5)
    expect(value(key)).toBe('1')
    object.sign(person(2))
    await minutes(25)
    expect(value(key)).toBeUndefined()
  })

  it('is not the revision that somebody had left first, nor what tombstones lead to, when others come later', async () => {
    const { object, minutes, head, whole, expectReadable } = await opened()
    object.sign(person(1), person(2))
    await minutes(1)
    vi.setSystemTime(Date.now() + 60 * MINUTE_MS)
    object.leave(0)
    await minutes(1)
    const without = head(SLUG).revision.id
    await minutes(20)
    // In the same hour: it leaves the history, and tombstones lead to it.
    object.sign(person(3))
    await minutes(30)
    whole(without, 'where tombstones lead')
    // At the end of an hour: others come in the next one, before anything is cleared away.
    vi.setSystemTime(Date.parse('2026-03-01T14:55:00Z'))
    object.leave(0)
    await minutes(1)
    const last = head(SLUG).revision.id
    await minutes(5)
    object.sign(person(4))
    await minutes(20)
    expect(head(SLUG).history.map(({ revision }) => revision)).toContain(last)
    whole(last, 'the last of its hour')
    await expectReadable()
  })
})

describe('publications of one hour', () => {
  it('leave nothing but the last, and the state does not grow', async () => {
    const { object, minutes, unneeded, pairs, expectReadable } = await opened()
    let most = 0
    const counts: number[] = []
    for (let n = 0; n < 240; n++) {
      object.sign(person(n))
      await minutes(1)
      most = Math.max(most, JSON.stringify(object.state.superseded).length)
      if (n % 60 === 59) counts.push(pairs.size)
    }
    expect(most).toBeLessThan(2_000)
    await minutes(2 * (GRACE_MS / MINUTE_MS))
    expect(await unneeded()).toEqual([])
    // Each hour leaves one record, and the parts of that.
    expect(pairs.size).toBeLessThan(80)
    await expectReadable()
  })
})

describe('a long history', () => {
  /** So many publications of an hour each, in which somebody stands who then left. */
  const left = async (hours: number) => {
    const world = await opened()
    for (let n = 0; n < hours; n++) {
      world.object.sign(person(n))
      await world.object.alarm()
      vi.setSystemTime(Date.now() + 60 * MINUTE_MS)
    }
    world.object.leave(0)
    await world.object.alarm()
    return world
  }

  it('is cleared in steps that make no more calls than they may', async () => {
    const { object, kv, found, minutes, expectReadable, unneeded } = await left(230)
    let calls = 0
    let most = 0
    const count = (more: number) => {
      calls += more
      most = Math.max(most, calls)
    }
    const counting: Kv = {
      ...kv,
      get(keys) {
        // A step begins with the head.
        if (keys.includes(headKey(SLUG))) calls = 0
        count(Math.ceil(keys.length / 100))
        return kv.get(keys)
      },
      list(prefix) {
        count(1)
        return kv.list(prefix)
      },
      put: (pairs) => kv.put(pairs, count),
      async delete(keys) {
        count(keys.length)
        await kv.delete(keys)
      },
    }
    await minutes(9)
    for (let n = 0; n < 30; n++) {
      vi.setSystemTime(Date.now() + MINUTE_MS)
      await object.alarm({ store: counting, maxOperations: 200 })
    }
    expect(most).toBeLessThanOrEqual(200)
    expect(most).toBeGreaterThan(100)
    expect(found(['Xq0z'])).toEqual([])
    expect(await unneeded()).toEqual([])
    await expectReadable()
  })

  it('is cleared where more keys are there than are listed at once', async () => {
    const { object, kv, found, minutes, unneeded } = await left(3)
    const prefixes = new Set<string>()
    const full = {
      ...kv,
      async *list(prefix: string) {
        prefixes.add(prefix)
        if (prefix.endsWith('/part/')) for (let n = 0; n <= 50_000; n++) yield { key: `${prefix}${n}` }
        yield* kv.list(prefix)
      },
    }
    await minutes(9)
    vi.setSystemTime(Date.now() + MINUTE_MS)
    await object.alarm({ store: full })
    expect(prefixes.size).toBe(1 + 1 + 64)
    expect(found(['Xq0z'])).toEqual([])
    expect(await unneeded()).toEqual([])
  })
})

describe('one step', () => {
  const metadataOf = (written: number) => ({
    written: new Date(written).toISOString(),
    by: 'sign-on' as const,
  })
  const old = metadataOf(START - GRACE_MS)
  const young = metadataOf(START - GRACE_MS + 1)

  /** Publications of one signatory, two, three and four, the newest first, all of whose values the object wrote long ago. */
  const made = async () => {
    const { kv, pairs, value, head: headOf } = createMemory()
    for (const count of [1, 2, 3, 4]) await publishIn(kv, [letterSignedBy(count, SLUG)])
    await kv.put(Array.from(pairs.values(), (pair) => ({ ...pair, metadata: old })))
    const head = headOf(SLUG)
    const history = head.history.map((each) => ({ ...each, signons: 1 }))
    const [four, three, two, one] = history
    if (!four || !three || !two || !one) throw new Error('it has four publications')
    const records = new Map(
      history.map(({ revision: id }) => [id, Revision.parse(JSON.parse(value(revisionKey(SLUG, id)) ?? ''))]),
    )
    return {
      kv,
      pairs,
      head,
      publications: { four, three, two, one },
      keysOf: (id: string) => revisionKeysOf(records.get(id)),
      leadsTo: (id: string) => successorIn(revisionKey(SLUG, id), value(revisionKey(SLUG, id)) ?? ''),
      /** Goes on until nothing is due. */
      clear: async (noted: Superseded, ofHead: Partial<Head> = {}): Promise<Superseded> => {
        const context = {
          kv,
          slug: SLUG,
          head: { ...head, history, ...ofHead },
          now: START,
          left: () => 1_000,
        }
        for (let steps = 0; steps < 20; steps++) {
          const { noted: next, isDone } = await clearSuperseded({ ...context, base: head.revision }, noted)
          if (isDone) return next
          noted = next
        }
        throw new Error('it never ends')
      },
    }
  }

  it('leaves what an editor published, writes tombstones over the rest that is named, and deletes what nobody names', async () => {
    const { kv, pairs, publications, keysOf, leadsTo, clear } = await made()
    const { four, three, two, one } = publications
    const { signons: _, ...byEditor } = three
    const stray = (id: string) => revisionKey(SLUG, id.repeat(64))
    const record = { value: pairs.get(revisionKey(SLUG, one.revision))?.value ?? '' }
    await kv.put([
      { key: stray('a'), ...record, metadata: old },
      { key: stray('b'), ...record, metadata: young },
      { key: revisionKey(SLUG, one.revision), ...record, metadata: young },
    ])
    const unmarked = partKey(SLUG, 'of-somebody-else')
    pairs.set(unmarked, { key: unmarked, value: '1' } as never)
    const kept = [four, three, two].flatMap(({ revision }) => keysOf(revision))
    const history = [four, byEditor, { ...two, signons: 0 }, one]
    const noted = await clear({ cleared: four.published, at: 'revision/' }, { history })
    expect(noted).toEqual({
      cleared: four.published,
      successors: [{ revision: four.revision, published: four.published }],
    })
    expect(leadsTo(one.revision)).toBe(four.revision)
    for (const key of [...kept, stray('b'), unmarked]) expect(pairs.has(key), key).toBe(true)
    for (const { revision } of [three, two]) expect(leadsTo(revision)).toBeUndefined()
    const gone = keysOf(one.revision).filter((key) => !kept.includes(key) && !key.includes('/revision/'))
    expect(gone).not.toEqual([])
    for (const key of [...gone, stray('a')]) expect(pairs.has(key), key).toBe(false)
  })

  it('leads to the last successor, unless that is cleared itself, and keeps ten of them', async () => {
    const { publications, leadsTo, clear } = await made()
    const { four, three, two, one } = publications
    const successors = Array.from({ length: 10 }, () => ({
      revision: three.revision,
      published: three.published,
    }))
    await clear({ cleared: three.published, successors, at: 'revision/' })
    expect([three, two, one].map(({ revision }) => leadsTo(revision))).toEqual([
      undefined,
      three.revision,
      three.revision,
    ])
    const noted = await clear({ cleared: four.published, successors, at: 'revision/' })
    expect([three, two].map(({ revision }) => leadsTo(revision))).toEqual([four.revision, three.revision])
    expect(noted.successors).toHaveLength(10)
    expect(noted.successors?.at(-1)?.revision).toBe(four.revision)
  })

  it('goes by a history in which somebody was erased', async () => {
    const { kv, publications, leadsTo, clear } = await made()
    const { four, two } = publications
    const key = revisionKey(SLUG, two.revision)
    const { written } = old
    await kv.put([{ key, value: JSON.stringify({ successor: four.revision }), metadata: { written } }])
    expect(await clear({ at: 'revision/' })).toEqual({})
    expect(leadsTo(two.revision)).toBe(four.revision)
  })

  it('leads to what is current, also where all that was published is cleared', async () => {
    const { publications, leadsTo, clear } = await made()
    const { four, three } = publications
    await clear({ cleared: '2099-01-01T00:00:00.000Z', at: 'revision/' })
    expect([four, three].map(({ revision }) => leadsTo(revision))).toEqual([undefined, four.revision])
  })

  it.each([
    ['part/', partKey],
    ['revision/', revisionKey],
  ] as const)(
    'deletes fifty of %s without calls left for any, and goes on there the next time',
    async (at, keyOf) => {
      const { kv, pairs, head, clear } = await made()
      const before = pairs.size
      const spare = Array.from({ length: 60 }, (_, n) => ({
        key: keyOf(SLUG, `spare-${n}`),
        value: '1',
        metadata: old,
      }))
      await kv.put(spare)
      const context = { kv, slug: SLUG, head, base: head.revision, now: START, left: () => 0 }
      expect(await clearSuperseded(context, { at })).toEqual({ noted: { at }, isDone: true })
      expect(pairs.size).toBe(before + 10)
      expect(await clear({ at })).toEqual({})
      expect(pairs.size).toBe(before)
    },
  )

  it('begins when the grace is over, with what was left first', async () => {
    const { kv } = createMemory()
    const context = { kv, slug: SLUG, now: START, left: () => 1_000 } as never
    const step = (noted: Superseded) => clearSuperseded(context, noted)
    const [due, early] = [START - GRACE_MS, START - GRACE_MS + 1]
    for (const noted of [{}, { since: early }, { left: [{ before: 'a', since: early }] }])
      expect(await step(noted)).toEqual({ noted, isDone: true })
    const left = ['b', 'a', 'c'].map((before) => ({ before, since: before === 'c' ? early : due }))
    expect(await step({ left, since: due })).toEqual({
      noted: { left: left.slice(2), cleared: 'b', at: 'revision/', since: due },
      isDone: false,
    })
    for (const latest of [undefined, due])
      expect(await step({ since: due, ...(latest && { latest }) })).toEqual({
        noted: { at: 'revision/' },
        isDone: false,
      })
    expect(await step({ since: due, latest: early })).toEqual({
      noted: { since: early, latest: early, at: 'revision/' },
      isDone: false,
    })
  })
})

it('what waits for a quarter of an hour is overdue, and so is what was begun, but for a minute of rest', () => {
  const [late, early] = [START - 15 * MINUTE_MS, START - 15 * MINUTE_MS + 1]
  const overdue: Superseded[] = [
    { at: 'part/' },
    { since: late },
    {
      left: [
        { before: 'a', since: early },
        { before: 'b', since: late },
      ],
      since: early,
    },
  ]
  const inTime: Superseded[] = [{}, { since: early }, { left: [{ before: 'a', since: early }] }]
  for (const noted of overdue) {
    expect(isOverdue({ ...noted, rested: START - MINUTE_MS }, START)).toBe(true)
    expect(isOverdue({ ...noted, rested: START - MINUTE_MS + 1 }, START)).toBe(false)
  }
  for (const noted of inTime) expect(isOverdue(noted, START)).toBe(false)
})

it('only what left the history is noted, for the grace, and nothing where nothing changed', () => {
  const headOf = (...ids: string[]) =>
    ({ revision: { id: ids[0] }, published: ids[0], history: ids.map((revision) => ({ revision })) }) as Head
  const head = headOf('two', 'one')
  const now = START
  const before: Superseded = {
    version: 1,
    passed: { recent: now - GRACE_MS + 1, old: now - GRACE_MS, three: now },
    left: [],
  }
  const passed = { recent: now - GRACE_MS + 1 }
  expect(noteSuperseded(before, { head, next: head, shown: headOf('other'), version: 1, now })).toEqual({
    ...before,
    passed: { ...passed, three: now },
  })
  const next = headOf('three', 'one')
  const changed = { ...before, passed: { ...passed, two: now, other: now }, since: now, latest: now }
  expect(noteSuperseded(before, { head, next, shown: headOf('other'), version: 1, now })).toEqual(changed)
  expect(noteSuperseded(before, { head, next, shown: headOf('one'), version: 1, now })).toEqual({
    ...changed,
    passed: { ...passed, two: now },
  })
  const since = now - 1
  expect(
    noteSuperseded({ ...before, since }, { head, next: head, shown: undefined, version: 2, now }),
  ).toEqual({
    version: 2,
    passed: { ...passed, three: now },
    left: [{ before: 'two', since: now }],
    since,
    latest: now,
  })
})

type Act =
  | { act: 'sign'; count: number }
  | { act: 'leave'; index: number }
  | { act: 'edit'; index: number }
  | { act: 'publish'; title: number; pulled: boolean }
  | { act: 'wait'; minutes: number }
  | { act: 'kill'; writes: number }

const acts = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('sign' as const), count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ act: fc.constant('leave' as const), index: fc.nat(9) }),
    fc.record({ act: fc.constant('edit' as const), index: fc.nat(9) }),
    fc.record({ act: fc.constant('publish' as const), title: fc.nat(2), pulled: fc.boolean() }),
    fc.record({ act: fc.constant('wait' as const), minutes: fc.oneof(fc.nat(3), fc.nat(70)) }),
    fc.record({ act: fc.constant('kill' as const), writes: fc.nat(25) }),
  ) as fc.Arbitrary<Act>,
  { minLength: 1, maxLength: 25 },
)

describe('whatever happens in which order', () => {
  it('what is named can be read, who left is gone after the grace, and nothing is left over', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (some) => {
        vi.setSystemTime(START)
        const world = await opened()
        const { object, kv, killedAfter, value } = world
        let data: SignedLetter = letter
        let next = 0
        let dying: number | undefined
        const names = new Set<string>()
        const ofEditors = new Set<string>()
        /** Heads that readers may still go on with. */
        let shown: { id: string; until: number }[] = []
        const minute = async () => {
          vi.setSystemTime(Date.now() + MINUTE_MS)
          for (const { name } of object.list) names.add(name)
          const store = dying === undefined ? kv : killedAfter(dying)
          dying = undefined
          await object.alarm({ store }).catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error
          })
          await world.expectReadable()
          shown = shown.filter(({ until }) => Date.now() < until)
          for (const { id } of shown) world.whole(id, 'an older head')
          shown.push({ id: world.head(SLUG).revision.id, until: Date.now() + 5 * MINUTE_MS })
        }
        for (const act of some) {
          if (act.act === 'sign') for (let n = 0; n < act.count; n++) object.sign(person(next++))
          else if (act.act === 'leave') object.leave(act.index)
          else if (act.act === 'edit') object.edit(act.index, `Xq${next++}z Edited`)
          else if (act.act === 'kill') dying = act.writes
          else if (act.act === 'wait') for (let n = 0; n < act.minutes; n++) await minute()
          else {
            const own = letterSignedBy(3, SLUG, `Title ${act.title}`)
            const pulled = act.pulled ? object.list : []
            for (const { name } of pulled) ofEditors.add(name)
            data = { ...own, signatories: [...own.signatories, ...pulled] }
            await publishAs(kv, data, SIGNING)
          }
          await minute()
        }
        for (let n = 0; n < 32; n++) await minute()
        for (const { name } of object.list) names.delete(name)
        expect(world.found([...names].filter((name) => !ofEditors.has(name)))).toEqual([])
        expect(await world.unneeded()).toEqual([])
        expect(value(headKey(SLUG))).toBe(JSON.stringify(object.state.head))
      }),
      { numRuns: Number(process.env.SUPERSEDED_RUNS ?? 20) },
    )
  })
})
