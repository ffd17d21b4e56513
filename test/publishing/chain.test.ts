/** The chain of a letter's publications, over a store in memory. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { leadsTo, publicationHash, readChain } from '../../src/publishing/chain.ts'
import { ERASURE_NOTE } from '../../src/publishing/erase/plan.ts'
import { readHistory } from '../../src/publishing/history.ts'
import { readLive } from '../../src/publishing/live.ts'
import { findRevision, rollBack } from '../../src/publishing/rollback.ts'
import { headKey } from '../../src/revision/keys.ts'
import type { Publication } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { eraseIn, SLUG } from './erase/erasing.ts'
import { createMemory, publishIn } from './memory.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

/** Three publications; whoever is `org-3` is in the last two, and the second one names them. */
const published = async () => {
  const memory = createMemory()
  await publishIn(memory.kv, [letterSignedBy(2, SLUG)], { note: 'The first', by: 'An editor' })
  await publishIn(memory.kv, [letterSignedBy(3, SLUG)], { note: 'Organisation 3 joins' })
  await publishIn(memory.kv, [letterSignedBy(4, SLUG)], { by: 'Another' })
  const history = async () =>
    (await readHistory(memory.kv, SLUG, memory.head(SLUG))) as [Publication, ...Publication[]]
  return { ...memory, history }
}

describe('the chain of publications', () => {
  it('is of hashes that anybody can compute from what the API gives', async () => {
    const { history } = await published()
    const [third, second, first] = await history()
    const said = sha256('{"by":"An editor","note":"The first"}')
    const hash = sha256(
      `{"count":2,"published":"${first?.published}","revision":"${first?.revision}","said":"${said}"}`,
    )
    expect(first).not.toHaveProperty('previous')
    expect(second?.previous).toBe(hash)
    const next = sha256(
      `{"count":3,"previous":"${hash}","published":"${second?.published}","revision":"${second?.revision}",` +
        `"said":"${sha256('{"note":"Organisation 3 joins"}')}"}`,
    )
    expect(third.previous).toBe(next)
    expect(readChain(await history())).toEqual({ hash: publicationHash(third), length: 3, erased: 0 })
  })

  it.each([
    ['revision', 'f'.repeat(64)],
    ['published', '2020-01-01T00:00:00.000Z'],
    ['count', 99],
    ['note', 'Another note'],
    ['by', 'Somebody else'],
  ])('breaks where the %s of a publication is not what it was', async (member, value) => {
    const [third, second, ...rest] = await (await published()).history()
    const forged = { ...second, [member]: value } as Publication
    const { fault } = readChain([third, forged, ...rest])
    expect(fault).toContain(`that of ${third.published}`)
    expect(fault).toContain('one of them is not what it was')
  })

  it('breaks where a publication is taken out, or put in, or no longer names the one before', async () => {
    const [third, second, first] = (await (await published()).history()) as Required<Publication>[]
    if (!third || !second || !first) expect.fail()
    expect(readChain([third, first]).fault).toBeDefined()
    expect(readChain([third, second, second, first]).fault).toBeDefined()
    const { previous: _, ...silent } = third
    expect(readChain([{ ...third, previous: publicationHash(silent) }, silent, second]).fault).toContain(
      'is not named by it',
    )
  })

  it('that is written anew, link by link, holds together and does not lead to the hash that was noted', async () => {
    const { history, kv } = await published()
    const noted = readChain(await history()).hash
    await publishIn(kv, [letterSignedBy(5, SLUG)])
    const honest = await history()
    expect(leadsTo(honest, noted)).toBe(true)
    const forged: Publication[] = []
    for (const { previous: _, ...each } of honest.toReversed()) {
      const before = forged[0]
      forged.unshift({
        ...each,
        ...(before ? { previous: publicationHash(before) } : { note: 'Another' }),
      })
    }
    expect(readChain(forged as [Publication])).not.toHaveProperty('fault')
    expect(leadsTo(forged, noted)).toBe(false)
  })

  it('goes on over publications from before there was one, from the last of them', async () => {
    const memory = await published()
    const head = memory.head(SLUG)
    const history = head.history.map(({ previous: _, ...old }) => old)
    await memory.kv.put([{ key: headKey(SLUG), value: JSON.stringify({ ...head, history }) }])
    expect(readChain((await memory.history()) as never)).toMatchObject({ length: 1 })
    await publishIn(memory.kv, [letterSignedBy(5, SLUG)])
    const now = await memory.history()
    expect(now[0].previous).toBe(publicationHash(history[0] as Publication))
    expect(readChain(now)).toEqual({ hash: publicationHash(now[0]), length: 2, erased: 0 })
  })

  it('goes on over a rollback, and over a history that is too long for its head', async () => {
    const memory = await published()
    const live = await readLive(memory.kv, [SLUG])
    const [, , first] = await memory.history()
    const compiled = await findRevision(memory.kv, SLUG, first?.revision ?? '')
    await rollBack(memory.kv, live, compiled, first as Publication, { note: 'Back', by: 'An editor' })
    for (let number = 0; number < 210; number++)
      await publishIn(memory.kv, [letterSignedBy(2 + (number % 2), SLUG)], { note: String(number) })
    expect(memory.head(SLUG).older).toBeDefined()
    expect(readChain(await memory.history())).toMatchObject({ length: 213 })
    expect(readChain(await memory.history())).not.toHaveProperty('fault')
  })

  it('survives an erasure whole, which shows in what it changed and holds no name', async () => {
    const memory = await published()
    const before = await memory.history()
    const hashes = before.map(publicationHash)
    await eraseIn(memory.kv, 'org-3', { by: 'Organisation 3' })
    const [erasure, ...now] = await memory.history()
    expect(now.map(publicationHash)).toEqual(hashes)
    expect(readChain([erasure, ...now])).toEqual({
      hash: publicationHash(erasure),
      length: 4,
      erased: 2,
    })
    // Whoever erases themself does not come back with that.
    expect(erasure).toMatchObject({ note: ERASURE_NOTE })
    expect(erasure).not.toHaveProperty('by')
    expect(now.map(({ as_published }) => as_published)).toEqual([
      { revision: before[0].revision, count: 4 },
      { revision: before[1]?.revision, count: 3, said: sha256('{"note":"Organisation 3 joins"}') },
      undefined,
    ])
    expect(JSON.stringify([erasure, ...now])).not.toContain('Organisation 3')

    await eraseIn(memory.kv, 'org-4')
    const [, , ...again] = await memory.history()
    expect(again.map(publicationHash)).toEqual(hashes)
    expect(again[0]?.as_published).toEqual({ revision: before[0].revision, count: 4 })
    expect(readChain(await memory.history())).toMatchObject({ length: 5, erased: 3 })
    expect(readChain(await memory.history())).not.toHaveProperty('fault')
  })

  it('does not take the name of a publisher who is erased along', async () => {
    const memory = createMemory()
    const by = 'Organisation 3'
    await publishIn(memory.kv, [letterSignedBy(2, SLUG)], { by, note: 'The first' })
    await publishIn(memory.kv, [letterSignedBy(3, SLUG)], { by: 'An editor' })
    await eraseIn(memory.kv, 'org-3')
    const { history } = memory.head(SLUG)
    expect(JSON.stringify(history)).not.toContain(by)
    expect(history[2]).toMatchObject({
      note: 'The first',
      as_published: { said: sha256('{"by":"Organisation 3","note":"The first"}') },
    })
    expect(readChain(history as [Publication])).not.toHaveProperty('fault')
  })
})
