import { describe, expect, it } from 'vitest'
import type { Signatory, SignedLetter } from '../../src/letter/schema.ts'
import { utf8Length } from '../../src/letter/utf8.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { nextHead } from '../../src/publishing/head.ts'
import { SNAPSHOT_LIMIT, snapshotOf } from '../../src/publishing/snapshot.ts'
import { partKey, revisionKey } from '../../src/revision/keys.ts'
import { partNames, splitNames } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'
import { syntheticLetter, syntheticSignatory } from '../synthetic.ts'

const COUNT = 6_000
const large = syntheticLetter(COUNT)

const compiled = async (letter: SignedLetter) => {
  const { pairs, compiled } = await compileWhole(letter)
  return { ...compiled, pairs: new Map(pairs.map(({ key, value }) => [key, value])) }
}

describe('publishing a large letter again', async () => {
  const before = await compiled(large)
  const written = (after: typeof before): string[] =>
    [...after.pairs.keys()].filter((key) => !before.pairs.has(key))

  it.each([
    ['with one more at the end', [...large.signatories, syntheticSignatory(COUNT)]],
    [
      'with one withdrawn',
      large.signatories.map((each, n) => (n === 2_999 ? { ...each, withdrawn: '2025-01-01' } : each)),
    ],
  ])(
    '%s writes the parts it touches, the letter and the revision',
    { timeout: 30_000 },
    async (_, signatories) => {
      const { revision, pairs } = await compiled({ ...large, signatories })
      const added = signatories.at(-1)
      const keys = added && 'acronym' in added ? 12 : 8
      // Its list, its names, its bucket, one part for each of its words (a part that was full becomes two), and two more.
      expect(written({ ...before, pairs }).length).toBeLessThanOrEqual(2 * (3 + keys) + 2)
      expect(written({ ...before, pairs })).toContain(revisionKey(large.slug, revision.id))
      expect(before.pairs.size).toBeGreaterThan(50)
    },
  )

  it('with one withdrawn whose affiliation all share writes two parts for each of its words at most', async () => {
    const persons = large.signatories.flatMap(({ id, name, type }): Signatory[] =>
      type === 'person' ? [{ id, name, type, affiliation: 'University of Nairobi' }] : [],
    )
    const knownForParts = async (signatories: Signatory[]) =>
      splitNames((await compiled({ ...large, signatories })).revision.known_for?.names ?? '')
    const parts = await knownForParts(persons)
    const without = await knownForParts(
      persons.map((each, n) => (n === 99 ? { ...each, withdrawn: '2025-01-01' } : each)),
    )
    expect(parts.length).toBeGreaterThan(9)
    expect(without.filter((name) => !parts.includes(name)).length).toBeLessThanOrEqual(3 * 2)
  })

  it('names exactly the parts that were written', () => {
    const { revision, pairs } = before
    const named = [
      ...partNames(revision).map((name) => partKey(large.slug, name)),
      revisionKey(large.slug, revision.id),
    ]
    expect(new Set(named)).toEqual(new Set(pairs.keys()))
  })

  it('needs a head of some 250 bytes for a thousand names, and parts of at most 128 KiB', () => {
    const head = JSON.stringify(nextHead(before, '2020-03-01T12:00:00.000Z'))
    expect(head.length).toBeLessThan((COUNT / 1000) * 250 + 1000)
    for (const value of before.pairs.values()) expect(utf8Length(value)).toBeLessThanOrEqual(128 * 1024 + 2)
  })
})

it('writes each pair of a small letter once, and a head of less than 1 KiB', async () => {
  const { pairs, compiled } = await compileWhole(letterSignedBy(18))
  expect(new Set(pairs.map(({ key }) => key)).size).toBe(pairs.length)
  expect(JSON.stringify(nextHead(compiled, '2020-03-01T12:00:00.000Z')).length).toBeLessThan(1024)
})

it('has no index of roles and affiliations where nobody has any', async () => {
  const { compiled } = await compileWhole(letterSignedBy(18))
  expect(compiled.revision).not.toHaveProperty('known_for')
})

it('counts by type, country and day, and in all, those who did not withdraw', async () => {
  const letter = letterSignedBy(4)
  const [one, two, three, four] = letter.signatories
  if (!one || !two || !three || !four) throw new Error('four signed')
  const { pairs, revision } = await compiled({
    ...letter,
    signatories: [
      { ...one, country: 'KE', signed: '2020-03-01' },
      { ...two, country: 'KE', signed: '2020-03-01', withdrawn: '2021-01-01' },
      { ...three, country: 'PE' },
      { id: four.id, name: four.name, type: 'person' },
    ],
  })
  expect(revision.count).toBe(3)
  expect(JSON.parse(pairs.get(partKey('a-letter', revision.letter)) ?? '').counts).toEqual({
    type: { organisation: 2, person: 1 },
    country: { KE: 1, PE: 1 },
    signed: { '2020-03-01': 1, '': 2 },
  })
})

describe('the snapshot', () => {
  it('leaves out a letter that is too large, and says which', async () => {
    const leftOut: string[] = []
    const snapshot = await snapshotOf([syntheticLetter(5000, 'large'), letterSignedBy(18, 'small')], (slug) =>
      leftOut.push(slug),
    )
    expect(leftOut).toEqual(['large'])
    expect(Object.keys(snapshot).filter((key) => key.includes('large'))).toEqual([])
    expect(JSON.parse(snapshot.letters ?? '')).toMatchObject([{ slug: 'small' }])
    expect(JSON.stringify(snapshot).length).toBeLessThan(SNAPSHOT_LIMIT)
  })
})
