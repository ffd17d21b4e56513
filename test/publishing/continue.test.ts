import { describe, expect, it } from 'vitest'
import type { Signatory } from '../../src/letter/schema.ts'
import { utf8Length } from '../../src/letter/utf8.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { continueFrom } from '../../src/publishing/continue.ts'
import { createPartReader } from '../../src/publishing/part-reader.ts'
import { partKey, revisionKey } from '../../src/revision/keys.ts'
import { splitNames } from '../../src/revision/layout.ts'
import { pack } from '../../src/revision/packed.ts'
import { RevisionRecord } from '../../src/revision/record.ts'
import { letterSignedBy } from '../letters.ts'

const organisation = (n: number): Signatory => ({ id: `org-${n}`, type: 'organisation', name: `Örg ${n}` })
const person = (n: number, affiliation: string): Signatory => ({
  id: `person-${n}`,
  type: 'person',
  name: `Person ${n}`,
  affiliation,
})
const withdrawn = (signatory: Signatory): Signatory => ({ ...signatory, withdrawn: '2025-05-05' })

/** A letter that is published, whose pairs can be changed, and how to go on from it. */
const published = async (signatories: Signatory[]) => {
  const { pairs, compiled } = await compileWhole({ ...letterSignedBy(0), signatories })
  const { letter, revision } = compiled
  const values = new Map<string, string | null>(pairs.map(({ key, value }) => [key, value]))
  const recordKey = revisionKey(letter.slug, revision.id)
  const asked: string[] = []
  const read = async (key: string) => {
    asked.push(key)
    return values.get(key)
  }
  const readPart = createPartReader(letter.slug, read)
  return {
    values,
    recordKey,
    asked,
    letter,
    revision,
    readPart,
    record: () => RevisionRecord.parse(JSON.parse(values.get(recordKey) ?? '')),
    /** The keys of the parts of its two lists in the letter's order. */
    lists: [revision.signatories, revision.withdrawn?.signatories].flatMap((list) =>
      splitNames(list?.names ?? '').map((name) => partKey(letter.slug, name)),
    ),
    go: (of = revision) => continueFrom(letter, of, read, readPart),
  }
}

const bytesOf = (signatories: Signatory[]): number =>
  signatories.reduce(
    (sum, signatory, index) => sum + utf8Length(JSON.stringify(pack({ position: index + 1, signatory }))),
    0,
  )

/** The id of the revision that going on with some more would make. */
const idWith = async (signatories: Signatory[]): Promise<string> =>
  (await compileWhole({ ...letterSignedBy(0), signatories })).compiled.revision.id

const SOME = [organisation(1), withdrawn(organisation(2)), person(3, 'University'), organisation(4)]

describe('where a revision’s hash and records stand', () => {
  it('is what its record says, and then nothing else is read', async () => {
    const { go, asked, recordKey } = await published(SOME)
    const progress = await go()
    expect(progress?.bytes).toBe(bytesOf(SOME))
    expect(asked).toEqual([recordKey])
    progress?.hash.add(organisation(5))
    expect(progress?.hash.id()).toBe(await idWith([...SOME, organisation(5)]))
  })

  type Change = (record: RevisionRecord) => unknown
  it.each<[string, Change]>([
    ['is not there', () => undefined],
    ['is known not to be there', () => null],
    ['is broken', () => '{'],
    ['does not say it', ({ continuation: _, ...record }) => record],
    [
      'is from before roles and affiliations were indexed',
      ({ continuation, ...record }) => ({
        ...record,
        continuation: { ...continuation, known_for: undefined },
      }),
    ],
    [
      'says what is another revision’s',
      ({ continuation, ...record }) => ({
        ...record,
        continuation: { ...continuation, hash: { length: 0, state: 'A'.repeat(43) } },
      }),
    ],
    [
      'says a size that the number of its buckets does not fit',
      ({ continuation, ...record }) => ({ ...record, continuation: { ...continuation, bytes: 65_537 } }),
    ],
  ])('is found by reading its lists where its record %s', async (_, change) => {
    const { go, asked, recordKey, record, values, lists } = await published(SOME)
    const changed = change(record())
    if (changed === undefined) values.delete(recordKey)
    else
      values.set(
        recordKey,
        typeof changed === 'object' && changed !== null
          ? JSON.stringify(changed)
          : (changed as string | null),
      )
    const progress = await go()
    expect(progress?.bytes).toBe(bytesOf(SOME))
    expect(asked.toSorted()).toEqual([recordKey, ...lists].toSorted())
    progress?.hash.add(organisation(5))
    expect(progress?.hash.id()).toBe(await idWith([...SOME, organisation(5)]))
  })

  it('is not found where the store fails', async () => {
    const { letter, revision, readPart } = await published(SOME)
    const fails = () => Promise.reject(new TypeError('KV is down'))
    await expect(continueFrom(letter, revision, fails, readPart)).rejects.toThrow('KV is down')
  })

  it('is not in lists that are another revision’s', async () => {
    const { go, revision, letter } = await published(SOME)
    const id = '0'.repeat(64)
    await expect(go({ ...revision, id })).rejects.toThrow(
      `${revisionKey(letter.slug, id)}: its lists are those of another revision`,
    )
  })

  it.each([
    ['nowhere where somebody’s affiliation', [person(1, 'University'), organisation(2)], false],
    ['nowhere where the last one’s affiliation', [organisation(1), person(2, 'University')], false],
    ['known where no letter or digit of any affiliation', [person(1, '—'), organisation(2)], true],
  ])('is %s is not indexed yet', async (_, signatories, isKnown) => {
    const { go, values, recordKey, revision } = await published(signatories)
    values.delete(recordKey)
    const { known_for: _index, ...old } = revision
    const progress = await go(old)
    expect(progress?.bytes).toBe(isKnown ? bytesOf(signatories) : undefined)
  })
})
