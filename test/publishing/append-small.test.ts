/** Appending to lists of a few parts, quickly: append.test.ts has many more, and larger ones. */
import { describe, expect, it } from 'vitest'
import type { Signatory } from '../../src/letter/schema.ts'
import { append } from '../../src/publishing/append.ts'
import { compile } from '../../src/publishing/compile.ts'
import { drain } from '../../src/publishing/pairs.ts'
import { partKey, revisionKey } from '../../src/revision/keys.ts'
import type { Pair } from '../../src/revision/layout.ts'
import { letterSignedBy } from '../letters.ts'

const { signatories: _, ...letter } = letterSignedBy(0)
const { slug } = letter

const NAMES =
  'Zoë Okafor|Amina Ada|müller|Müller|Ada|01 Fund|王 美玲|—|Ada Okafor Nairobi|ليلى حداد|Ada Lovelace'.split(
    '|',
  )
const AFFILIATIONS = ['University of Nairobi', undefined, 'Law', '—', 'University of Oslo']

/** The nth of them: with some kilobytes, so that a dozen or two make a part, and one in five gone. */
const signatory = (n: number): Signatory => {
  const name = `${NAMES[(n * 7) % NAMES.length]}${n % 3 === 0 ? ` ${(n * 31) % 100}` : ''}`
  const common = {
    id: `id-${n}`,
    name,
    printed_as: `${name}${'.'.repeat(2_000 + ((n * 2_654_435_761) % 9_000))}`,
    ...(n % 4 === 0 && { country: ['KE', 'PE'][(n / 4) % 2] as string }),
    ...(n % 5 === 2 && { withdrawn: '2025-01-01' }),
  }
  const affiliation = AFFILIATIONS[n % AFFILIATIONS.length]
  return n % 3 === 1
    ? { type: 'organisation', ...common, ...(n % 2 === 0 && { acronym: `A${n % 7}` }) }
    : { type: 'person', ...common, ...(affiliation && { affiliation }) }
}
const those = (from: number, to: number): Signatory[] =>
  Array.from({ length: to - from }, (_, n) => signatory(from + n))
const remaining = (of: Signatory[]) => of.map(({ withdrawn: _, ...each }) => each as Signatory)

const gather = async <Result>(pairs: AsyncGenerator<Pair, Result>) => {
  const values = new Map<string, string>()
  const result = await drain(pairs, ({ key, value }) => {
    if (values.has(key)) throw new Error(`${key} came twice`)
    values.set(key, value)
  })
  return { values, result }
}

const appended = async (base: Signatory[], added: Signatory[]) => {
  const before = await gather(compile(letter, base))
  const { revision } = before.result
  const reads: string[] = []
  const read = async (key: string) => {
    reads.push(key)
    return before.values.get(key)
  }
  const after = await gather(append({ slug, revision }, read, added))
  return { before, after, reads, anew: await gather(compile(letter, [...base, ...added])) }
}

describe('appending gives what compiling anew gives, and no pair that is there already', () => {
  it.each<[string, Signatory[], Signatory[]]>([
    ['nobody to nobody', [], []],
    ['one to nobody', [], those(1, 2)],
    ['one who withdrew to nobody', [], those(2, 3)],
    ['many to nobody', [], those(0, 25)],
    ['nobody to some', those(0, 5), []],
    ['one to one', those(0, 1), those(1, 2)],
    ['the first who withdrew to those who did not', remaining(those(0, 6)), those(7, 8)],
    ['none who withdrew where none did', remaining(those(0, 6)), remaining(those(6, 9))],
    ['none who withdrew where some did', those(0, 6), remaining(those(6, 9))],
    ['the first with an affiliation', those(1, 2), those(0, 1)],
    ['some to several parts', those(0, 45), those(45, 50)],
    ['more than there were', those(0, 15), those(15, 45)],
    [
      'the first and the last by name',
      those(0, 30),
      [
        { ...signatory(30), name: '00' },
        { ...signatory(31), name: '龘龘' },
      ],
    ],
  ])('%s', async (_, base, added) => {
    const { before, after, anew } = await appended(base, added)
    const { id } = anew.result.revision
    const missing = [...anew.values].filter(
      ([key]) => !before.values.has(key) || key === revisionKey(slug, id),
    )
    expect([...after.values.keys()].toSorted()).toEqual(missing.map(([key]) => key).toSorted())
    for (const [key, value] of missing) expect(after.values.get(key) === value, key).toBe(true)
    expect(JSON.stringify(after.result)).toBe(JSON.stringify(anew.result))
  })
})

it('appending to a revision from before roles and affiliations were indexed compiles it anew', async () => {
  const base = those(0, 4)
  const { values, result } = await gather(compile(letter, base))
  const { known_for: _index, ...revision } = result.revision
  values.delete(revisionKey(slug, revision.id))
  const after = await gather(append({ slug, revision }, async (key) => values.get(key), those(4, 5)))
  const anew = await gather(compile(letter, those(0, 5)))
  expect(after.result).toEqual(anew.result)
  for (const [key, value] of anew.values) expect(after.values.get(key) ?? values.get(key)).toBe(value)
})

it('one who comes last is put into the list without reading the parts before', async () => {
  const { before, reads } = await appended(those(0, 45), [signatory(45)])
  const { names, counts } = before.result.revision.signatories
  expect(counts.length).toBeGreaterThan(2)
  expect(reads).not.toContain(partKey(slug, names.slice(0, 22)))
})
