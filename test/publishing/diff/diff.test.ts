import { describe, expect, it } from 'vitest'
import { printDiff } from '../../../src/cli/print-diff.ts'
import type { Signatory, SignedLetter } from '../../../src/letter/schema.ts'
import { compileWhole } from '../../../src/publishing/compile.ts'
import { compare, type Side } from '../../../src/publishing/diff/compare.ts'
import { readSide } from '../../../src/publishing/diff/snapshots.ts'
import { createMapKv } from '../../../src/publishing/kv-map.ts'
import { letterSignedBy } from '../../letters.ts'

const sideOf = async (letter: SignedLetter, other?: SignedLetter): Promise<Side> => {
  const { pairs, compiled } = await compileWhole(letter)
  return readSide(
    createMapKv(new Map(pairs.map((pair) => [pair.key, pair]))),
    letter.slug,
    compiled.revision,
    other && (await compileWhole(other)).compiled.revision,
  )
}
const diff = async (before: SignedLetter, after: SignedLetter) =>
  compare(after.slug, await sideOf(before, after), await sideOf(after, before))

const before = letterSignedBy(5)
const withSignatories = (signatories: Signatory[]): SignedLetter => ({ ...before, signatories })
const [first, second, third, fourth, fifth] = before.signatories as [
  Signatory,
  Signatory,
  Signatory,
  Signatory,
  Signatory,
]

describe('the diff', () => {
  it('says who is new, gone, withdrawn, renamed and otherwise changed, and who moved', async () => {
    const after = withSignatories([
      { ...first, name: 'Another Name' },
      fourth,
      { ...second, withdrawn: '2021-01-01' },
      { ...third, country: 'KE' },
      { id: 'new', type: 'organisation', name: 'New' },
    ])
    const changes = await diff(before, after)
    expect(changes.signatories).toEqual({
      added: [{ id: 'new', name: 'New', position: expect.any(Number) }],
      removed: [{ id: fifth.id, name: fifth.name, position: 5 }],
      withdrawn: [{ id: second.id, name: second.name, on: '2021-01-01' }],
      renamed: [{ id: first.id, before: first.name, after: 'Another Name' }],
      changed: [{ id: third.id, name: third.name, field: 'country', before: null, after: 'KE' }],
      moved: [
        {
          id: expect.stringMatching(/org-[34]/),
          name: expect.any(String),
          count: 1,
          from: expect.any(Number),
          to: expect.any(Number),
        },
      ],
    })
    expect([...printDiff(changes)].slice(1)).toMatchInlineSnapshot(`
      [
        "  + New (4)",
        "  - Organisation 5 (was 5)",
        "  × Organisation 2 withdrew on 2021-01-01",
        "  ~ [-Organisation 1-] {+Another Name+}",
        "  ~ Organisation 3: country {+KE+}",
        "  ↕ Organisation 3 moved to place 3",
      ]
    `)
  })

  it('shows a changed text word by word, in marks that need no colour', async () => {
    const { translations } = before
    const [english] = translations
    if (english === undefined) expect.fail()
    const body = [
      { type: 'paragraph' as const, children: [{ type: 'text' as const, value: 'Dear Somebody else,' }] },
    ]
    const changes = await diff(before, {
      ...before,
      date: '2021-01-01',
      translations: [{ ...english, title: 'The letter', body }],
    })
    expect([...printDiff(changes)].slice(1)).toEqual([
      '  date: [-2020-02-29-] {+2021-01-01+}',
      '  title (en): [-A-]{+The+} letter',
      expect.stringContaining('Dear Somebody{+ else+},'),
    ])
  })

  it('says little of a letter that is new, and nothing of one that is the same', async () => {
    const side = await sideOf(before)
    expect([...printDiff(compare('a-letter', undefined, side))]).toEqual([
      expect.stringMatching(/^a-letter: new, .*5 signatories$/),
    ])
    expect([...printDiff(compare('a-letter', side, side))]).toEqual([
      expect.stringContaining('nothing changes'),
    ])
  })

  it('does not read what both sides share, and finds the same changes', async () => {
    const many = letterSignedBy(9_000)
    const rest = many.signatories.toSpliced(8_900, 1)
    const one = many.signatories[8_900]
    if (one === undefined) expect.fail()
    const after = {
      ...many,
      signatories: [...rest, { id: 'new', type: 'organisation' as const, name: 'New' }, one],
    }
    const side = await sideOf(many, after)
    expect(side.signatories.some((each) => 'shared' in each)).toBe(true)
    const { signatories } = compare('a-letter', side, await sideOf(after, many))
    expect(signatories).toEqual(compare('a-letter', await sideOf(many), await sideOf(after)).signatories)
    expect(signatories).toMatchObject({
      added: [{ id: 'new', position: 9_000 }],
      moved: [{ id: one.id, from: 8_901, to: 9_001 }],
      removed: [],
    })
  })
})
