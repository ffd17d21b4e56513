import { describe, expect, it } from 'vitest'
import type { Signatory } from '../../src/letter/schema.ts'
import { findableTexts, QUERY_LENGTH } from '../../src/letter/search.ts'
import { cutKey } from '../../src/publishing/index-sorter.ts'
import { type Entry, lineOf, ofKnownFor, ofNames } from '../../src/publishing/lists.ts'
import { inIndexOrder, inLetterOrder, inNameOrder } from '../../src/publishing/lists-of-revision.ts'
import { fnv1a } from '../../src/revision/fnv1a.ts'
import { PART_NAME } from '../../src/revision/keys.ts'
import { pack } from '../../src/revision/packed.ts'
import { writeFirst } from '../../src/revision/search-index.ts'

const person = (id: string, name: string, more: { role?: string } = {}): Signatory => ({
  id,
  type: 'person',
  name,
  ...more,
})
const packed = (signatory: Signatory, position = 1) => pack({ position, signatory })
const entryOf = (signatory: Signatory) => ({
  json: JSON.stringify(packed(signatory)),
  key: '',
  hash: fnv1a(signatory.id),
  signatory,
})

/** Parts that can be read by their names, and those that were. */
const stored = (parts: unknown[][]) => {
  const names = parts.map((_, n) => `part-${n}`.padEnd(PART_NAME, '-'))
  const read: number[] = []
  const readPart = async (_: unknown, name: string) => {
    read.push(names.indexOf(name))
    return parts[names.indexOf(name)]
  }
  return { names, read, readPart: readPart as never }
}

const listOf = (order: typeof inLetterOrder, ...parts: string[][]) => {
  const { names, read, readPart } = stored(
    parts.map((part) => part.map((name) => packed(person(name, name)))),
  )
  const counts = parts.map(({ length }) => length)
  return { names, read, list: order({ names: names.join(''), counts }, readPart) }
}

describe('a list', () => {
  it('has its parts, and their entries as they are stored', async () => {
    const { list, names } = listOf(inLetterOrder, ['ada'], ['bea', 'cleo'])
    expect(list.cuts).toEqual([
      { name: names[0], count: 1, start: '' },
      { name: names[1], count: 2, start: '' },
    ])
    expect(await list.load(1)).toEqual([person('bea', 'bea'), person('cleo', 'cleo')].map(entryOf))
  })

  it('in the letter’s order, puts who joins last, and reads nothing for that', async () => {
    const { list, read } = listOf(inLetterOrder, ['zoe'], ['bea'])
    const added = entryOf(person('ada', 'ada'))
    expect(list.precedes(added, entryOf(person('zoe', 'zoe')))).toBeFalsy()
    expect(await list.startsAfter(1, added)).toBeFalsy()
    expect(read).toEqual([])
  })

  it('by name, puts each before those with later names, and after those with the same', async () => {
    const { list, read } = listOf(inNameOrder, ['ada'], ['bea', 'cleo'])
    const isBefore = (name: string, other: string) =>
      list.precedes(entryOf(person('x', name)), entryOf(person('y', other)))
    expect([isBefore('ada', 'bea'), isBefore('bea', 'bea'), isBefore('cleo', 'bea')]).toEqual([
      true,
      false,
      false,
    ])
    for (const [name, isEarlier] of [
      ['Ada', true],
      ['Áron', true],
      ['bea', false],
      ['bob', false],
    ] as const)
      expect(await list.startsAfter(1, entryOf(person('x', name)))).toBe(isEarlier)
    // How a part begins is looked up once.
    expect(read).toEqual([1])
  })
})

describe('an index', () => {
  const long = 'x'.repeat(QUERY_LENGTH)
  /** The line of one word of a signatory's name: of that from the word on. */
  const line = (signatory: Signatory, word = 0) => {
    const [{ text, starts } = { text: '', starts: [] }] = findableTexts(signatory)
    const key = cutKey(text.slice(starts[word]))
    const entry: Entry = lineOf(key, 0, JSON.stringify(packed(signatory)), fnv1a(key))
    return { ...entry, signatory }
  }
  const indexOf = (starts: string[], ...parts: Signatory[][]) => {
    const { names, read, readPart } = stored(
      parts.map((part) => part.map((each) => JSON.parse(line(each).json))),
    )
    return {
      names,
      read,
      list: inIndexOrder({ names: names.join(''), first: writeFirst(starts) }, readPart, ofNames),
    }
  }

  it('has its parts and where they begin, and their lines as they are stored', async () => {
    const { list, names } = indexOf(['', 'be'], [person('a', 'ada')], [person('b', 'bea')])
    expect(list.cuts).toEqual([
      { name: names[0], count: 0, start: '' },
      { name: names[1], count: 0, start: 'be' },
    ])
    expect(await list.load(1)).toEqual([line(person('b', 'bea'))])
  })

  it('of roles and affiliations tells lines of one key apart by who it leads to', async () => {
    const signatory = person('b', 'bea', { role: 'Fellow' })
    const { names, readPart } = stored([[['fellow', 0, packed(signatory)]]])
    const list = inIndexOrder({ names: names.join(''), first: ['00'] }, readPart, ofKnownFor)
    expect(await list.load(0)).toMatchObject([{ key: 'fellow', hash: fnv1a('b') }])
  })

  it.each([
    ['az', true, []],
    ['b', true, []],
    ['be', true, [1]],
    ['bea', true, [1]],
    ['bead', false, [1]],
    ['beat', false, [1]],
    ['bf', false, []],
    ['c', false, []],
  ])(
    'knows whether %s stands before a part, and reads it only where its beginning does not say',
    async (name, isEarlier, wanted) => {
      const { list, read } = indexOf(['', 'be'], [person('a', 'ada')], [person('b', 'bead')])
      expect(await list.startsAfter(1, line(person('x', name)))).toBe(isEarlier)
      expect(read).toEqual(wanted)
    },
  )

  it.each([
    ['that ends with the query', long, `${long}b`],
    ['that is longer', `${long}a`, `${long}b`],
    ['whose next character would be cut in two', `${long.slice(1)}𐐨 a`, `${long.slice(1)}𐐨 b`],
    ['that differs in a character cut off', `${long.slice(1)}𐐨`, `${long.slice(1)}𐐩`],
  ])('orders keys by all of their texts, also where a key is cut: one %s', async (_, one, two) => {
    const [first, second] = [line(person('a', one)), line(person('b', two))]
    expect(first.key).toBe(second.key)
    const { list } = indexOf([''], [person('a', one)])
    expect([list.precedes(first, second), list.precedes(second, first)]).toEqual([true, false])
    expect(list.precedes(first, first)).toBe(false)
  })

  it('orders a long key by the text from its own word on', () => {
    const [first, second] = [person('a', `zzz ${long}a`), person('b', `aaa ${long}b`)]
    const { list } = indexOf([''], [first])
    expect(list.precedes(line(first, 1), line(second, 1))).toBe(true)
    expect(list.precedes(line(second, 1), line(first, 1))).toBe(false)
  })
})
