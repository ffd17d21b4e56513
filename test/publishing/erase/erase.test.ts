/** What erasing promises, over a store in memory. */
import * as fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import type { Signatory, SignedLetter } from '../../../src/letter/schema.ts'
import { headHash } from '../../../src/publishing/base.ts'
import { compileWhole } from '../../../src/publishing/compile.ts'
import { ERASURE_NOTE } from '../../../src/publishing/erase/plan.ts'
import { PublishConflict } from '../../../src/publishing/errors.ts'
import { historyKeys, readHistory } from '../../../src/publishing/history.ts'
import { readLive } from '../../../src/publishing/live.ts'
import { revisionKeys } from '../../../src/publishing/revision-keys.ts'
import { verifyStored } from '../../../src/publishing/verify.ts'
import { baseKey, headKey, revisionKey } from '../../../src/revision/keys.ts'
import { StoreError } from '../../../src/revision/store-error.ts'
import { letterSignedBy } from '../../letters.ts'
import { createMemory, Killed, publishIn } from '../memory.ts'
import { manySignatories } from '../signatories.ts'
import { eraseIn, having, SLUG, signature } from './erasing.ts'

const ADA: Signatory = {
  id: 'ada-example',
  type: 'person',
  name: 'Ada Example',
  role: 'Judge',
  country: 'KE',
}
/** Whole, for a hash of a head may hold any three letters. */
const ADA_IN_STORE = [ADA.id, ADA.name, 'ada example']
const BOB: Signatory = { id: 'bob-example', type: 'person', name: 'Bob Example', withdrawn: '2021-01-01' }

/** A letter signed by some organisations with these among them, after the first. */
const letter = (count: number, title: string, ...others: Signatory[]): SignedLetter => {
  const { signatories, ...rest } = letterSignedBy(count, SLUG, title)
  return { ...rest, signatories: signatories.toSpliced(1, 0, ...others) }
}

const without = ({ signatories, ...rest }: SignedLetter, ...ids: string[]): SignedLetter => ({
  ...rest,
  signatories: signatories.filter(({ id }) => !ids.includes(id)),
})

const idOf = async (signed: SignedLetter): Promise<string> =>
  (await compileWhole(signed)).compiled.revision.id

const publishAll = async (letters: SignedLetter[]) => {
  const memory = createMemory()
  for (const [number, each] of letters.entries())
    await publishIn(memory.kv, [each], { note: `No. ${number + 1}` })
  return memory
}

/** The keys that there are to be: what these revisions consist of, in a history, and tombstones. */
const keysOf = async (
  memory: ReturnType<typeof createMemory>,
  letters: SignedLetter[],
  erased: string[],
): Promise<Set<string>> => {
  const compiled = await Promise.all(letters.map(compileWhole))
  return new Set([
    ...compiled.flatMap(({ pairs }) => pairs.map(({ key }) => key)),
    ...historyKeys(SLUG, memory.head(SLUG)),
    ...erased.map((id) => revisionKey(SLUG, id)),
  ])
}

const partsAndRecords = ({ pairs }: ReturnType<typeof createMemory>): Set<string> =>
  new Set([...pairs.keys()].filter((key) => key.startsWith(`letter/${SLUG}/`)))

it('who is erased is in nothing that is left, and every other revision is as if they had never signed', async () => {
  const letters = [
    letter(3, 'The first'),
    letter(3, 'The second', ADA),
    letter(4, 'The third', ADA, BOB),
    letter(5, 'The fourth', BOB, ADA),
  ]
  const memory = await publishAll(letters)
  const before = memory.head(SLUG)
  const { forms, rewrites } = await eraseIn(memory.kv, ADA.id)
  expect(forms).toEqual([ADA])
  expect(having(memory, ...ADA_IN_STORE)).toEqual([])
  expect(rewrites).toEqual(
    await Promise.all(
      letters
        .slice(1)
        .reverse()
        .map(async (each) => {
          const { revision } = (await compileWhole(without(each, ADA.id))).compiled
          return { from: await idOf(each), to: revision.id, count: revision.count }
        }),
    ),
  )
  const { head, value } = memory
  const old = rewrites.map(({ from }) => from)
  const rewritten = letters.map((each) => without(each, ADA.id))
  expect(partsAndRecords(memory)).toEqual(await keysOf(memory, rewritten, old))
  for (const { from, to } of rewrites)
    expect(JSON.parse(value(revisionKey(SLUG, from)) ?? '')).toEqual({ successor: to })
  for (const each of rewritten)
    for (const pair of (await compileWhole(each)).pairs) expect(value(pair.key)).toBe(pair.value)

  const { history } = head(SLUG)
  expect(history[0]).toMatchObject({ revision: rewrites[0]?.to, note: ERASURE_NOTE })
  expect(history.slice(1).map(({ published, note }) => [published, note])).toEqual(
    before.history.map(({ published, note }) => [published, note]),
  )
  expect(history.slice(1).map(({ revision, count }) => [revision, count])).toEqual([
    ...rewrites.map(({ to, count }) => [to, count]),
    [await idOf(letters[0] as SignedLetter), 3],
  ])
  expect(Date.parse(head(SLUG).published)).toBeGreaterThan(Date.parse(before.published))
  expect(memory.listed(SLUG)).toMatchObject({
    count: 5,
    revision: rewrites[0]?.to,
    published: head(SLUG).published,
  })
  expect(await memory.read(SLUG)).toMatchObject({ title: 'The fourth', signatories: 5 })
  const live = await readLive(memory.kv, [SLUG])
  expect(await verifyStored(memory.kv, live, head(SLUG))).toMatchObject({ faults: [], listed: true })

  expect(await eraseIn(memory.kv, ADA.id)).toMatchObject({
    isDone: true,
    rewrites: [],
    remove: [],
    forms: [],
  })
})

it('killed at any write or removal leaves readers one whole revision, and done again it completes', async () => {
  const begin = async () => {
    const memory = await publishAll([
      letter(3, 'The first', ADA),
      letter(3, 'The second'),
      letter(4, 'The third', BOB, ADA),
      letter(5, 'The fourth', ADA),
    ])
    // Those of a publish that was stopped, of which no record tells.
    const { pairs } = await compileWhole(letter(9, 'Never published', ADA))
    await memory.kv.put(pairs.slice(0, -1))
    return memory
  }
  const whole = await begin()
  const { rewrites } = await eraseIn(whole.kv, ADA.id)
  const old = await begin()
  for (let writes = 0; ; writes++) {
    const memory = await begin()
    const through = memory.killedAfter(writes)
    const killed = await eraseIn(memory.kv, ADA.id, { through }).then(
      () => false,
      (error: unknown) => error instanceof Killed,
    )
    const now = await memory.read(SLUG)
    expect([old.head(SLUG).revision.id, rewrites[0]?.to], `after ${writes}`).toContain(now?.revision)
    // Whichever address was given out leads somewhere, to what can be read.
    for (const { from, to } of rewrites) {
      const record = JSON.parse(memory.value(revisionKey(SLUG, from)) ?? '{}')
      if ('successor' in record) expect(record).toEqual({ successor: to })
      const { revision } = (await compileWhole(letter(1, ''))).compiled
      const stored = 'successor' in record ? JSON.parse(memory.value(revisionKey(SLUG, to)) ?? '{}') : record
      expect(stored).toHaveProperty('letter')
      for (const key of revisionKeys(SLUG, { ...revision, ...stored }))
        expect(memory.value(key), `after ${writes}`).toBeDefined()
    }

    await eraseIn(memory.kv, ADA.id)
    expect(having(memory, ...ADA_IN_STORE), `after ${writes}`).toEqual([])
    expect(partsAndRecords(memory)).toEqual(partsAndRecords(whole))
    const { history } = memory.head(SLUG)
    expect(history.map(({ revision, note }) => [revision, note])).toEqual(
      whole.head(SLUG).history.map(({ revision, note }) => [revision, note]),
    )
    expect(memory.listed(SLUG)).toMatchObject({ count: 5, published: memory.head(SLUG).published })
    expect((await eraseIn(memory.kv, ADA.id)).isDone).toBe(true)
    if (!killed) break
  }
})

it('who withdrew is erased like any other, and nobody is counted less for it', async () => {
  const memory = await publishAll([letter(3, 'A letter', BOB)])
  await eraseIn(memory.kv, BOB.id)
  expect(having(memory, BOB.name, BOB.id)).toEqual([])
  expect(memory.head(SLUG).history.map(({ count }) => count)).toEqual([3, 3])
  expect(memory.head(SLUG).revision).not.toHaveProperty('withdrawn')
})

it('who stands only in earlier revisions is erased there, and the current one stays what it is', async () => {
  const memory = await publishAll([letter(3, 'A letter', ADA), letter(3, 'A letter')])
  const before = memory.head(SLUG)
  const { rewrites } = await eraseIn(memory.kv, ADA.id)
  expect(rewrites).toHaveLength(1)
  // It has become the one that was published after it, which counts as published first when it was.
  expect(rewrites[0]?.to).toBe(before.revision.id)
  expect(memory.head(SLUG).revision).toEqual(before.revision)
  expect(memory.head(SLUG).history.map(({ revision }) => revision)).toEqual(Array(3).fill(before.revision.id))
  expect(memory.head(SLUG).history[0]?.first).toBe(before.history[1]?.published)
  expect(having(memory, ADA.name, ADA.id)).toEqual([])
})

it('what leads to the text that some signed leads to what took its place', async () => {
  const memory = await publishAll([letter(3, 'A letter', ADA), letter(3, 'Another')])
  const head = memory.head(SLUG)
  const [, { revision } = { revision: '' }] = head.history
  const value = JSON.stringify({ ...head, earlier_texts: [{ revision, count: 2 }] })
  await memory.kv.put([{ key: headKey(SLUG), value }])
  const { rewrites } = await eraseIn(memory.kv, ADA.id)
  expect(memory.head(SLUG).earlier_texts).toEqual([{ revision: rewrites[0]?.to, count: 2 }])
})

it('a second erasure leads the addresses of the first to what is there now, also where it was killed', async () => {
  const begin = async () => {
    const memory = await publishAll([letter(3, 'A letter', ADA, BOB)])
    const { rewrites } = await eraseIn(memory.kv, ADA.id)
    return { memory, first: rewrites }
  }
  const last = await idOf(letter(3, 'A letter'))
  for (let writes = 0, killed = true; killed; writes++) {
    const { memory, first } = await begin()
    const second = await idOf(letter(3, 'A letter', BOB))
    killed = await eraseIn(memory.kv, BOB.id, { through: memory.killedAfter(writes) }).then(
      () => false,
      () => true,
    )
    await eraseIn(memory.kv, BOB.id)
    for (const from of [first[0]?.from ?? '', second])
      expect(JSON.parse(memory.value(revisionKey(SLUG, from)) ?? ''), `after ${writes}`).toEqual({
        successor: last,
      })
  }
})

it('what was erased can be published again, and be erased again', async () => {
  const signed = letter(3, 'A letter', ADA)
  const memory = await publishAll([signed])
  await eraseIn(memory.kv, ADA.id)
  await publishIn(memory.kv, [signed])
  expect(memory.head(SLUG).revision.id).toBe(await idOf(signed))
  expect(await memory.read(SLUG)).toMatchObject({ signatories: 4 })
  await eraseIn(memory.kv, ADA.id)
  expect(having(memory, ADA.name, ADA.id)).toEqual([])
  expect(await memory.read(SLUG)).toMatchObject({ signatories: 3 })
})

it('a successor that had been erased itself is a revision again', async () => {
  const memory = await publishAll([letter(3, 'A letter', BOB)])
  await eraseIn(memory.kv, BOB.id)
  await publishIn(memory.kv, [letter(3, 'A letter', ADA, BOB)])
  await eraseIn(memory.kv, ADA.id)
  const id = await idOf(letter(3, 'A letter', BOB))
  expect(memory.head(SLUG).revision.id).toBe(id)
  expect(JSON.parse(memory.value(revisionKey(SLUG, id)) ?? '')).toMatchObject({ id })
  const both = await idOf(letter(3, 'A letter', ADA, BOB))
  expect(JSON.parse(memory.value(revisionKey(SLUG, both)) ?? '')).toEqual({ successor: id })
})

it('a letter that nobody else signed is left with nobody', async () => {
  const memory = await publishAll([{ ...letter(1, 'A letter'), signatories: [ADA] }])
  await eraseIn(memory.kv, ADA.id)
  expect(await memory.read(SLUG)).toMatchObject({ count: 0, signatories: 0 })
  expect(having(memory, ADA.name, ADA.id)).toEqual([])
})

it('notes that tell who it was go, in any spelling, and others stay', async () => {
  const memory = createMemory()
  await publishIn(memory.kv, [letter(3, 'A letter', ADA)], { note: 'Welcome, ADA  ÉXAMPLE!' })
  await publishIn(memory.kv, [letter(4, 'A letter', ADA)], { note: 'Adam Examples joined' })
  const { renewed } = await eraseIn(memory.kv, ADA.id)
  expect(renewed.notes).toBe(1)
  expect(memory.head(SLUG).history.map(({ note }) => note)).toEqual([
    ERASURE_NOTE,
    'Adam Examples joined',
    undefined,
  ])
})

it('signatures of what is rewritten go or are made anew, and others stay', async () => {
  const publishSigned = async () => {
    const memory = createMemory()
    for (const each of [letter(3, 'A letter'), letter(3, 'A letter', ADA), letter(4, 'A letter', ADA)])
      await publishIn(memory.kv, [each], { signature: signature(await idOf(each)) })
    return memory
  }
  const dropped = await publishSigned()
  const { renewed } = await eraseIn(dropped.kv, ADA.id)
  // The second has become the first, whose signature is good for both.
  expect(renewed.signatures).toEqual({ remade: 1, dropped: 1 })
  const first = signature(await idOf(letter(3, 'A letter')))
  expect(dropped.head(SLUG).history.map((each) => each.signature)).toEqual([
    undefined,
    undefined,
    first,
    first,
  ])

  const remade = await publishSigned()
  expect((await eraseIn(remade.kv, ADA.id, { sign: signature })).renewed.signatures).toEqual({
    remade: 2,
    dropped: 0,
  })
  for (const each of remade.head(SLUG).history) expect(each.signature).toEqual(signature(each.revision))
})

it('a current revision in which they do not stand stays signed', async () => {
  const memory = await publishAll([letter(3, 'A letter', ADA)])
  const now = letter(3, 'A letter')
  const signed = signature(await idOf(now))
  await publishIn(memory.kv, [now], { signature: signed })
  await eraseIn(memory.kv, ADA.id)
  const [latest] = memory.head(SLUG).history
  expect(latest).toMatchObject({ note: ERASURE_NOTE, signature: signed })
})

it('reports where the letter’s own words name them, and leaves those', async () => {
  const memory = await publishAll([letter(3, 'Ada Example and others', ADA)])
  expect((await eraseIn(memory.kv, ADA.id)).worded).toEqual(['en'])
  expect(await memory.read(SLUG)).toMatchObject({ title: 'Ada Example and others', signatories: 3 })
})

it('a history that is longer than its head is renewed throughout', { timeout: 120_000 }, async () => {
  const memory = createMemory()
  const letters = [letter(3, 'One', ADA), letter(3, 'Two', BOB)]
  for (let number = 0; number < 250; number++)
    await publishIn(memory.kv, [letters[number % 2] as SignedLetter], { note: String(number) })
  await eraseIn(memory.kv, ADA.id)
  const history = await readHistory(memory.kv, SLUG, memory.head(SLUG))
  expect(history.map(({ note }) => note)).toEqual([
    ERASURE_NOTE,
    ...Array.from({ length: 250 }, (_, n) => String(249 - n)),
  ])
  // The old id stays, as what was published then.
  const old = await idOf(letters[0] as SignedLetter)
  expect(having(memory, ADA.name, ADA.id)).toEqual([])
  expect(having(memory, `"revision":"${old}"`)).toEqual([])
  expect(history.filter(({ as_published }) => as_published?.revision === old)).toHaveLength(125)
})

it('nothing is rewritten where a revision that the history names is not whole, and what it does not name goes', async () => {
  const first = letter(5, 'The first', ADA)
  const memory = await publishAll([first, letter(3, 'The second', ADA)])
  const { pairs } = await compileWhole(first)
  await memory.kv.delete([pairs[0]?.key ?? ''])
  const before = new Map(memory.pairs)
  await expect(eraseIn(memory.kv, ADA.id)).rejects.toThrow(StoreError)
  expect(memory.pairs).toEqual(before)

  const unnamed = await publishAll([letter(3, 'The second', ADA)])
  await unnamed.kv.put(pairs.slice(1))
  expect((await eraseIn(unnamed.kv, ADA.id)).broken).toEqual([await idOf(first)])
  expect(having(unnamed, ...ADA_IN_STORE)).toEqual([])
})

it('is turned away where somebody publishes meanwhile, and removes nothing then', async () => {
  const memory = await publishAll([letter(3, 'A letter', ADA)])
  const through = {
    ...memory.kv,
    async put(...args: Parameters<typeof memory.kv.put>) {
      await memory.kv.put(...args)
      await memory.kv.put([{ key: 'publishing', value: '{"id":"somebody else"}' }])
    },
    delete: vi.fn(),
  }
  await expect(eraseIn(memory.kv, ADA.id, { through })).rejects.toThrow(PublishConflict)
  expect(through.delete).not.toHaveBeenCalled()
})

it('the others keep their ids, order and fields, whoever they are', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      manySignatories(40),
      fc.array(fc.nat(40), { maxLength: 3 }),
      fc.nat(40),
      async (signatories, cuts, whose) => {
        fc.pre(signatories.length > 0)
        const id = signatories[whose % signatories.length]?.id ?? ''
        const base = letterSignedBy(0, SLUG)
        const letters = [...cuts, 40].map((end) => ({ ...base, signatories: signatories.slice(0, end) }))
        const memory = await publishAll(letters)
        const { rewrites } = await eraseIn(memory.kv, id)
        const kept = letters.map((each) => without(each, id))
        expect(partsAndRecords(memory)).toEqual(
          await keysOf(
            memory,
            kept,
            rewrites.map(({ from }) => from),
          ),
        )
        for (const each of kept)
          for (const { key, value } of (await compileWhole(each)).pairs) expect(memory.value(key)).toBe(value)
      },
    ),
    { numRuns: 30 },
  )
})

it('goes by what revisions consist of where the list of keys is a minute late', async () => {
  const memory = await publishAll([letter(3, 'A letter', ADA)])
  // It shows nothing of what was just published, and parts that were just removed.
  const { pairs } = await compileWhole(letter(3, 'A letter'))
  const late: typeof memory.kv = {
    ...memory.kv,
    async *list(prefix) {
      for (const { key } of pairs.slice(0, -1)) if (key.startsWith(prefix)) yield { key }
    },
  }
  await eraseIn(late, ADA.id)
  expect(having(memory, ADA.name, ADA.id)).toEqual([])
  for (const { key, value } of pairs) expect(memory.value(key)).toBe(value)
})

it('what it writes of a letter that the public can sign is the sign-on Worker’s to clear away, but for tombstones', async () => {
  const memory = await publishAll([letter(3, 'The first', ADA), letter(4, 'The second', ADA)])
  const { kv, head, pairs } = memory
  const handover = { id: 'a handover', head: headHash('') }
  const { published, revision } = head(SLUG)
  const base = {
    id: 'a base',
    published,
    revision: revision.id,
    writer: 'editor',
    handover,
    text: headHash(''),
  }
  await kv.put([
    { key: baseKey(SLUG), value: JSON.stringify(base) },
    { key: headKey(SLUG), value: JSON.stringify({ ...head(SLUG), handed_over: handover.id }) },
  ])
  const { rewrites } = await eraseIn(kv, ADA.id)
  expect(rewrites).toHaveLength(2)
  for (const { from, to } of rewrites) {
    expect(pairs.get(revisionKey(SLUG, to))?.metadata?.by).toBe('sign-on')
    expect(pairs.get(revisionKey(SLUG, from))?.metadata?.by).toBeUndefined()
  }
})
