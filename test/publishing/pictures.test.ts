/** What becomes of a letter's pictures, over a store in memory. */
import { expect, it } from 'vitest'
import { planBackup } from '../../src/publishing/backup.ts'
import { readLive } from '../../src/publishing/live.ts'
import { withPictures } from '../../src/publishing/plan.ts'
import { prune, sweepOf } from '../../src/publishing/prune.ts'
import { publishPlans } from '../../src/publishing/publish.ts'
import { pictureKeys } from '../../src/publishing/revision-keys.ts'
import { findRevision, rollBack } from '../../src/publishing/rollback.ts'
import { partKey } from '../../src/revision/keys.ts'
import { pixels } from '../fixtures/drawn.ts'
import { letterSignedBy } from '../letters.ts'
import { eraseIn } from './erase/erasing.ts'
import { createMemory, Killed, planIn, publishIn } from './memory.ts'

const SLUG = 'a-letter'

/** Publishes a letter with pictures, or what else is to be drawn of it. */
const publishWith = async (
  kv: ReturnType<typeof createMemory>['kv'],
  count: number,
  { made_of }: { made_of?: string } = {},
) => {
  const { live, plans } = await planIn(kv, [letterSignedBy(count, SLUG)])
  const drawn = await Promise.all(
    plans.map(async (plan) => {
      const { pictures, parts } = await pixels(plan.compiled)
      return withPictures(plan, { pictures: { ...pictures, ...(made_of && { made_of }) }, parts })
    }),
  )
  await publishPlans(kv, live, drawn, { takeOver: true })
  return drawn
}

it('they are written before the head that names them, however a publish ends', async () => {
  for (let writes = 0; ; writes++) {
    const { pairs, kv, killedAfter } = createMemory()
    const ended = await publishWith(killedAfter(writes), 3).catch((error: unknown) => error)
    const { head } = (await readLive(kv, [SLUG])).letter(SLUG)
    if (head) for (const key of pictureKeys(SLUG, head)) expect(pairs.has(key), key).toBe(true)
    if (!(ended instanceof Killed)) {
      expect(head?.pictures?.drawn).toHaveLength(1)
      break
    }
  }
})

it('new ones alone are no publication: the head has them, its history and its time stay', async () => {
  const { kv, head } = createMemory()
  await publishWith(kv, 3)
  const before = head(SLUG)
  const [plan] = await publishWith(kv, 3, { made_of: 'B'.repeat(22) })
  expect(plan?.change).toBe('pictures')
  const { pictures, ...after } = head(SLUG)
  expect({ ...after, pictures: before.pictures }).toEqual(before)
  expect(pictures?.made_of).toBe('B'.repeat(22))
  expect((await publishWith(kv, 3, { made_of: 'B'.repeat(22) }))[0]?.change).toBe('none')
})

it('a revision that comes without has none, and never those of another', async () => {
  const { kv, head } = createMemory()
  await publishWith(kv, 3)
  await publishIn(kv, [letterSignedBy(4, SLUG)])
  expect(head(SLUG).pictures).toBeUndefined()
})

it('a rollback has those that it brings', async () => {
  const { kv, head } = createMemory()
  await publishWith(kv, 3)
  const before = head(SLUG)
  await publishWith(kv, 4)
  const compiled = await findRevision(kv, SLUG, before.revision.id)
  const back = { note: 'Back', drawn: await pixels(compiled) }
  await rollBack(kv, await readLive(kv, [SLUG]), compiled, before.history[0] as never, back)
  expect(head(SLUG).pictures).toEqual(before.pictures)
})

it('an erasure takes them away, from the head and from the store', async () => {
  const { kv, head, pairs } = createMemory()
  await publishWith(kv, 3)
  const keys = pictureKeys(SLUG, head(SLUG))
  await eraseIn(kv, 'org-1')
  expect(head(SLUG).pictures).toBeUndefined()
  for (const key of keys) expect(pairs.has(key)).toBe(false)
})

it('an erasure of somebody whom no revision has leaves them', async () => {
  const { kv, head, pairs } = createMemory()
  await publishWith(kv, 3)
  const before = head(SLUG)
  await eraseIn(kv, 'org-9')
  expect(head(SLUG)).toEqual(before)
  for (const key of pictureKeys(SLUG, before)) expect(pairs.has(key)).toBe(true)
})

it('a prune keeps those of the head, and removes what no head names', async () => {
  const { kv, head, pairs } = createMemory()
  await publishWith(kv, 3)
  const [, old] = await Promise.all([
    kv.put([{ key: partKey(SLUG, 'C'.repeat(22)), value: '{"png":""}' }]),
    readLive(kv, [SLUG]),
  ])
  await prune(kv, old, [await sweepOf(kv, head(SLUG), 10, new Date())])
  expect(pairs.has(partKey(SLUG, 'C'.repeat(22)))).toBe(false)
  for (const key of pictureKeys(SLUG, head(SLUG))) expect(pairs.has(key)).toBe(true)
})

it('a backup has them, and says where one is missing', async () => {
  const { kv, head } = createMemory()
  await publishWith(kv, 3)
  const keys = pictureKeys(SLUG, head(SLUG))
  const backup = await planBackup(kv, [SLUG])
  expect(backup).toMatchObject({ faults: [] })
  expect(backup.keys).toEqual(expect.arrayContaining(keys))
  await kv.delete(keys.slice(0, 1))
  expect((await planBackup(kv, [SLUG])).faults).toEqual([`${keys[0]}: missing`])
})
