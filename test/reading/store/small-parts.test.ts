/** Lists and searches of a few signatories in parts of one, two or three, where every edge of a part is met. */
import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/letter/fold.ts'
import type { Signatory } from '../../../src/letter/schema.ts'
import { type Findable, findableTexts, hasWords, knownForTexts } from '../../../src/letter/search.ts'
import { inBuckets } from '../../../src/publishing/buckets.ts'
import { createSorter } from '../../../src/publishing/index-sorter.ts'
import { type Filter, openRevision, type Page } from '../../../src/reading/store/open-revision.ts'
import { type Cursor, NoSuchPlace } from '../../../src/reading/store/place.ts'
import { fnv1a } from '../../../src/revision/fnv1a.ts'
import { PART_NAME } from '../../../src/revision/keys.ts'
import type { Index, IndexLine, PartList, Revision } from '../../../src/revision/layout.ts'
import { type Packed, pack } from '../../../src/revision/packed.ts'
import { startOf, writeFirst } from '../../../src/revision/search-index.ts'
import { StoreError } from '../../../src/revision/store-error.ts'

type Person = Extract<Signatory, { type: 'person' }>
const person = (id: string, name: string, more: Partial<Person> = {}): Signatory => ({
  id,
  type: 'person',
  name,
  ...more,
})

const SIGNATORIES: Signatory[] = [
  person('a', 'Ada Okafor', { affiliation: 'University of Nairobi', signed: '2021-01-01', country: 'KE' }),
  person('b', 'Amina Ada', { signed: '2021-01-02', country: 'KE' }),
  { id: 'c', type: 'organisation', name: 'Ada Okafor Fund', acronym: 'AOF', country: 'KE' },
  person('d', 'Okafor Ada', { role: 'Nairobi Fellow', signed: '2021-01-03', country: 'PL' }),
  person('e', 'Nairobi Ada', { affiliation: 'Okafor Institute' }),
  person('f', 'Zoë Nakamura', { affiliation: 'University of Nairobi', country: 'PL' }),
  person('g', 'Ada', { withdrawn: '2025-05-05', signed: '2021-01-02', affiliation: 'Okafor Law' }),
  { id: 'h', type: 'organisation', name: 'Nairobi University', alias: 'Adamant', withdrawn: '2025-05-06' },
  person('i', 'Nakamura Zoë', { role: 'of' }),
  { id: 'j', type: 'organisation', name: 'Fund for Ada', withdrawn: '2025-05-07' },
  person('k', 'Zed'),
]
const isGone = ({ withdrawn }: Signatory): boolean => withdrawn !== undefined
const byName = (of: Signatory[]) => of.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))

/** In place of the part that holds a letter's words. */
const WORDS = { words: 'Dear Somebody,' }

/** A revision whose parts hold so many each, and the names of the parts that were read, by the call. */
const opened = (
  size: number,
  signatories = SIGNATORIES,
  change: (packed: Packed) => Packed = (same) => same,
) => {
  const values = new Map<string, unknown>()
  const stored = (items: unknown[]): string => {
    const name = `part-${values.size}`.padEnd(PART_NAME, '-')
    values.set(name, items)
    return name
  }
  const chunks = <Item>(items: Item[]): Item[][] =>
    Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))
  const packed = (signatory: Signatory) => {
    const position = signatories.indexOf(signatory) + 1
    return change(pack({ position, signatory }))
  }
  const listOf = (of: Signatory[]): PartList => {
    const parts = chunks(of)
    return {
      names: parts.map((part) => stored(part.map(packed))).join(''),
      counts: parts.map((part) => part.length),
    }
  }
  const indexOf = (textsOf: (signatory: Signatory) => Findable[]): Index => {
    const sorter = createSorter()
    for (const signatory of signatories) sorter.add(textsOf(signatory))
    const parts = chunks(
      Array.from(
        sorter.lines(),
        ({ key, shared, whose }): IndexLine => [key, shared, packed(signatories[whose] as Signatory)],
      ),
    )
    const starts = parts.map(([line], n) =>
      n === 0 ? '' : startOf(parts[n - 1]?.at(-1)?.[0] ?? '', line?.[0] ?? ''),
    )
    return { names: parts.map(stored).join(''), first: writeFirst(starts) }
  }
  const active = signatories.filter((each) => !isGone(each))
  const gone = signatories.filter(isGone)
  const records = signatories.map((signatory) => JSON.stringify(packed(signatory)))
  const buckets = inBuckets(
    records,
    signatories.map(({ id }) => fnv1a(id)),
    3,
  )
  const revision: Revision = {
    id: '0'.repeat(64),
    count: active.length,
    languages: ['en'],
    letter: 'letter'.padEnd(PART_NAME, '-'),
    signatories: listOf(active),
    by_name: listOf(byName(active)),
    ...(gone.length > 0 && { withdrawn: { signatories: listOf(gone), by_name: listOf(byName(gone)) } }),
    index: indexOf(findableTexts),
    known_for: indexOf(knownForTexts),
    ids: Array.from(buckets, (json) => stored(JSON.parse(json))).join(''),
  }
  values.set(revision.letter, WORDS)
  const calls: string[][] = []
  const open = (of: Revision) =>
    openRevision('a-letter', of, async (_, names) => {
      calls.push(names)
      return names.map((name) => values.get(name)) as never
    })
  const { known_for: _, ...old } = revision
  return { ...open(revision), old: open(old), calls }
}

const idsOf = ({ signatories }: Page): string => signatories.map(({ signatory }) => signatory.id).join('')

const FILTERS: Filter[] = [
  { status: 'active' },
  { status: 'withdrawn' },
  { status: 'all' },
  { status: 'all', type: 'organisation' },
  { status: 'active', type: 'person', country: 'KE' },
  { status: 'active', country: 'PL' },
  { status: 'all', signed_after: '2021-01-01' },
]
const SEARCH_FILTERS = [0, 2, 4].map((n) => FILTERS[n] as Filter)
const passes = ({ status, type, country, signed_after }: Filter, signatory: Signatory): boolean =>
  (status === 'all' || (status === 'withdrawn') === isGone(signatory)) &&
  (type === undefined || signatory.type === type) &&
  (country === undefined || signatory.country === country) &&
  (signed_after === undefined || (signatory.signed ?? '') > signed_after)

describe.each([1, 2, 3])('in parts of %i', (size) => {
  const { list, search, signatories, signatory, calls, old } = opened(size)

  /** The ids that all pages give. Each page reads two parts at most, in one round, and ends early for no other reason. */
  const walk = async (limit: number, page: (place: Cursor) => Promise<Page>): Promise<string> => {
    let found = ''
    for (let place: Cursor | undefined = []; place; ) {
      calls.length = 0
      const { next, ...more }: Page = await page(place)
      const read = new Set(calls.flat()).size
      const isShort = more.signatories.length < limit
      if (calls.length !== 1 || read > 2 || more.signatories.length > limit || (next && isShort && read < 2))
        throw new Error(
          `${more.signatories.length} of ${limit}, read from ${read} parts in ${calls.length} rounds`,
        )
      if (found.length > SIGNATORIES.length) throw new Error(`does not end: ${found}`)
      found += idsOf({ next, ...more })
      place = next
    }
    return found
  }

  it('a list has those who pass its filter, each once, in its order', async () => {
    for (const filter of FILTERS) {
      for (const limit of [1, 2, 3, 5, 20]) {
        const wanted = (order: (of: Signatory[]) => Signatory[]) =>
          [SIGNATORIES.filter((each) => !isGone(each)), SIGNATORIES.filter(isGone)]
            .flatMap(order)
            .filter((each) => passes(filter, each))
            .map(({ id }) => id)
            .join('')
        expect(await walk(limit, (place) => list('letter', filter, place, limit))).toBe(wanted((of) => of))
        expect(await walk(limit, (place) => list('name', filter, place, limit))).toBe(wanted(byName))
      }
    }
  })

  it('the signatories from a place on are read from no other part', async () => {
    const active = SIGNATORIES.filter((each) => !isGone(each))
    for (let from = 0; from < active.length; from++) {
      for (const count of [1, 2, 4, 20]) {
        calls.length = 0
        const found = await signatories(from, count)
        expect(found).toEqual(active.slice(from, from + count))
        const parts = new Set(found.map((_, n) => Math.floor((from + n) / size)))
        expect(calls.map(({ length }) => length)).toEqual([parts.size])
      }
    }
  })

  const QUERIES =
    'a|ada|ada okafor|okafor ada|o a|nairobi|ada nairobi|nairobi ada|ada university|of nairobi|zoe|nakamura|aof|fund|fund ada|adamant|z|ze|university nairobi zoe|law ada|ada zed|x|zz|ada okafor fund|okafor institute nairobi'.split(
      '|',
    )
  const rankOf = (query: string, of: Signatory): number => {
    const words = query.split(' ')
    const names = findableTexts(of)
    if (hasWords(names, [query])) return 0
    if (hasWords(names, words)) return 1
    return hasWords([...names, ...knownForTexts(of)], words) ? 2 : 9
  }

  it.each([
    ['of names, roles and affiliations', 2, search],
    ['of names alone', 1, old.search],
  ])('a search %s finds those of its words, each once, the nearest first', async (_, last, searched) => {
    for (const query of QUERIES.map(fold)) {
      for (const filter of SEARCH_FILTERS) {
        for (const limit of [1, 4]) {
          const found = [...(await walk(limit, (place) => searched(query, filter, place, limit)))]
          const wanted = SIGNATORIES.filter((each) => passes(filter, each) && rankOf(query, each) <= last)
          expect(found.toSorted(), query).toEqual(wanted.map(({ id }) => id))
          const ranks = found.map((id) =>
            rankOf(query, SIGNATORIES.find((each) => each.id === id) as Signatory),
          )
          expect(ranks).toEqual(ranks.toSorted())
        }
      }
    }
  })

  it('each is found by id, from one part, and nobody else is', async () => {
    for (const [index, each] of SIGNATORIES.entries()) {
      calls.length = 0
      expect((await signatory(each.id))?.()).toEqual({ position: index + 1, signatory: each })
      expect(calls.map(({ length }) => length)).toEqual([1])
    }
    expect(await signatory('nobody')).toBeUndefined()
  })

  it('there is no place after the last', async () => {
    const all: Filter = { status: 'all' }
    expect(idsOf(await list('letter', all, [10], 5))).toBe('j')
    await expect(list('letter', all, [11], 5)).rejects.toThrow(NoSuchPlace)
    await expect(list('letter', { status: 'active' }, [8], 5)).rejects.toThrow('the list has no such place')
    await expect(search('ada', all, [0, 99, 0], 5)).rejects.toThrow(NoSuchPlace)
    await expect(search('ada', all, [0, 0, size], 5)).rejects.toThrow(NoSuchPlace)
    expect(await search('ada', all, [0, 0, size - 1], 20)).toHaveProperty('signatories')
    // The second phase is for queries of several words.
    for (const place of [
      [1, 0, 0],
      [1, 0, 1],
      [1, 1, 0],
    ])
      await expect(search('ada', all, place, 5)).rejects.toThrow(NoSuchPlace)
    await expect(search('zz', all, [0, 0, 1], 5)).rejects.toThrow(NoSuchPlace)
  })
})

it('its words are one part', async () => {
  const { letter, calls } = opened(2)
  expect(await letter()).toBe(WORDS)
  expect(calls.map(({ length }) => length)).toEqual([1])
})

it('a list of nobody has one page, and no more', async () => {
  const { list, search, signatories, calls } = opened(2, [])
  for (const status of ['active', 'withdrawn', 'all'] as const)
    expect(await list('name', { status }, [0], 5)).toEqual({ signatories: [], next: undefined })
  expect(await search('ada', { status: 'all' }, [], 5)).toEqual({ signatories: [], next: undefined })
  expect(await signatories(0, 5)).toEqual([])
  expect(calls.flat()).toEqual([])
})

it('a page of whom nobody is left out reads no part that it does not need', async () => {
  const { list, calls } = opened(2)
  expect(await list('letter', { status: 'active' }, [2], 2)).toMatchObject({ next: [4] })
  expect(calls.map(({ length }) => length)).toEqual([1])
  expect(await list('letter', { status: 'active' }, [6], 2)).toMatchObject({ next: undefined })
})

describe('one whom the schema refuses', () => {
  const wrong = opened(
    2,
    SIGNATORIES,
    (packed) => (packed[1] === 'b' ? [packed[0], 'Not An Id', ...packed.slice(2)] : packed) as Packed,
  )
  const all: Filter = { status: 'all' }

  it('is a fault that says where, where they are asked for', async () => {
    const { list, signatories, search } = wrong
    const error = /^letter\/a-letter, signatory 2: .*id/s
    for (const asked of [
      () => list('letter', all, [], 2),
      () => signatories(0, 2),
      // Its key leads to it still.
      () => search('amina', all, [], 5),
    ]) {
      await expect(asked()).rejects.toThrow(error)
      await expect(asked()).rejects.toThrow(StoreError)
    }
  })

  it('is none where they are left out', async () => {
    expect(idsOf(await wrong.list('letter', { status: 'all', country: 'PL' }, [], 9))).toBe('d')
    expect(await wrong.signatories(2, 1)).toEqual([SIGNATORIES[2]])
  })
})
