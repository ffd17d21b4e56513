import { expect, it } from 'vitest'
import { isNeeded } from '../../src/publishing/plan.ts'
import { partKeys, revisionKeys } from '../../src/publishing/revision-keys.ts'
import { catalogueKey, partKey, revisionKey } from '../../src/revision/keys.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, planIn, publishIn } from './memory.ts'

const SLUG = 'a-letter'
const letter = letterSignedBy(3)
const signature = { key: 'k'.repeat(43), value: 'v'.repeat(86) }

const changeIn = async (memory: ReturnType<typeof createMemory>, of = letter, signed?: typeof signature) =>
  (await planIn(memory.kv, [of], { signature: signed })).plans[0]?.change

it('what changes is the revision, its signature, its line in the list, or nothing', async () => {
  const memory = createMemory()
  expect(await changeIn(memory)).toBe('revision')
  await publishIn(memory.kv, [letter], { signature })
  expect(await changeIn(memory)).toBe('none')
  expect(await changeIn(memory, letter, signature)).toBe('none')
  expect(await changeIn(memory, letter, { ...signature, value: 'w'.repeat(86) })).toBe('signature')
  expect(await changeIn(memory, letterSignedBy(4))).toBe('revision')

  const list = JSON.parse(memory.value(catalogueKey) ?? '')
  const put = (value: unknown) => memory.kv.put([{ key: catalogueKey, value: JSON.stringify(value) }])
  for (const wrong of [[], [...list, ...list], [{ ...list[0], title: 'Another' }]]) {
    await put(wrong)
    expect(await changeIn(memory), JSON.stringify(wrong)).toBe('list')
  }
  await put([{ ...list[0], slug: 'b-letter', title: 'Another' }, ...list])
  expect(await changeIn(memory)).toBe('none')
})

it('a letter that is not signed where it was is not signed anew', async () => {
  const memory = createMemory()
  await publishIn(memory.kv, [letter])
  expect(await changeIn(memory)).toBe('none')
  expect(await changeIn(memory, letter, signature)).toBe('signature')
})

it('what is written is what is not live, all of it where it is to be written anew, and nothing where nothing changes', async () => {
  const { kv } = createMemory()
  const [first] = (await planIn(kv, [letter])).plans
  if (!first) throw new Error('there is no plan')
  const all = revisionKeys(SLUG, first.compiled.revision)
  expect(first).toMatchObject({ keys: all, parts: { write: all.length - 1, live: 0 }, rewrite: false })
  await publishIn(kv, [letter])
  const [same] = (await planIn(kv, [letter])).plans
  expect(same).toMatchObject({ keys: [], parts: { write: 0, live: all.length - 1 } })
  const [again] = (await planIn(kv, [letter], { rewrite: true })).plans
  expect(again).toMatchObject({ keys: all, parts: { write: all.length - 1, live: 0 }, rewrite: true })
  const [renamed] = (await planIn(kv, [letterSignedBy(3, SLUG, 'Another title')])).plans
  const { revision } = renamed?.compiled ?? first.compiled
  expect(renamed).toMatchObject({
    keys: [partKey(SLUG, revision.letter), revisionKey(SLUG, revision.id)],
    parts: { write: 1, live: all.length - 2 },
  })
})

it('what is live need not be kept, but for each letter’s words', async () => {
  const { kv, head } = createMemory()
  await publishIn(kv, [letter])
  const needed = isNeeded((await planIn(kv, [letter])).live)
  const { revision } = head(SLUG)
  const keys = partKeys(SLUG, revision)
  expect(keys.filter(needed)).toEqual([partKey(SLUG, revision.letter)])
  expect(needed(revisionKey(SLUG, revision.id))).toBe(true)
  expect(needed('another')).toBe(true)
  const nothing = isNeeded((await planIn(createMemory().kv, [letter])).live)
  expect(keys.every(nothing)).toBe(true)
})

it('a revision’s keys are each once, its record the last', async () => {
  const { kv, head } = createMemory()
  await publishIn(kv, [letter])
  const { revision } = head(SLUG)
  const keys = revisionKeys(SLUG, revision)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.at(-1)).toBe(revisionKey(SLUG, revision.id))
  expect(new Set(keys.slice(0, -1))).toEqual(new Set(partKeys(SLUG, revision)))
})
