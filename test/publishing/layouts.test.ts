/** What any release ever stored is read, and what a later one stores is left alone. `make.ts` beside the fixtures wrote them. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { backupPairs, planBackup } from '../../src/publishing/backup.ts'
import { readHistory } from '../../src/publishing/history.ts'
import { readChosen, readLive } from '../../src/publishing/live.ts'
import { findRevision } from '../../src/publishing/rollback.ts'
import { verifyStored } from '../../src/publishing/verify.ts'
import { baseKey, claimKey, headKey } from '../../src/revision/keys.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, publishIn } from './memory.ts'
import { createObject } from './signon-object.ts'

/** Of each layout, two stores: letters of an editor alone, and one that the public can sign. */
const LAYOUTS = [1]
const read = async (
  layout: number,
): Promise<[closed: Record<string, string>, open: Record<string, string>]> =>
  JSON.parse(await readFile(`test/fixtures/layouts/${layout}.json`, 'utf8'))

const storeOf = (values: Record<string, string>) => {
  const memory = createMemory()
  for (const [key, value] of Object.entries(values)) memory.pairs.set(key, { key, value })
  return memory
}

describe.each(LAYOUTS)('layout %i', (layout) => {
  it.each([0, 1] as const)('every value is read, and is what its letter says: store %i', async (index) => {
    const memory = storeOf((await read(layout))[index])
    const plan = await planBackup(memory.kv, [])
    expect(plan.faults).toEqual([])
    const faults: string[] = []
    const pairs = await Array.fromAsync(backupPairs(memory.kv, plan, (fault) => faults.push(fault)))
    expect(faults).toEqual([])
    expect(pairs.length).toBeGreaterThan(5)

    const live = await readChosen(memory.kv, [])
    expect(live.broken).toEqual([])
    for (const slug of live.slugs) {
      const head = memory.head(slug)
      const stored = {
        content: { revision: head.revision.id, count: head.revision.count },
        faults: [],
        listed: true,
      }
      expect(await verifyStored(memory.kv, live, head)).toEqual(stored)
      for (const { revision } of await readHistory(memory.kv, slug, live.letter(slug)))
        expect((await findRevision(memory.kv, slug, revision)).letter.slug).toBe(slug)
      if (head.retired === undefined) {
        const shown = await memory.read(slug)
        expect(shown).toMatchObject({ revision: head.revision.id, signatories: head.revision.count })
      }
    }
  })

  it('publishing goes on from it, and so does the sign-on Worker', async () => {
    const [closed, open] = (await read(layout)).map(storeOf)
    if (!closed || !open) throw new Error('a store is missing')
    const before = closed.head('a-letter').history.length
    await publishIn(closed.kv, [letterSignedBy(2, 'a-letter')])
    expect(closed.head('a-letter').history).toHaveLength(before + 1)
    const object = createObject(open.kv)
    await object.alarm()
    expect(open.head('a-letter').signing).toBeDefined()
  })
})

describe('a layout of a later version', () => {
  const MESSAGE = 'is of layout 2: take a newer version of undersigned'

  it.each([headKey('a-letter'), baseKey('a-letter'), claimKey])(
    'said by %s stops whoever would write',
    async (key) => {
      const memory = storeOf((await read(1))[1])
      memory.pairs.set(key, {
        key,
        value: JSON.stringify({ ...JSON.parse(memory.value(key) ?? ''), layout: 2 }),
      })
      const before = new Map(memory.pairs)
      await expect(readLive(memory.kv, ['a-letter'])).rejects.toThrow(`${key}: ${MESSAGE}`)
      await expect(publishIn(memory.kv, [letterSignedBy(2, 'a-letter')])).rejects.toThrow(MESSAGE)
      if (key !== claimKey) await expect(createObject(memory.kv).alarm()).rejects.toThrow(MESSAGE)
      expect(memory.pairs).toEqual(before)
    },
  )

  it('is not shown by halves', async () => {
    const memory = storeOf((await read(1))[0])
    const key = headKey('a-letter')
    memory.pairs.set(key, {
      key,
      value: JSON.stringify({ ...JSON.parse(memory.value(key) ?? ''), layout: 2 }),
    })
    await expect(memory.read('a-letter')).rejects.toThrow()
  })
})
