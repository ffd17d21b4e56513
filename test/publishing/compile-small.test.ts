/** What is stored of a small letter, all of it; compile.test.ts has large ones. */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { describe, expect, it } from 'vitest'
import type { Signatory, SignedLetter } from '../../src/letter/schema.ts'
import { type Findable, findableTexts, knownForTexts } from '../../src/letter/search.ts'
import { utf8Length } from '../../src/letter/utf8.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { fnv1a } from '../../src/revision/fnv1a.ts'
import { partKey, revisionKey } from '../../src/revision/keys.ts'
import { type Index, LetterPart, type PartList, partNames, splitNames } from '../../src/revision/layout.ts'
import { type Packed, pack } from '../../src/revision/packed.ts'
import { RevisionRecord } from '../../src/revision/record.ts'
import { bucketOf, readFirst, sharedLength } from '../../src/revision/search-index.ts'
import { letterSignedBy } from '../letters.ts'
import { translated } from '../translated.ts'

/** Named so that the order by name is another than the letter's; two pairs that the collator takes for the same. */
const SIGNATORIES: Signatory[] = [
  { id: 'zoe', type: 'person', name: 'Zoë Okafor', affiliation: 'University of Nairobi', country: 'KE' },
  { id: 'ten', type: 'organisation', name: '10 Fund', acronym: 'TF', alias: 'Zehn', country: 'KE' },
  {
    id: 'gone',
    type: 'person',
    name: 'Óscar',
    role: 'Fellow of Law',
    withdrawn: '2025-05-05',
    country: 'KE',
  },
  { id: 'nine', type: 'organisation', name: '9 Fund', signed: '2020-03-01' },
  { id: 'dash', type: 'person', name: '—', affiliation: '—' },
  { id: 'one', type: 'organisation', name: '1 Fund' },
  { id: 'nought-one', type: 'organisation', name: '01 Fund', withdrawn: '2025-05-05' },
  { id: 'another-one', type: 'organisation', name: '01 Fund' },
  { id: 'star', type: 'person', name: '★', role: 'Of', country: 'PE', signed: '2020-03-01' },
]
const IN_NAME_ORDER = ['dash', 'star', 'nought-one', 'another-one', 'one', 'nine', 'ten', 'gone', 'zoe']

/** What compiling a letter gives, and how its parts are read. */
const stored = async (letter: SignedLetter) => {
  const { pairs, compiled } = await compileWhole(letter)
  const values = new Map(pairs.map(({ key, value }) => [key, value]))
  expect(values.size, 'each pair is there once').toBe(pairs.length)
  const { revision } = compiled
  const part = (name: string) => JSON.parse(values.get(partKey(letter.slug, name)) ?? 'null')
  const parts = (list: Pick<PartList | Index, 'names'> | undefined): unknown[][] =>
    splitNames(list?.names ?? '').map(part)
  return { pairs, values, revision, compiled, part, parts, items: (list?: PartList) => parts(list).flat() }
}

const letter = { ...letterSignedBy(0), signatories: SIGNATORIES }
const packed = (signatory: Signatory): Packed =>
  pack({ position: SIGNATORIES.indexOf(signatory) + 1, signatory })
const inNameOrder = SIGNATORIES.toSorted((a, b) => IN_NAME_ORDER.indexOf(a.id) - IN_NAME_ORDER.indexOf(b.id))
const isGone = ({ withdrawn }: Signatory) => withdrawn !== undefined

describe('a letter is stored', () => {
  it('with those who stand behind it and those who withdrew, in its order and by name', async () => {
    const { revision, items } = await stored(letter)
    const stand = (of: Signatory[]) => of.filter((each) => !isGone(each)).map(packed)
    const gone = (of: Signatory[]) => of.filter(isGone).map(packed)
    expect(revision.count).toBe(7)
    expect(items(revision.signatories)).toEqual(stand(SIGNATORIES))
    expect(items(revision.by_name)).toEqual(stand(inNameOrder))
    expect(items(revision.withdrawn?.signatories)).toEqual(gone(SIGNATORIES))
    expect(items(revision.withdrawn?.by_name)).toEqual(gone(inNameOrder))
    expect([revision.signatories, revision.withdrawn?.by_name].map((list) => list?.counts)).toEqual([
      [7],
      [2],
    ])
  })

  /** The lines of an index: those of one key in the letter's order. */
  const linesOf = (textsOf: (signatory: Signatory) => Findable[]) =>
    SIGNATORIES.flatMap((signatory) => {
      const keys = textsOf(signatory).flatMap(({ text, starts }) => starts.map((at) => text.slice(at)))
      return [...new Set(keys)]
        .toSorted()
        .map((key, n, all) => [key, sharedLength(key, all[n - 1] ?? ''), packed(signatory)] as const)
    }).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

  it('with an index of names, and one of roles and affiliations', async () => {
    const { revision, parts } = await stored(letter)
    expect(parts(revision.index)).toEqual([linesOf(findableTexts)])
    expect(parts(revision.known_for)).toEqual([linesOf(knownForTexts)])
    expect([revision.index.first, revision.known_for?.first]).toEqual([['00'], ['00']])
  })

  it('with everyone by id', async () => {
    const { revision, parts } = await stored(letter)
    expect(parts({ names: revision.ids })).toEqual([SIGNATORIES.map(packed)])
  })

  it('with its words, as Markdown too, and who stands behind it by type, country and day', async () => {
    const three = translated(2)
    const { signatories: _, ...words } = three
    const { revision, part } = await stored({ ...three, signatories: SIGNATORIES })
    const { letter, markdown, counts } = LetterPart.parse(part(revision.letter))
    expect(letter).toEqual(words)
    expect(markdown).toHaveLength(words.translations.length)
    expect(counts).toEqual({
      type: { person: 3, organisation: 4 },
      country: { KE: 2, PE: 1 },
      signed: { '2020-03-01': 2, '': 5 },
    })
    expect(revision.languages).toEqual(words.translations.map(({ language }) => language))
  })

  it('as a revision that its content names, in the parts that the revision names', async () => {
    const { revision, values } = await stored(letter)
    expect(revision.id).toBe(
      createHash('sha256')
        .update(canonicalize(letter) ?? '')
        .digest('hex'),
    )
    expect([...values.keys()].toSorted()).toEqual(
      [
        ...partNames(revision).map((name) => partKey(letter.slug, name)),
        revisionKey(letter.slug, revision.id),
      ].toSorted(),
    )
  })

  it('with a record that says how to go on', async () => {
    const { revision, values, pairs, compiled } = await stored(letter)
    const { signatories: _, ...words } = letter
    expect(compiled.letter).toEqual(words)
    const key = revisionKey(letter.slug, revision.id)
    const { continuation, ...record } = RevisionRecord.parse(JSON.parse(values.get(key) ?? ''))
    expect(record).toEqual(revision)
    const bytes = SIGNATORIES.reduce((sum, each) => sum + utf8Length(JSON.stringify(packed(each))), 0)
    expect(continuation).toMatchObject({ bytes, known_for: true })
    // Who finds the record finds all that it names.
    expect(pairs.at(-1)?.key).toBe(key)
  })

  it('without lists of those who withdrew where nobody did', async () => {
    const { revision } = await stored({ ...letter, signatories: SIGNATORIES.filter((each) => !isGone(each)) })
    expect(revision).not.toHaveProperty('withdrawn')
  })

  it('with nothing in its lists where nobody signed', async () => {
    const { revision, parts } = await stored(letterSignedBy(0))
    expect(revision).toMatchObject({
      count: 0,
      signatories: { names: '', counts: [] },
      by_name: { names: '', counts: [] },
      index: { names: '', first: [] },
    })
    expect(revision).not.toHaveProperty('known_for')
    expect(parts({ names: revision.ids })).toEqual([[]])
  })
})

describe('a letter of several parts', () => {
  const signatories = Array.from(
    { length: 36 },
    (_, n): Signatory => ({
      id: `org-${n}`,
      type: 'organisation',
      name: `Organisation ${String((n * 7) % 36).padStart(3, '0')}`,
      printed_as: `Organisation${'.'.repeat(8_000)}`,
      ...(n % 2 === 0 && { withdrawn: '2025-05-05' }),
    }),
  )
  const large = () => stored({ ...letter, signatories })
  const all = signatories.map((signatory, index) => pack({ position: index + 1, signatory }))
  const idOf = (item: unknown) => String((item as Packed)[1])

  it('says how many each part of a list has', async () => {
    const { revision, parts, items } = await large()
    const lists = [
      revision.signatories,
      revision.by_name,
      revision.withdrawn?.signatories,
      revision.withdrawn?.by_name,
    ]
    for (const [n, list] of lists.entries()) {
      expect(list?.counts.length).toBeGreaterThan(1)
      expect(parts(list).map(({ length }) => length)).toEqual(list?.counts)
      expect(items(list).map(idOf).toSorted()).toEqual(
        all
          .filter((_, at) => at % 2 === (n < 2 ? 1 : 0))
          .map(idOf)
          .toSorted(),
      )
    }
  })

  it('says of each part of its index where it begins: after all before it, and not after its first key', async () => {
    const { revision, parts } = await large()
    const indexed = parts(revision.index) as [string, number, Packed][][]
    expect(indexed.length).toBeGreaterThan(3)
    expect(indexed.flat().length).toBe(72)
    for (const [n, start] of readFirst(revision.index).entries()) {
      expect((indexed[n]?.[0]?.[0] ?? '') >= start).toBe(true)
      if (n === 0) expect(start).toBe('')
      else expect((indexed[n - 1]?.at(-1)?.[0] ?? '') <= start).toBe(true)
    }
  })

  it('has everyone in the bucket of their id', async () => {
    const { revision, part } = await large()
    const names = splitNames(revision.ids)
    expect(names.length).toBeGreaterThan(3)
    for (const [bucket, name] of names.entries()) {
      const wanted = all.filter((each) => bucketOf(fnv1a(String(each[1])), names.length) === bucket)
      expect(part(name)).toEqual(wanted)
    }
  })
})
