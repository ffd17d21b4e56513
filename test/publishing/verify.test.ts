import { expect, it } from 'vitest'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { readLive } from '../../src/publishing/live.ts'
import { withPictures } from '../../src/publishing/plan.ts'
import { publishPlans } from '../../src/publishing/publish.ts'
import { pictureKeys } from '../../src/publishing/revision-keys.ts'
import { verifyStored } from '../../src/publishing/verify.ts'
import { catalogueKey, partKey, revisionKey } from '../../src/revision/keys.ts'
import { nameAt } from '../../src/revision/layout.ts'
import { PIXEL, pixels } from '../fixtures/drawn.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, planIn, publishIn } from './memory.ts'

const SLUG = 'a-letter'
const base = letterSignedBy(4_000)
/** In several parts; the first, the last and some between have withdrawn. */
const letter: SignedLetter = {
  ...base,
  signatories: base.signatories.map((signatory, n) =>
    n % 1_333 === 0 ? { ...signatory, withdrawn: '2021-01-01' } : signatory,
  ),
}

const published = async (of = letter) => {
  const memory = createMemory()
  await publishIn(memory.kv, [of])
  const { revision } = memory.head(SLUG)
  const verify = async () => verifyStored(memory.kv, await readLive(memory.kv, [SLUG]), memory.head(SLUG))
  return { ...memory, revision, verify }
}

it('what is stored of those who signed and withdrew adds up to the revision', async () => {
  const { revision, verify } = await published()
  expect(revision.signatories.counts.length).toBeGreaterThan(1)
  expect(await verify()).toEqual({
    faults: [],
    content: { revision: revision.id, count: 4_000 - 4 },
    listed: true,
  })
})

it('every value that is missing or another is told by its key, and then it is not said what they add up to', async () => {
  const { kv, revision, verify } = await published()
  const [words, byName, list] = [
    revision.letter,
    nameAt(revision.by_name.names, 0),
    nameAt(revision.signatories.names, 1),
  ].map((name) => partKey(SLUG, name)) as [string, string, string]
  await kv.delete([list])
  await kv.put([
    { key: words, value: '{}' },
    { key: byName, value: '[]' },
  ])
  const { faults, ...rest } = await verify()
  expect(new Set(faults)).toEqual(
    new Set([
      `${words}: content does not match its name`,
      `${byName}: content does not match its name`,
      `${list}: missing`,
    ]),
  )
  expect(rest).toEqual({ listed: true })
})

it('a picture that is missing or another is told by its key, and what the parts add up to all the same', async () => {
  const { kv, head, revision, verify } = await published(letterSignedBy(3))
  const { live, plans } = await planIn(kv, [letterSignedBy(3)])
  const drawn = plans.map(async (plan) => withPictures(plan, await pixels(plan.compiled)))
  await publishPlans(kv, live, await Promise.all(drawn), { takeOver: true })
  const right = { faults: [], content: { revision: revision.id, count: 3 }, listed: true }
  expect(await verify()).toEqual(right)
  const [preview = '', badge = ''] = pictureKeys(SLUG, head(SLUG))
  await kv.delete([preview])
  await kv.put([{ key: badge, value: JSON.stringify({ png: PIXEL }) }])
  expect(await verify()).toEqual({
    ...right,
    faults: [`${badge}: content does not match its name`, `${preview}: missing`],
  })
})

it('a record that is not what the head says is told', async () => {
  const { kv, revision, verify } = await published(letterSignedBy(3))
  const key = revisionKey(SLUG, revision.id)
  await kv.put([{ key, value: JSON.stringify({ ...revision, count: 2 }) }])
  expect((await verify()).faults).toEqual([`${key}: is not what the head says of the revision`])
  await kv.put([{ key, value: '{' }])
  expect((await verify()).faults).toEqual([`${key}: not JSON`])
  await kv.put([{ key, value: JSON.stringify(revision) }])
  expect((await verify()).faults).toEqual([])
})

it('a list of letters that says something else than the parts is told', async () => {
  const { kv, value, verify } = await published(letterSignedBy(3))
  const [entry] = JSON.parse(value(catalogueKey) ?? '')
  const other = { ...entry, slug: 'b-letter', count: 7 }
  for (const [list, listed] of [
    [[other, entry], true],
    [[{ ...entry, count: 2 }], false],
    [[other], false],
  ]) {
    await kv.put([{ key: catalogueKey, value: JSON.stringify(list) }])
    expect(await verify()).toMatchObject({ faults: [], listed })
  }
})

it('a store that fails is not a fault of what it holds', async () => {
  const { kv, head } = await published(letterSignedBy(3))
  const live = await readLive(kv, [SLUG])
  const failing = {
    ...kv,
    // biome-ignore lint/correctness/useYield: it fails before there is anything to yield
    async *get() {
      throw new Error('KV GET failed: 500')
    },
  }
  await expect(verifyStored(failing, live, head(SLUG))).rejects.toThrow('KV GET failed: 500')
})
