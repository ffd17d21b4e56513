import { expect, it } from 'vitest'
import { readChosen } from '../../src/publishing/live.ts'
import { retire } from '../../src/publishing/retire.ts'
import { verifyStored } from '../../src/publishing/verify.ts'
import { partKey } from '../../src/revision/keys.ts'
import type { Retirement } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { eraseIn, having } from './erase/erasing.ts'
import { createMemory, Killed, publishIn } from './memory.ts'

const A = 'a-letter'
const RETIREMENT: Retirement = { since: '2026-11-29T12:00:00.000Z', note: 'It is over', revisions: true }

type Memory = ReturnType<typeof createMemory>

const retireIn = async (memory: Memory, retirement?: Retirement, through = memory.kv) => {
  const live = await readChosen(memory.kv, [A])
  const { head } = live.letter(A)
  if (head) await retire(through, live, head, retirement, { by: 'Grace' })
}

const published = async () => {
  const memory = createMemory()
  await publishIn(memory.kv, [letterSignedBy(3, A), letterSignedBy(1, 'b-letter')])
  return memory
}

it('takes a letter out of the lists, keeps its head, and leaves the others as they are', async () => {
  const memory = await published()
  const before = [memory.head(A), memory.head('b-letter'), memory.listed('b-letter')]
  await retireIn(memory, RETIREMENT)
  expect(memory.listed(A)).toMatchObject({ unlisted: 'retired' })
  const { retired, ...rest } = memory.head(A)
  expect(retired).toEqual(RETIREMENT)
  expect([rest, memory.head('b-letter'), memory.listed('b-letter')]).toEqual(before)
})

it('undone, leaves head and line as they were', async () => {
  const memory = await published()
  const before = [memory.head(A), memory.listed(A)]
  await retireIn(memory, RETIREMENT)
  await retireIn(memory)
  expect([memory.head(A), memory.listed(A)]).toEqual(before)
})

it('killed at any write leaves the letter up or down, and done again it is down', async () => {
  for (let writes = 0; ; writes++) {
    const memory = await published()
    const up = memory.head(A)
    const killed = await retireIn(memory, RETIREMENT, memory.killedAfter(writes)).then(
      () => false,
      (error: unknown) => error instanceof Killed || Promise.reject(error),
    )
    expect([up, { ...up, retired: RETIREMENT }]).toContainEqual(memory.head(A))
    await retireIn(memory, RETIREMENT)
    expect([memory.head(A).retired, memory.listed(A)?.unlisted]).toEqual([RETIREMENT, 'retired'])
    if (!killed) break
  }
})

it('works where the words of the letter are lost', async () => {
  const memory = await published()
  memory.pairs.delete(partKey(A, memory.head(A).revision.letter))
  await retireIn(memory, RETIREMENT)
  expect(memory.listed(A)).toMatchObject({ unlisted: 'retired', title: 'A letter' })
})

it('no longer says why, where that names somebody who is erased', async () => {
  const memory = await published()
  await retireIn(memory, { ...RETIREMENT, note: 'Organisation 2 asked for it' })
  const { renewed } = await eraseIn(memory.kv, 'org-2')
  expect(renewed.notes).toBe(1)
  expect(having(memory, 'Organisation 2"', 'Organisation 2 asked')).toEqual([])
  expect(memory.head(A).retired).toEqual({ since: RETIREMENT.since, revisions: true })
  expect((await eraseIn(memory.kv, 'org-2')).isDone).toBe(true)
})

it('stays through an erasure, and the store is whole after both', async () => {
  const memory = await published()
  await retireIn(memory, RETIREMENT)
  await eraseIn(memory.kv, 'org-2')
  expect(memory.head(A)).toMatchObject({ retired: RETIREMENT, revision: { count: 2 } })
  const stored = await verifyStored(memory.kv, await readChosen(memory.kv, [A]), memory.head(A))
  expect(stored).toMatchObject({ faults: [], listed: true })
})
