import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Letter, Signatory } from '../../src/letter/schema.ts'
import { append } from '../../src/publishing/append.ts'
import { compile } from '../../src/publishing/compile.ts'
import { drain } from '../../src/publishing/pairs.ts'
import { partKey, revisionKey } from '../../src/revision/keys.ts'
import { nameAt, type Pair, partNames, splitNames } from '../../src/revision/layout.ts'
import { RevisionRecord } from '../../src/revision/record.ts'
import { letterSignedBy } from '../letters.ts'
import { syntheticLetter, syntheticSignatories, syntheticSignatory } from '../synthetic.ts'
import { translated } from '../translated.ts'
import { manySignatories } from './signatories.ts'

/** More find more: `APPEND_RUNS=2000 npx vitest run test/publishing/append.test.ts`. */
const RUNS = Number(process.env.APPEND_RUNS ?? 20)

const { signatories: _, ...letter } = letterSignedBy(0)

const gather = async <Result>(pairs: AsyncGenerator<Pair, Result>) => {
  const values = new Map<string, string>()
  const result = await drain(pairs, ({ key, value }) => {
    expect(values.has(key)).toBe(false)
    values.set(key, value)
  })
  return { values, result }
}

type Stored = Awaited<ReturnType<typeof compiled>>

const compiled = (signatories: Iterable<Signatory>, of: Letter = letter) => gather(compile(of, signatories))

const recordKey = ({ result: { letter, revision } }: Stored): string => revisionKey(letter.slug, revision.id)

/** What appending to a stored letter gives, and what it read. */
const appended = async (before: Stored, signatories: Signatory[]) => {
  const { slug } = before.result.letter
  const reads: string[] = []
  const read = async (key: string) => {
    reads.push(key)
    return before.values.get(key)
  }
  return { ...(await gather(append({ slug, revision: before.result.revision }, read, signatories))), reads }
}

/** That appending gives what compiling anew gave: of its pairs those that were not stored, and the revision's own. */
const expectSame = (after: Stored, before: Stored, anew: Stored): void => {
  const missing = new Map([...anew.values].filter(([key]) => !before.values.has(key)))
  const record = anew.values.get(recordKey(anew))
  if (record !== undefined) missing.set(recordKey(anew), record)
  expect(after.values).toEqual(missing)
  expect(JSON.stringify(after.result)).toBe(JSON.stringify(anew.result))
}

const expectAppendsAsAnew = async (base: Signatory[], added: Signatory[], of: Letter = letter) => {
  const before = await compiled(base, of)
  expectSame(await appended(before, added), before, await compiled([...base, ...added], of))
}

describe('appending gives, byte for byte, what compiling the whole list anew gives', () => {
  const forAll = (most: number, endAt: (length: number, chosen: number) => number) =>
    fc.assert(
      fc.asyncProperty(manySignatories(most), fc.nat(most), async (signatories, chosen) => {
        const at = endAt(signatories.length, chosen)
        await expectAppendsAsAnew(signatories.slice(0, at), signatories.slice(at))
      }),
      // What is left after shrinking says little more of lists of this size, and shrinking takes minutes.
      { numRuns: RUNS, endOnFailure: true },
    )

  it('for many to some', { timeout: 120_000 }, () => forAll(150, (length, chosen) => chosen % (length + 1)))

  it('for a few to many', { timeout: 120_000 }, () =>
    forAll(250, (length, chosen) => Math.max(0, length - 1 - (chosen % 4))),
  )

  it('one at a time, each time to the revision before', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(manySignatories(25), async (signatories) => {
        let stored = await compiled([])
        for (const signatory of signatories) {
          const { values, result } = await appended(stored, [signatory])
          stored = { values: new Map([...stored.values, ...values]), result }
        }
        const anew = await compiled(signatories)
        expect(stored.result).toEqual(anew.result)
        for (const [key, value] of anew.values) expect(stored.values.get(key)).toBe(value)
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  })

  it('to a revision from before roles and affiliations were indexed', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(manySignatories(25), fc.nat(25), async (signatories, chosen) => {
        const at = chosen % (signatories.length + 1)
        const { values, result } = await compiled(signatories.slice(0, at))
        const { known_for, ...revision } = result.revision
        const old = { values: new Map(values), result: { ...result, revision } }
        for (const name of splitNames(known_for?.names ?? '')) old.values.delete(partKey(letter.slug, name))
        const { continuation } = RevisionRecord.parse(JSON.parse(values.get(recordKey(old)) ?? ''))
        const { known_for: _, ...rest } = continuation ?? { bytes: 0, hash: { length: 0, state: '' } }
        old.values.set(recordKey(old), JSON.stringify({ ...revision, continuation: rest }))
        expectSame(await appended(old, signatories.slice(at)), old, await compiled(signatories))
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  })

  it('to a letter in several languages, in whatever order its keys stand', async () => {
    const { signatories, translations, date, slug } = translated(30)
    const [{ body, title, addressee, language }, ...others] = translations
    const shuffled: Letter = {
      translations: [{ body, addressee, title, language }, ...others],
      slug,
      date,
    }
    await expectAppendsAsAnew(signatories.slice(0, 18), signatories.slice(18), shuffled)
  })
})

describe('appending to 20,000', () => {
  const COUNT = 20_000
  const { signatories: _, ...large } = syntheticLetter(0)
  let before: Stored
  beforeAll(async () => {
    before = await compiled(syntheticSignatories(COUNT), large)
  }, 60_000)
  const [person, organisation] = [COUNT, COUNT + 1, COUNT + 2, COUNT + 3, COUNT + 4]
    .map(syntheticSignatory)
    .toSorted((a, b) => Number('acronym' in a) - Number('acronym' in b)) as [Signatory, Signatory]

  it.each([
    ['a person', person],
    [
      'a person whose affiliation has words that thousands have',
      {
        id: 'added',
        type: 'person' as const,
        name: person.name,
        role: 'Professor of Law',
        affiliation: 'University of Nairobi',
      },
    ],
    ['an organisation', organisation],
    ['one who withdrew', { ...person, withdrawn: '2026-01-01' }],
  ])('%s reads and writes little more than the parts that change', async (_, signatory) => {
    const after = await appended(before, [signatory])
    const changed = after.values.size
    expect(changed).toBeLessThan(30)
    // To find the place by name some parts are looked at.
    const search = Math.ceil(Math.log2(splitNames(before.result.revision.by_name.names).length))
    expect(after.reads.length).toBeLessThanOrEqual(changed + search + 4)
    expect(partNames(before.result.revision).length).toBeGreaterThan(150)
  })

  it('nobody reads the letter and its record, and gives the same revision', async () => {
    const after = await appended(before, [])
    expect(after.reads).toEqual([partKey(large.slug, before.result.revision.letter), recordKey(before)])
    expect(after.result).toEqual(before.result)
    expect([...after.values]).toEqual([[recordKey(before), before.values.get(recordKey(before))]])
  })

  describe('what its record says of the hash', () => {
    const withRecord = (change: (record: RevisionRecord) => RevisionRecord | undefined): Stored => {
      const values = new Map(before.values)
      const record = change(RevisionRecord.parse(JSON.parse(values.get(recordKey(before)) ?? '')))
      if (record === undefined) values.delete(recordKey(before))
      else values.set(recordKey(before), JSON.stringify(record))
      return { ...before, values }
    }

    it.each<[string, (record: RevisionRecord) => RevisionRecord | undefined]>([
      ['is not kept, as in older revisions', ({ continuation: _, ...record }) => record],
      ['is gone with the record', () => undefined],
      ['cannot be read with the record', (record) => ({ ...record, count: -1 })],
      [
        'is of another revision',
        (record) => ({ ...record, continuation: { bytes: 1, hash: { length: 0, state: 'A'.repeat(43) } } }),
      ],
      [
        'is impossible',
        (record) => ({ ...record, continuation: { bytes: 1, hash: { length: 3, state: 'AAAA' } } }),
      ],
    ])('%s: then the whole list is read, and the result is the same', async (_, change) => {
      const stored = withRecord(change)
      const { values, result, reads } = await appended(stored, [person])
      const expected = await appended(before, [person])
      expect(result).toEqual(expected.result)
      expect(values).toEqual(expected.values)
      for (const name of splitNames(before.result.revision.signatories.names)) {
        expect(reads).toContain(partKey(large.slug, name))
      }
    })
  })

  it.each<[string, (revision: Stored['result']['revision']) => string]>([
    ['the last part of its list', ({ signatories: { names, counts } }) => nameAt(names, counts.length - 1)],
    ['its words', (revision) => revision.letter],
  ])('says which part is missing or corrupt: %s', async (_, nameOf) => {
    const key = partKey(large.slug, nameOf(before.result.revision))
    const without = new Map(before.values)
    without.delete(key)
    await expect(appended({ ...before, values: without }, [person])).rejects.toThrow(`${key}: missing`)
    const corrupt = new Map(before.values).set(key, '[]')
    await expect(appended({ ...before, values: corrupt }, [person])).rejects.toThrow(
      `${key}: content does not match its name`,
    )
  })

  it('is not fooled by lists that are whole but another revision’s', async () => {
    const other = await compiled(syntheticSignatories(3), { ...large, slug: 'other' })
    const { id } = before.result.revision
    const mixed = { ...other, result: { ...other.result, revision: { ...other.result.revision, id } } }
    await expect(appended(mixed, [person])).rejects.toThrow('its lists are those of another revision')
  })
})
