import { expect, it } from 'vitest'
import { createPairs, SNAPSHOT_LIMIT, snapshotOf } from '../../src/publishing/snapshot.ts'
import { catalogueKey, headKey, revisionKey } from '../../src/revision/keys.ts'
import { Catalogue, Head } from '../../src/revision/layout.ts'
import type { Continuation } from '../../src/revision/record.ts'
import { RevisionRecord } from '../../src/revision/record.ts'
import { letterSignedBy } from '../letters.ts'

it('holds what publishing would write, at the letter’s own date and without how to go on', async () => {
  const snapshot = await snapshotOf([letterSignedBy(3), letterSignedBy(2, 'b-letter')])
  const head = Head.parse(JSON.parse(snapshot[headKey('a-letter')] ?? ''))
  expect(head).toMatchObject({
    slug: 'a-letter',
    published: '2020-02-29T00:00:00Z',
    revision: { count: 3 },
    history: [{ revision: head.revision.id, count: 3 }],
  })
  const catalogue = Catalogue.parse(JSON.parse(snapshot[catalogueKey] ?? ''))
  expect(catalogue.map(({ slug, published }) => [slug, published])).toEqual([
    ['a-letter', '2020-02-29T00:00:00Z'],
    ['b-letter', '2020-02-29T00:00:00Z'],
  ])
  const record = RevisionRecord.parse(JSON.parse(snapshot[revisionKey('a-letter', head.revision.id)] ?? ''))
  expect(record.continuation satisfies Continuation | undefined).toBeUndefined()
  const parts = Object.keys(snapshot).filter((key) => key.startsWith('letter/a-letter/part/'))
  expect(parts.length).toBeGreaterThan(2)
})

it('leaves out a letter that is too large, and tells', async () => {
  const leftOut: string[] = []
  const large = letterSignedBy(0, 'large')
  const printed_as = 'Organisation'.padEnd(SNAPSHOT_LIMIT / 2, '.')
  large.signatories = [{ id: 'org', type: 'organisation', name: 'Organisation', printed_as }]
  const snapshot = await snapshotOf([large, letterSignedBy(1)], (slug) => leftOut.push(slug))
  expect(leftOut).toEqual(['large'])
  expect(Object.keys(snapshot).filter((key) => key.includes('large'))).toEqual([])
  expect(snapshot[headKey('a-letter')]).toBeDefined()
})

it('takes pairs of 512 KiB in all, their keys among them, and none of one byte more', () => {
  expect(SNAPSHOT_LIMIT).toBe(524_288)
  const full = createPairs()
  const first = { key: 'é', value: 'é'.repeat(SNAPSHOT_LIMIT / 2 - 2) }
  full.add(first)
  full.add({ key: 'a', value: 'b' })
  expect(full.pairs()).toEqual([first, { key: 'a', value: 'b' }])
  full.add({ key: '', value: 'b' })
  expect(full.pairs()).toBeUndefined()
  full.add({ key: '', value: '' })
  expect(full.pairs()).toBeUndefined()
})
