import { expect, it } from 'vitest'
import { publicationHash } from '../../src/publishing/chain.ts'
import { IncompleteRevision, UnclearRevision } from '../../src/publishing/errors.ts'
import { readLive } from '../../src/publishing/live.ts'
import { choosePublication, findPublication, findRevision, rollBack } from '../../src/publishing/rollback.ts'
import { catalogueKey, headKey, partKey, revisionKey } from '../../src/revision/keys.ts'
import { nameAt, type Publication } from '../../src/revision/layout.ts'
import { StoreError } from '../../src/revision/store-error.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, publishIn } from './memory.ts'

const SLUG = 'a-letter'
const idOf = (start: string): string => start.padEnd(64, '0')
const publication = (start: string, n: number) => ({
  revision: idOf(start),
  published: `2020-01-0${n}T00:00:00.000Z`,
  count: n,
})
/** A was current, then B, then A again, then C, then A: it is now. */
const history = [
  publication('aa', 5),
  publication('ac', 4),
  publication('aa', 3),
  publication('b', 2),
  publication('aa', 1),
]

it.each([
  [undefined, 1],
  ['aa', 0],
  ['AC', 1],
  ['ac0', 1],
  ['b', 3],
])('%s: the latest publication that it can mean', (asked, index) => {
  expect(choosePublication(SLUG, history, asked)).toBe(history[index])
})

it('what could be two, or is none, is told', () => {
  expect(() => choosePublication(SLUG, history, 'a')).toThrow(
    new UnclearRevision(SLUG, 'a', [idOf('aa'), idOf('ac')]),
  )
  expect(() => choosePublication(SLUG, history, 'c')).toThrow(new UnclearRevision(SLUG, 'c', []))
  expect(() => choosePublication(SLUG, history.slice(0, 1))).toThrow(new UnclearRevision(SLUG, undefined, []))
  expect(() => choosePublication(SLUG, [])).toThrow(UnclearRevision)
  const three = [publication('aa', 3), publication('ab', 2), publication('ac', 1)]
  expect(() => choosePublication(SLUG, three, 'a')).toThrow(
    expect.objectContaining({ candidates: [idOf('aa'), idOf('ab')] }),
  )
})

it('what somebody was erased from is told with what took its place', async () => {
  const { kv } = createMemory()
  await kv.put([
    { key: revisionKey(SLUG, idOf('cc')), value: JSON.stringify({ successor: idOf('b') }) },
    { key: revisionKey(SLUG, idOf('cd')), value: JSON.stringify({ successor: idOf('aa') }) },
    { key: revisionKey(SLUG, idOf('ce')), value: '{' },
  ])
  await expect(findPublication(kv, SLUG, history, 'CC')).rejects.toThrow(
    new UnclearRevision(SLUG, 'CC', [], idOf('b')),
  )
  await expect(findPublication(kv, SLUG, history, 'CC')).rejects.toThrow(/without who was erased it is b0000/)
  for (const unclear of ['c', 'ce', 'd'])
    await expect(findPublication(kv, SLUG, history, unclear)).rejects.toThrow(
      new UnclearRevision(SLUG, unclear, []),
    )
  expect(await findPublication(kv, SLUG, history, 'b')).toBe(history[3])
})

const published = async () => {
  const memory = createMemory()
  await publishIn(memory.kv, [letterSignedBy(3, SLUG, 'First')], {
    signature: { key: 'k'.repeat(43), value: 'v'.repeat(86) },
  })
  await publishIn(memory.kv, [letterSignedBy(4, SLUG, 'Second'), letterSignedBy(1, 'b-letter')])
  const [, back] = memory.head(SLUG).history
  if (!back) throw new Error('there is nothing to go back to')
  return { ...memory, back }
}

it('a revision is found with its letter where all of it is there', async () => {
  const { kv, back } = await published()
  const { letter, revision } = await findRevision(kv, SLUG, back.revision)
  expect(revision).toMatchObject({ id: back.revision, count: 3 })
  expect(letter.translations[0].title).toBe('First')
})

it('a revision that is not there, not whole, or damaged is told', async () => {
  const { kv, back } = await published()
  const id = back.revision
  await expect(findRevision(kv, SLUG, idOf('f'))).rejects.toThrow(new IncompleteRevision(SLUG, idOf('f')))
  const { revision } = await findRevision(kv, SLUG, id)
  const words = partKey(SLUG, revision.letter)
  const part = partKey(SLUG, nameAt(revision.ids, 0))
  await kv.put([{ key: words, value: '{}' }])
  await expect(findRevision(kv, SLUG, id)).rejects.toThrow(`${words}: content does not match its name`)
  await kv.delete([part])
  await expect(findRevision(kv, SLUG, id)).rejects.toThrow(new IncompleteRevision(SLUG, id, part))
  await kv.put([{ key: revisionKey(SLUG, id), value: '{' }])
  await expect(findRevision(kv, SLUG, id)).rejects.toThrow(StoreError)
})

it('a letter goes back with its signature, with the reason, and alone', async () => {
  const { kv, back, head, value } = await published()
  const earlier_texts = [{ revision: back.revision, count: 1 }]
  await kv.put([{ key: headKey(SLUG), value: JSON.stringify({ ...head(SLUG), earlier_texts }) }])
  const live = await readLive(kv, [SLUG])
  const other = head('b-letter')
  await rollBack(kv, live, await findRevision(kv, SLUG, back.revision), back, { note: 'Why' })
  expect(head(SLUG).history[0]).toEqual({
    ...back,
    published: head(SLUG).published,
    first: back.published,
    note: 'Why',
    previous: publicationHash(live.letter(SLUG).history[0] as Publication),
  })
  expect(head(SLUG).history[0]?.signature).toEqual(back.signature)
  expect(head(SLUG).history.slice(1)).toEqual(live.letter(SLUG).history)
  // They signed what stands again.
  expect(head(SLUG).earlier_texts).toBeUndefined()
  expect(head('b-letter')).toEqual(other)
  const list = JSON.parse(value(catalogueKey) ?? '') as { slug: string; title: string; published: string }[]
  expect(list.map(({ slug }) => slug)).toEqual(['b-letter', SLUG])
  expect(list[1]).toMatchObject({ title: 'First', published: head(SLUG).published })
})
