import { expect, it } from 'vitest'
import { splitSnapshot } from '../../src/build/snapshot.ts'
import { snapshotOf } from '../../src/publishing/snapshot.ts'
import { letterSignedBy } from '../letters.ts'

it('bundles what a publish changes, and lays all else beside the Worker, where the bundle has null', async () => {
  const snapshot = await snapshotOf([letterSignedBy(3), letterSignedBy(2, 'b-letter')])
  const { bundled, beside } = splitSnapshot(snapshot)
  const isBundled = ([, value]: [string, unknown]) => value !== null
  expect(Object.fromEntries(Object.entries(bundled).filter(isBundled))).toEqual({
    letters: snapshot.letters,
    signatories: snapshot.signatories,
    'letter/a-letter': snapshot['letter/a-letter'],
    'letter/b-letter': snapshot['letter/b-letter'],
  })
  expect(Object.keys(bundled)).toEqual(Object.keys(snapshot))
  expect(new Map(beside)).toEqual(new Map(Object.entries(snapshot).filter(([key]) => bundled[key] === null)))
  expect(beside.length).toBeGreaterThan(6)
})
