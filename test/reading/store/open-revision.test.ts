import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { fold, wordStarts } from '../../../src/letter/fold.ts'
import type { Signatory, SignedLetter } from '../../../src/letter/schema.ts'
import { compileWhole } from '../../../src/publishing/compile.ts'
import {
  type Filter,
  type OpenLetter,
  openRevision,
  type Page,
} from '../../../src/reading/store/open-revision.ts'
import { type Cursor, NoSuchPlace } from '../../../src/reading/store/place.ts'
import { decodePart } from '../../../src/revision/decode.ts'
import { partKey } from '../../../src/revision/keys.ts'
import type { Revision } from '../../../src/revision/layout.ts'
import { syntheticLetter } from '../../synthetic.ts'

const ROLES = ['Professor of Human Rights', 'professor, Amina Okafor Chair', '教授', 'Müller & Co.', '—']

/** Of persons, one in three has an affiliation and some a role, with words that others have in their names. */
const withRole = (signatory: Signatory, n: number): Signatory =>
  signatory.type === 'person' && n % 4 === 0
    ? { ...signatory, role: ROLES[(n / 4) % ROLES.length] ?? '' }
    : signatory

/** Everyone in seven withdrew, and the last have names that are found by nothing. */
const letter: SignedLetter = {
  ...syntheticLetter(0),
  signatories: [
    ...syntheticLetter(4000)
      .signatories.map(withRole)
      .map((signatory, n) => (n % 7 === 3 ? { ...signatory, withdrawn: '2025-05-05' } : signatory)),
    { id: 'star', type: 'person', name: '★' },
    { id: 'kyoto', type: 'person', name: '☆', role: '所長', affiliation: '京都大学 Kyoto' },
  ],
}

let open: OpenLetter
/** The same letter as it was stored before there was an index of roles and affiliations. */
let old: OpenLetter
let parts = new Set<string>()
beforeAll(async () => {
  const { pairs, compiled } = await compileWhole(letter)
  const values = new Map(pairs.map(({ key, value }) => [key, value]))
  const read = new Map<string, Promise<unknown>>()
  const opened = (revision: Revision) =>
    openRevision(letter.slug, revision, (schema, names) =>
      Promise.all(
        names.map((name) => {
          parts.add(name)
          const key = partKey(letter.slug, name)
          const value = read.get(key) ?? decodePart(schema, key, values.get(key) ?? '')
          read.set(key, value)
          return value as ReturnType<typeof decodePart<typeof schema>>
        }),
      ),
    )
  const { known_for, ...before } = compiled.revision
  open = opened(compiled.revision)
  old = opened(before)
  expect(compiled.revision.signatories.counts.length).toBeGreaterThan(2)
  expect(known_for?.first.length).toBeGreaterThan(2)
})

/** Follows `next` to the end. No page reads more than two parts. */
const walk = async (page: (place: Cursor) => Promise<Page>) => {
  const found: Page['signatories'] = []
  for (let place: Cursor | undefined = []; place; ) {
    parts = new Set()
    const { signatories, next }: Page = await page(place)
    expect(parts.size).toBeLessThanOrEqual(2)
    found.push(...signatories)
    expect(found.length).toBeLessThanOrEqual(letter.signatories.length)
    place = next
  }
  return found
}

const filter = fc.record<Filter>(
  {
    status: fc.constantFrom('active', 'withdrawn', 'all'),
    type: fc.constantFrom('person', 'organisation'),
    country: fc.constantFrom('KE', 'PL', 'XX'),
    signed_after: fc.constantFrom('2021-06-15', '2025-12-31'),
  },
  { requiredKeys: ['status'] },
)

const passes = ({ status, type, country, signed_after }: Filter, signatory: Signatory): boolean =>
  (status === 'all' || (status === 'withdrawn') === (signatory.withdrawn !== undefined)) &&
  (type === undefined || signatory.type === type) &&
  (country === undefined || signatory.country === country) &&
  (signed_after === undefined || (signatory.signed ?? '') > signed_after)

const ids = (signatories: Iterable<Signatory>): string[] => Array.from(signatories, ({ id }) => id)
const idsFound = (found: Page['signatories']): string[] => ids(found.map(({ signatory }) => signatory))

describe('a list', () => {
  it('holds exactly those who pass its filter, each once, in the letter’s order or by name', async () => {
    const collator = new Intl.Collator('en', { numeric: true })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('letter' as const, 'name' as const),
        filter,
        fc.integer({ min: 1, max: 500 }),
        async (sort, filter, limit) => {
          const found = await walk((place) => open.list(sort, filter, place, limit))
          const wanted = letter.signatories.filter((signatory) => passes(filter, signatory))
          if (sort === 'name') wanted.sort((a, b) => collator.compare(a.name, b.name))
          // Those who withdrew come after the others.
          wanted.sort((a, b) => Number('withdrawn' in a) - Number('withdrawn' in b))
          expect(idsFound(found)).toEqual(ids(wanted))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('says where in the letter each of them stands', async () => {
    for (const { position, signatory } of await walk((place) =>
      open.list('name', { status: 'all' }, place, 500),
    )) {
      expect(letter.signatories[position - 1]).toEqual(signatory)
    }
  })
})

type Texts = Partial<Record<'name' | 'acronym' | 'alias' | 'role' | 'affiliation', string | undefined>>
const namesOf = ({ name, acronym, alias }: Texts) => [name, acronym, alias].map((text) => fold(text ?? ''))
const knownForOf = ({ role, affiliation }: Texts) => [role, affiliation].map((text) => fold(text ?? ''))

/** Whether each of some texts begins a word of one of others. */
const begin = (beginnings: string[], texts: string[]): boolean =>
  beginnings.every((beginning) =>
    texts.some((text) => wordStarts(text).some((at) => text.startsWith(beginning, at))),
  )

/** How near a signatory comes to a query, nearest first; undefined is no match. */
const rankOf = (query: string, signatory: Signatory): number | undefined => {
  const names = namesOf(signatory)
  if (begin([query], names)) return 0
  if (begin(query.split(' '), names)) return 1
  return begin(query.split(' '), [...names, ...knownForOf(signatory)]) ? 2 : undefined
}

const wordsOf = (textsOf: (texts: Texts) => string[]): fc.Arbitrary<string> => {
  const words = letter.signatories.flatMap((signatory) =>
    textsOf(signatory).flatMap((text) => text.split(' ')),
  )
  return fc
    .tuple(fc.constantFrom(...words.filter((word) => word !== '')), fc.integer({ min: 1, max: 9 }))
    .map(([word, length]) => [...word].slice(0, length).join(''))
}

/** The beginning of a name or an affiliation; beginnings of up to three words of any; some words of one signatory. */
const queries = fc
  .oneof(
    fc
      .tuple(fc.constantFrom(...letter.signatories), fc.boolean(), fc.nat(30))
      .map(([signatory, isName, length]) => {
        const [text = ''] = isName ? namesOf(signatory) : knownForOf(signatory).reverse()
        return fold(text.slice(0, length + 1))
      }),
    fc
      .array(fc.oneof(wordsOf(namesOf), wordsOf(knownForOf)), { minLength: 1, maxLength: 3 })
      .map((words) => words.join(' ')),
    fc
      .tuple(
        fc.constantFrom(...letter.signatories.filter((each) => 'affiliation' in each)),
        fc.array(fc.nat(), { minLength: 2, maxLength: 3 }),
      )
      .map(([signatory, choices]) => {
        const words = [...namesOf(signatory), ...knownForOf(signatory)].join(' ').split(' ').filter(Boolean)
        return choices.map((choice) => words[choice % words.length] ?? '').join(' ')
      }),
  )
  .filter((query) => query !== '')

describe('a search', () => {
  it.each([
    ['name, role and affiliation', 2, () => open],
    ['name alone, where the rest is not indexed yet', 1, () => old],
  ])(
    'finds exactly those whose words begin so, by %s: each once, the nearest first',
    async (_, last, opened) => {
      await fc.assert(
        fc.asyncProperty(queries, filter, fc.integer({ min: 1, max: 500 }), async (query, filter, limit) => {
          const found = await walk((place) => opened().search(query, filter, place, limit))
          const wanted = letter.signatories.filter(
            (signatory) => passes(filter, signatory) && (rankOf(query, signatory) ?? 9) <= last,
          )
          expect(idsFound(found).sort()).toEqual(ids(wanted).sort())
          const ranks = found.map(({ signatory }) => rankOf(query, signatory) ?? 9)
          expect(ranks).toEqual(ranks.toSorted())
        }),
        { numRuns: 200 },
      )
    },
  )

  it('finds persons by role and affiliation, after those of that name, and by some words of each', async () => {
    const first = async (query: string) =>
      (await walk((place) => open.search(query, { status: 'all' }, place, 500))).map(
        ({ signatory }) => rankOf(query, signatory) ?? 9,
      )
    expect(new Set(await first('nairobi'))).toEqual(new Set([0, 2]))
    expect(new Set(await first('amina nairobi'))).toEqual(new Set([2]))
    expect(await first('nairobi university professor')).not.toEqual([])
    expect(await first('大学 kyo 所')).toEqual([2])
  })

  it.each(['a', 'm', 'of', 'university'])('for one word, %s, reads each part once', async (word) => {
    const read: string[] = []
    await walk(async (place) => {
      const page = await open.search(word, { status: 'all' }, place, 5000)
      read.push(...parts)
      return page
    })
    expect(read.length).toBeGreaterThan(1)
    expect(new Set(read).size).toBe(read.length)
  })

  it('finds every name by each of its words, with and without accents, and by its whole', async () => {
    for (const signatory of letter.signatories.slice(0, 300)) {
      const { name } = signatory
      const others = 'acronym' in signatory ? [signatory.acronym ?? name] : []
      for (const asked of [name, ...others, ...name.split(/[ -]/), ...name.normalize('NFD').split(' ')]) {
        const first = await open.search(fold(asked), { status: 'all' }, [], 500)
        const found = first.next
          ? await walk((place) => open.search(fold(asked), { status: 'all' }, place, 500))
          : first.signatories
        expect(idsFound(found), asked).toContain(signatory.id)
      }
    }
  })

  it('finds nobody by words that nobody has', async () => {
    for (const query of ['zzz', 'a zzz', '\ud83e', '国国国']) {
      expect(await open.search(query, { status: 'all' }, [], 500)).toEqual({
        signatories: [],
        next: undefined,
      })
    }
  })

  it('starts nowhere when it is told to start past the end', async () => {
    await expect(open.search('a', { status: 'all' }, [9, 9, 9], 500)).rejects.toThrow(NoSuchPlace)
    await expect(open.list('name', { status: 'all' }, [999_999_999], 500)).rejects.toThrow(NoSuchPlace)
  })
})

it('finds everyone by id, and nobody else', async () => {
  for (const [index, signatory] of letter.signatories.entries()) {
    expect((await open.signatory(signatory.id))?.()).toEqual({ position: index + 1, signatory })
  }
  expect(await open.signatory('nobody')).toBeUndefined()
})
