import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { fold } from '../../../src/letter/fold.ts'
import type { Signatory, SignedLetter } from '../../../src/letter/schema.ts'
import { findableTexts, hasWords } from '../../../src/letter/search.ts'
import { compileWhole } from '../../../src/publishing/compile.ts'
import {
  type Cursor,
  type Filter,
  NoSuchPlace,
  type OpenLetter,
  openRevision,
  type Page,
} from '../../../src/reading/store/open-revision.ts'
import { decodePart } from '../../../src/revision/decode.ts'
import { partKey } from '../../../src/revision/keys.ts'
import { syntheticLetter } from '../../synthetic.ts'

/** Everyone in seven withdrew, and the last has a name that is found by nothing. */
const letter: SignedLetter = {
  ...syntheticLetter(0),
  signatories: [
    ...syntheticLetter(4000).signatories.map((signatory, n) =>
      n % 7 === 3 ? { ...signatory, withdrawn: '2025-05-05' } : signatory,
    ),
    { id: 'star', type: 'person', name: '★' },
  ],
}

let open: OpenLetter
let parts = new Set<string>()
beforeAll(async () => {
  const { pairs, compiled } = await compileWhole(letter)
  const values = new Map(pairs.map(({ key, value }) => [key, value]))
  const read = new Map<string, Promise<unknown>>()
  open = openRevision(letter.slug, compiled.revision, (schema, names) =>
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
  expect(compiled.revision.signatories.counts.length).toBeGreaterThan(2)
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

describe('a search', () => {
  it('finds exactly those whose words begin so, each once, those with the whole phrase first', async () => {
    const words = letter.signatories
      .flatMap(({ name }) => fold(name).split(' '))
      .filter((word) => word !== '')
    const word = fc
      .tuple(fc.constantFrom(...words), fc.integer({ min: 1, max: 9 }))
      .map(([word, length]) => [...word].slice(0, length).join(''))
    const phrase = fc
      .tuple(fc.constantFrom(...letter.signatories.filter(({ name }) => name !== '★')), fc.nat(30))
      .map(([{ name }, length]) => fold(fold(name).slice(0, length + 1)))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          phrase,
          fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
        ),
        filter,
        fc.integer({ min: 1, max: 500 }),
        async (query, filter, limit) => {
          const found = await walk((place) => open.search(query, filter, place, limit))
          const wanted = letter.signatories.filter(
            (signatory) => passes(filter, signatory) && hasWords(findableTexts(signatory), query.split(' ')),
          )
          expect(idsFound(found).sort()).toEqual(ids(wanted).sort())
          const whole = found.map(({ signatory }) => hasWords(findableTexts(signatory), [query]))
          expect(whole).toEqual(whole.toSorted((a, b) => Number(b) - Number(a)))
        },
      ),
      { numRuns: 150 },
    )
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
    expect(await open.signatory(signatory.id)).toEqual({ position: index + 1, signatory })
  }
  expect(await open.signatory('nobody')).toBeUndefined()
})
